import { useState } from 'react';
import { FormRow, Segment, SelectField, Stack, useFormat, useText } from '../../../ui';
import type { KindFieldsProps } from './attach-dialog';
import { BakeoffField } from './bakeoff-field';
import { useChosenBakeoff } from './bakeoff-queries';
import { evidenceText } from './text';
import { VerdictRowFields } from './verdict-row-fields';

/** A row of a recorded verdict, or the figure of one run. */
export function MetricFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  return (
    <Stack gap={3}>
      <Segment
        label={t('pick.of')}
        options={[
          { value: 'verdict', label: t('pick.verdict') },
          { value: 'run', label: t('pick.run') },
        ]}
        value={draft.of}
        onChange={(of) => onChange({ of, verdict: null, run: null, row: null })}
      />
      {draft.of === 'verdict' ? (
        <VerdictRowFields
          verdict={draft.verdict}
          row={draft.row}
          onChange={(verdict, row) => onChange({ verdict, row })}
        />
      ) : (
        <RunRowFields draft={draft} onChange={onChange} />
      )}
    </Stack>
  );
}

function RunRowFields({ draft, onChange }: KindFieldsProps) {
  const t = useText(evidenceText);
  const format = useFormat();
  const [bakeoff, setBakeoff] = useState<string | null>(null);
  const { data } = useChosenBakeoff(bakeoff);
  const run = data?.runs.find(({ id }) => id === draft.run);
  return (
    <FormRow>
      <BakeoffField
        value={bakeoff}
        onChange={(next) => {
          setBakeoff(next);
          onChange({ run: null, row: null });
        }}
      />
      {bakeoff !== null && (
        <SelectField
          label={t('pick.run.which')}
          hint={data?.runs.length === 0 ? t('pick.none.run') : undefined}
          options={data?.runs.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={draft.run}
          onChange={(next) => onChange({ run: next, row: null })}
        />
      )}
      {run && (
        <SelectField
          label={t('pick.row')}
          options={
            data?.metrics.map(({ id, label, unit }) => {
              const value = run.figures.find(({ metric }) => metric === id)?.value ?? null;
              return {
                value: id,
                label: t('pick.row.outcome', { label, outcome: `${format.number(value, { maxDigits: 4 })} ${unit}` }),
              };
            }) ?? []
          }
          value={draft.row}
          onChange={(row) => onChange({ row })}
        />
      )}
    </FormRow>
  );
}
