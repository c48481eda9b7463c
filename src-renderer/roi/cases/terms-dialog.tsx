import { useState } from 'react';
import type { RoiCaseView } from '../../../src-shared/roi';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, NumberField, Stack, TextAreaField, TextField, useText } from '../../ui';
import { shiftDecimal } from '../decimal-shift';
import { YearsField } from '../terms-card';
import { caseText } from './text';

/** The title of a case, the years it compares, and the discount rate with its source. */
export function TermsDialog({ found, onClose }: { found: RoiCaseView; onClose(): void }) {
  const t = useText(caseText);
  const edit = useCommand(useDesk().roi.editCase);
  const [title, setTitle] = useState(found.title);
  const [years, setYears] = useState(found.content.years);
  const [rate, setRate] = useState<string | null>(shiftDecimal(found.content.discountRate.value, 2));
  const [source, setSource] = useState(found.content.discountRate.source);
  const [insideNote, setInsideNote] = useState(found.insideNote);
  const complete = title.trim() !== '' && rate !== null && source.trim() !== '';
  const run = async () => {
    if (!complete) return;
    const discountRate = { value: shiftDecimal(rate, -2), source: source.trim() };
    if (await edit.run({ case: found.id, title: title.trim(), years, discountRate, insideNote })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('terms.title')}
      actions={
        <Button kind="primary" busy={edit.busy} unavailable={!complete && t('edit.incomplete')} onClick={run}>
          {t('terms.save')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('terms.name')} value={title} maxLength={200} onChange={setTitle} data-autofocus />
        <YearsField label={t('terms.years')} years={years} onChange={setYears} />
        <NumberField label={t('terms.rate')} unit="%" min="-99" value={rate} onChange={setRate} />
        <TextField label={t('terms.source')} value={source} maxLength={400} onChange={setSource} />
        <TextAreaField
          label={t('terms.note')}
          internal
          optional
          value={insideNote}
          maxLength={4000}
          onChange={setInsideNote}
        />
        <CommandProblem command={edit} />
      </Stack>
    </Dialog>
  );
}
