import { useState } from 'react';
import { type CitationKind, citationKinds, type ElementView, type EvidenceInput } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Dialog, Form, SelectField, TextField, useText } from '../../../ui';
import { ConfigurationFields } from './configuration-fields';
import { type EvidenceDraft, emptyEvidence, evidenceInput } from './evidence-draft';
import { LogFields } from './log-fields';
import { MetricFields } from './metric-fields';
import { ScreenshotFields } from './screenshot-fields';
import { DocumentFields, WebFields } from './source-fields';
import { evidenceText } from './text';

/** What the fields of one kind of evidence are given. */
export interface KindFieldsProps {
  draft: EvidenceDraft;
  onChange(change: Partial<EvidenceDraft>): void;
}

const FIELDS: Record<CitationKind, (props: KindFieldsProps) => React.ReactNode> = {
  metric: MetricFields,
  log: LogFields,
  configuration: ConfigurationFields,
  screenshot: ScreenshotFields,
  document: DocumentFields,
  web: WebFields,
};

/** Attaches something observable to an element. The desk reads what is cited and refuses what does not stand there. */
export function AttachDialog({ element, onClose }: { element: ElementView; onClose(): void }) {
  const t = useText(evidenceText);
  const desk = useDesk();
  const [draft, setDraft] = useState<EvidenceDraft>(() => emptyEvidence('metric'));
  const [note, setNote] = useState('');
  const attach = useCommand(({ input, ...how }: { input: { evidence: EvidenceInput } } & { simulate?: boolean }) =>
    desk.claims.attach({ ...how, element: element.id, evidence: input.evidence, note: note.trim() }),
  );
  const evidence = evidenceInput(draft);
  const missing = 'missing' in evidence && t(evidence.missing);
  const act = async () => {
    if ('missing' in evidence) return;
    if (await attach.run({ evidence })) onClose();
  };
  const Fields = FIELDS[draft.kind];
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('dialog.title', { label: element.label })}
      actions={
        <Button kind="primary" busy={attach.busy} unavailable={missing} onClick={act}>
          {t('dialog.act')}
        </Button>
      }
    >
      <Form onSubmit={act}>
        <SelectField<CitationKind>
          label={t('dialog.kind')}
          options={citationKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => kind && kind !== draft.kind && setDraft(emptyEvidence(kind))}
        />
        <Fields
          key={draft.kind}
          draft={draft}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <TextField
          label={t('dialog.note')}
          hint={t('dialog.note.hint')}
          optional
          maxLength={2000}
          value={note}
          onChange={setNote}
        />
        <CommandProblem command={attach} />
      </Form>
    </Dialog>
  );
}
