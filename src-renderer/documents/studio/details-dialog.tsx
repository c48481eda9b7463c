import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CompositionView } from '../../../src-shared/documents';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, SelectField, Stack, TextField, useText } from '../../ui';
import { DisclosureField } from '../standing/disclosure-field';
import { studioText } from './text';

type Paper = 'workspace' | 'a4' | 'letter';
const SHIPPED = 'shipped';

/** What a composition is called, whom it may reach, and on which paper by which template it is set. */
export function DetailsDialog({ found, onClose }: { found: CompositionView; onClose(): void }) {
  const t = useText(studioText);
  const edit = useCommand(useDesk().documents.compositions.edit);
  const [title, setTitle] = useState(found.title);
  const [disclosure, setDisclosure] = useState<Disclosure>(found.disclosure);
  const [confidentiality, setConfidentiality] = useState(found.confidentiality);
  const [paper, setPaper] = useState<Paper>(found.paper ?? 'workspace');
  const [template, setTemplate] = useState(found.template?.id ?? SHIPPED);
  const { data = [] } = useQuery(
    useDeskQueries().documents.templates.list.queryOptions({
      input: { kind: found.kind },
      meta: { entities: ['documentTemplate'] },
    }),
  );
  const own = data.filter(({ id }) => id !== null);
  const save = async () => {
    const done = await edit.run({
      composition: found.id,
      title: title.trim(),
      disclosure,
      confidentiality: confidentiality.trim(),
      paper: paper === 'workspace' ? null : paper,
      template: template === SHIPPED ? null : template,
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('details.title')}
      actions={
        <Button kind="primary" busy={edit.busy} unavailable={!title.trim() && t('details.name')} onClick={save}>
          {t('details.save')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('details.name')} value={title} maxLength={300} onChange={setTitle} data-autofocus />
        <DisclosureField value={disclosure} onChange={setDisclosure} />
        <TextField
          label={t('details.line')}
          hint={t('details.line.hint', { line: found.confidentialityLine })}
          optional
          value={confidentiality}
          onChange={setConfidentiality}
        />
        <SelectField<Paper>
          label={t('details.paper')}
          options={(['workspace', 'a4', 'letter'] as const).map((value) => ({
            value,
            label: t(`details.paper.${value}`),
          }))}
          value={paper}
          onChange={(next) => next && setPaper(next)}
        />
        {own.length > 0 && (
          <SelectField
            label={t('details.template')}
            options={[
              { value: SHIPPED, label: t('details.template.shipped') },
              ...own.map(({ id, name }) => ({ value: id ?? SHIPPED, label: name })),
            ]}
            value={template}
            onChange={(next) => next && setTemplate(next)}
          />
        )}
        <CommandProblem command={edit} />
      </Stack>
    </Dialog>
  );
}
