import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type ClaimPreview, type ClaimSetKind, claimSetKinds } from '../../../src-shared/claims';
import { errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { handOver, useDesk, useDeskQueries } from '../../client';
import {
  Button,
  Chip,
  Dialog,
  ErrorSurface,
  FileDrop,
  Form,
  FormRow,
  Row,
  SelectField,
  Stack,
  TextAreaField,
  TextField,
  useFormat,
  useText,
} from '../../ui';
import { claimsText } from '../text';
import { ClaimParts } from './claim-parts';
import styles from './sets.module.css';
import { setsText } from './text';

export interface ImportDialogProps {
  /** The set whose next version it becomes; left out for a new one. */
  set?: { id: string; number: string };
  onClose(): void;
  onImported(id: string): void;
}

/** Brings claims in, by pasting or as a file; how they split is shown before anything is kept. */
export function ImportDialog({ set, onClose, onImported }: ImportDialogProps) {
  const t = useText(setsText);
  const words = useText(claimsText);
  const desk = useDesk();
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<ClaimSetKind>('own-patent');
  const [reference, setReference] = useState('');
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ file: File; id: string } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const settled = useDeferredValue(text);
  const source = file ? { file: file.id } : { text: settled };
  const preview = useQuery(
    useDeskQueries().claims.preview.queryOptions({
      input: source,
      enabled: file !== null || text.trim() !== '',
      meta: { entities: [] },
      placeholderData: (before: unknown) => before as never,
    }),
  );
  const found = file !== null || text.trim() !== '' ? preview.data : undefined;
  const run = useCommand(({ input, ...how }: { input: { title: string } } & { simulate?: boolean }) =>
    desk.claims.importText({
      ...how,
      ...(file ? { file: file.id } : { text }),
      ...(set ? { set: set.id } : { title: input.title, kind, reference: reference.trim() }),
    }),
  );
  const missing =
    !found || found.claims.length === 0 ? t('import.needs') : !set && !title.trim() && t('import.needs.name');
  const act = async () => {
    if (missing) return;
    const done = await run.run({ title: title.trim() });
    if (!done?.result) return;
    onClose();
    onImported(done.result.id);
  };
  const take = async ([chosen]: File[]) => {
    if (!chosen) return;
    try {
      const { id } = await handOver(chosen);
      setFile({ file: chosen, id });
      if (!title) setTitle(chosen.name.replace(/\.[^.]+$/, ''));
      setProblem(null);
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={set ? t('import.next', { number: set.number }) : t('import.title')}
      actions={
        <Button kind="primary" busy={run.busy} unavailable={missing} onClick={act}>
          {t('import.act', { count: found?.claims.length ?? 0 })}
        </Button>
      }
    >
      <Form onSubmit={act}>
        {!set && (
          <>
            <TextField label={t('import.name')} value={title} onChange={setTitle} maxLength={200} />
            <FormRow>
              <SelectField
                label={t('import.kind')}
                options={claimSetKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
                value={kind}
                onChange={(value) => value && setKind(value)}
              />
              <TextField
                label={t('import.reference')}
                optional
                value={reference}
                onChange={setReference}
                maxLength={200}
              />
            </FormRow>
          </>
        )}
        {file === null && (
          <TextAreaField
            label={t('import.text')}
            hint={t('import.text.hint')}
            rows={8}
            value={text}
            onChange={setText}
          />
        )}
        {text.trim() === '' && (
          <FileDrop
            label={t('import.file')}
            hint={t('import.file.hint')}
            files={file ? [file.file] : []}
            onFiles={take}
            onRemove={() => setFile(null)}
          />
        )}
        {problem !== null && <ErrorSurface error={errorRecord(problem)} onDismiss={() => setProblem(null)} />}
        {preview.error && <ErrorSurface error={errorRecord(preview.error)} />}
        {found && <Found found={found} />}
        <CommandProblem command={run} />
      </Form>
    </Dialog>
  );
}

/** What a text comes to. */
function Found({ found }: { found: ClaimPreview }) {
  const t = useText(setsText);
  const format = useFormat();
  const numbers = found.whole.map((number) => format.number(number)).join(', ');
  return (
    <Stack gap={2}>
      <Row>
        <strong>{t('import.found', { count: found.claims.length })}</strong>
        {found.whole.length > 0 && (
          <Chip size="small" tone="warn">
            {t('import.whole', { count: found.whole.length, numbers })}
          </Chip>
        )}
      </Row>
      {found.notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      {found.left.length > 0 && (
        <p className="quiet">
          {t('import.left')} {found.left.join(' · ')}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it */}
      <section className={styles.found} aria-label={t('import.found', { count: found.claims.length })} tabIndex={0}>
        {found.claims.slice(0, SHOWN).map((claim) => (
          <ClaimParts key={claim.number} claim={claim} />
        ))}
      </section>
    </Stack>
  );
}

/** Claims that the preview writes out; a set may have hundreds. */
const SHOWN = 60;
