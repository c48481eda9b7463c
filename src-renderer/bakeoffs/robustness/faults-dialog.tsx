import { useState } from 'react';
import { type Fault, faultsSchema, type StoredMetadata } from '../../../src-shared/bakeoffs';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import { Button, Dialog, IconButton, NumberField, Row, Stack, TextField, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { robustnessText } from './text';

/** A run whose faults are recorded. */
interface FaultedSubject {
  id: string;
  name: string;
  metadata: StoredMetadata;
}

interface FaultDraft {
  key: number;
  kind: string;
  from: string | null;
  to: string | null;
  note: string;
}

const blank = (key: number): FaultDraft => ({ key, kind: '', from: null, to: null, note: '' });

const draftsOf = (faults: readonly Fault[]): FaultDraft[] =>
  faults.map(({ kind, from, to, note }, key) => ({ key, kind, from: String(from), to: String(to), note: note ?? '' }));

const faultsOf = (drafts: readonly FaultDraft[]): unknown[] =>
  drafts.map(({ kind, from, to, note }) => ({
    kind: kind.trim(),
    from: from === null ? null : Number(from),
    to: to === null ? null : Number(to),
    ...(note.trim() !== '' && { note: note.trim() }),
  }));

/** Records which faults were injected into a run, or the same into several. */
export function FaultsDialog({ subjects, onClose }: { subjects: readonly FaultedSubject[]; onClose(): void }) {
  const t = useText(robustnessText);
  const describe = useCommand(useDesk().bakeoffs.describe);
  const [drafts, setDrafts] = useState(() => {
    const known = draftsOf(subjects[0]?.metadata.faults ?? []);
    return known.length > 0 ? known : [blank(0)];
  });
  const change = (key: number, by: Partial<FaultDraft>) =>
    setDrafts((before) => before.map((one) => (one.key === key ? { ...one, ...by } : one)));
  const parsed = faultsSchema.safeParse(faultsOf(drafts));
  const save = async () => {
    if (!parsed.success) return;
    const faults = parsed.data.length > 0 ? parsed.data : null;
    if (await describe.run({ runs: subjects.map(({ id }) => id), facts: { faults } })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={
        subjects.length > 1
          ? t('dialog.title.many', { count: subjects.length })
          : t('dialog.title', { name: subjects[0]?.name ?? '' })
      }
      actions={
        <Button
          kind="primary"
          busy={describe.busy}
          unavailable={!parsed.success && t('incomplete')}
          onClick={() => void save()}
        >
          {t('save')}
        </Button>
      }
    >
      <Stack>
        <p className="quiet">
          {t('dialog.about')} {subjects.length > 1 && t('dialog.many')}
        </p>
        <ul className={styles.prices}>
          {drafts.map(({ key, kind, from, to, note }) => (
            <li key={key} className={styles.fault}>
              <TextField
                label={t('field.kind')}
                placeholder={t('field.kind.hint')}
                value={kind}
                onChange={(text) => change(key, { kind: text })}
              />
              <NumberField
                label={t('field.from')}
                unit="s"
                min="0"
                value={from}
                onChange={(value) => change(key, { from: value })}
              />
              <NumberField
                label={t('field.to')}
                unit="s"
                min="0"
                value={to}
                onChange={(value) => change(key, { to: value })}
              />
              <TextField
                label={t('field.note')}
                optional
                value={note}
                onChange={(text) => change(key, { note: text })}
              />
              <IconButton
                icon="trash"
                label={t('remove', { kind: kind || t('unnamed') })}
                onClick={() => setDrafts((before) => before.filter((one) => one.key !== key))}
              />
            </li>
          ))}
        </ul>
        <Row>
          <Button
            icon="plus"
            onClick={() => setDrafts((before) => [...before, blank(Math.max(-1, ...before.map(({ key }) => key)) + 1)])}
          >
            {t('add')}
          </Button>
        </Row>
        <CommandProblem command={describe} />
      </Stack>
    </Dialog>
  );
}
