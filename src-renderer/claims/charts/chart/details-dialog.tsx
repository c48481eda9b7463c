import { useState } from 'react';
import type { ChartView } from '../../../../src-shared/claims';
import { disclosures } from '../../../../src-shared/kernel/disclosure';
import { CommandProblem, useCommand, useDeskState } from '../../../app';
import { useDesk } from '../../../client';
import { Button, DateField, Dialog, Form, FormRow, SelectField, TextField, useText } from '../../../ui';
import { claimsText } from '../../text';
import { chartText } from './text';

/** Title, practice, disclosure, last day and owner of a chart. The summary stands on the page itself. */
export function DetailsDialog({ chart, onClose }: { chart: ChartView; onClose(): void }) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const { people } = useDeskState();
  const edit = useCommand(useDesk().claims.editChart);
  const [title, setTitle] = useState(chart.title);
  const [practice, setPractice] = useState(chart.practice);
  const [disclosure, setDisclosure] = useState(chart.disclosure);
  const [expiresOn, setExpires] = useState(chart.expiresOn);
  const [owner, setOwner] = useState(chart.owner);
  const missing = title.trim() === '' && t('details.needs');
  const act = async () => {
    if (missing) return;
    const own = chart.subject.kind === 'own' && { practice: practice.trim() };
    const input = { chart: chart.id, title: title.trim(), ...own, disclosure, expiresOn, owner };
    if (await edit.run(input)) onClose();
  };
  const owners = people.filter(
    ({ id, roles, archived }) => id === chart.owner || (!archived && roles.some((role) => OWNERS.has(role))),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('details')}
      actions={
        <Button kind="primary" busy={edit.busy} unavailable={missing} onClick={act}>
          {t('details.save')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <TextField label={t('details.title')} maxLength={200} value={title} onChange={setTitle} />
        {chart.subject.kind === 'own' && (
          <TextField
            label={t('details.practice')}
            hint={t('details.practice.hint')}
            optional
            maxLength={200}
            value={practice}
            onChange={setPractice}
          />
        )}
        <FormRow>
          <SelectField
            label={t('details.disclosure')}
            options={disclosures.map((value) => ({ value, label: words(`disclosure.${value}`) }))}
            value={disclosure}
            onChange={(value) => value && setDisclosure(value)}
          />
          <DateField
            label={t('details.expires')}
            hint={t('details.expires.hint')}
            optional
            value={expiresOn}
            onChange={setExpires}
          />
        </FormRow>
        <SelectField
          label={t('details.owner')}
          options={owners.map(({ id, name }) => ({ value: id, label: name ?? '–' }))}
          value={owner}
          onChange={(value) => value && setOwner(value)}
        />
        <CommandProblem command={edit} />
      </Form>
    </Dialog>
  );
}

/** Who reads drafts may own one. */
const OWNERS: ReadonlySet<string> = new Set(['engineer', 'legal']);
