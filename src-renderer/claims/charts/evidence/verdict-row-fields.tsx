import { useState } from 'react';
import { FormRow, SelectField, useText } from '../../../ui';
import { BakeoffField } from './bakeoff-field';
import { useChosenBakeoff, useChosenVerdict } from './bakeoff-queries';
import { useOutcomeWord } from './outcome-words';
import { evidenceText } from './text';

interface VerdictRowFieldsProps {
  verdict: string | null;
  row: string | null;
  onChange(verdict: string | null, row: string | null): void;
}

/** Chooses a row of a recorded verdict: bakeoff, verdict, row. Nothing need be chosen. */
export function VerdictRowFields({ verdict, row, onChange }: VerdictRowFieldsProps) {
  const t = useText(evidenceText);
  const outcome = useOutcomeWord();
  const chosen = useChosenVerdict(verdict);
  const [picked, setPicked] = useState<string | null>(null);
  const bakeoff = picked ?? chosen.data?.bakeoff ?? null;
  const { data } = useChosenBakeoff(bakeoff);
  const none = data?.verdicts.length === 0;
  return (
    <FormRow>
      <BakeoffField
        clearable
        value={bakeoff}
        onChange={(next) => {
          setPicked(next);
          onChange(null, null);
        }}
      />
      {bakeoff !== null && (
        <SelectField
          label={t('pick.verdict.which')}
          hint={none ? t('pick.none.verdict') : undefined}
          options={data?.verdicts.map(({ id, number }) => ({ value: id, label: number })) ?? []}
          value={verdict}
          onChange={(next) => onChange(next, null)}
        />
      )}
      {verdict !== null && (
        <SelectField
          label={t('pick.row')}
          options={
            chosen.data?.rows.map(({ key, label, verdict: said }) => ({
              value: key,
              label: t('pick.row.outcome', { label, outcome: outcome(said) }),
            })) ?? []
          }
          value={row}
          onChange={(next) => onChange(verdict, next)}
        />
      )}
    </FormRow>
  );
}
