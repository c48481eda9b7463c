import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FilePeek, MappingChoice, MappingContent, ReadFile } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, ErrorSurface, FormRow, SelectField, Stack, TextField, useText } from '../../ui';
import { Found } from './found';
import { RowsForm } from './rows-form';
import { mappingText } from './text';
import { TextForm } from './text-form';
import { unfinished, useTrial } from './use-trial';

interface MappingDialogProps {
  reading: string;
  file: ReadFile;
  refresh(): Promise<void>;
  onClose(): void;
}

/** A mapping before it is saved. */
interface Draft {
  name: string;
  content: MappingContent;
}

const GUESS = 'guess';
const OWN = 'own';

/** Says what the columns or lines of a file mean, and shows at once what is found by it. */
export function MappingDialog({ reading, file, refresh, onClose }: MappingDialogProps) {
  const t = useText(mappingText);
  const desk = useDesk();
  const queries = useDeskQueries().bakeoffs;
  const peeked = useQuery({
    ...queries.peek.queryOptions({ input: { file: file.file } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const saved = useQuery(queries.mappings.queryOptions({ meta: { entities: ['resultMapping'] } }));
  const [draft, setDraft] = useState<Draft | null>(
    file.mapping && { name: file.mapping.name, content: file.mapping.content },
  );
  const [begun, setBegun] = useState(file.mapping ? OWN : GUESS);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const save = useCommand((call: { input: Draft }) => desk.bakeoffs.saveMapping({ input: call.input }));
  const peek = peeked.data?.peek;
  const guess = peeked.data?.draft;
  useEffect(() => {
    if (guess && draft === null) setDraft({ name: stem(file.name), content: guess });
  }, [guess, draft, file.name]);
  const begin = async (from: string) => {
    setBegun(from);
    const known = from === GUESS ? guess && { name: stem(file.name), content: guess } : from === OWN && file.mapping;
    if (known) setDraft({ name: known.name, content: known.content });
    if (from === GUESS || from === OWN) return;
    const { name, content } = await desk.bakeoffs.mapping({ mapping: from });
    setDraft({ name, content });
  };
  const content = draft?.content ?? null;
  const trial = useTrial(file.file, content);
  const missing = content && unfinished(content);
  const nameless = draft !== null && draft.name.trim() === '';
  const read = async (mapping: MappingChoice) => {
    setBusy(true);
    setProblem(null);
    try {
      await desk.bakeoffs.remap({ reading, file: file.file, mapping });
      await refresh();
      onClose();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  const unavailable =
    draft === null
      ? t('loading')
      : nameless
        ? t('unfinished', { what: t('name') })
        : missing !== null
          ? t('unfinished', { what: missing ?? '' })
          : (trial.data?.problem?.message ?? false);
  const same = saved.data?.find(({ name }) => name === draft?.name.trim());
  const saveAndRead = async () => {
    if (!draft) return;
    const named = { ...draft, name: draft.name.trim() };
    // Saving what is saved already is refused; then it is only read.
    const before = same && (await desk.bakeoffs.mapping({ mapping: same.id }));
    const unchanged = before !== undefined && JSON.stringify(before.content) === JSON.stringify(named.content);
    if (unchanged || (await save.run(named))) await read({ saved: named.name });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={t('title', { name: file.name })}
      actions={
        <>
          <Button
            busy={busy}
            unavailable={unavailable}
            onClick={() => draft && void read({ name: draft.name.trim(), content: draft.content })}
          >
            {t('read')}
          </Button>
          <Button kind="primary" busy={busy || save.busy} unavailable={unavailable} onClick={() => void saveAndRead()}>
            {t('save')}
          </Button>
        </>
      }
    >
      {peeked.error ? (
        <ErrorSurface error={errorRecord(peeked.error)} />
      ) : draft === null || !peek ? (
        <p role="status">{t('loading')}</p>
      ) : (
        <Stack>
          <FormRow>
            <SelectField
              label={t('start')}
              options={[
                ...(file.mapping ? [{ value: OWN, label: t('start.own') }] : []),
                { value: GUESS, label: t('start.guess') },
                ...(saved.data ?? [])
                  .filter(({ kind }) => kind === peek.kind || kind === 'text')
                  .map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={begun}
              onChange={(from) => from && void begin(from)}
            />
            <TextField
              label={t('name')}
              hint={t('name.hint')}
              value={draft.name}
              onChange={(name) => setDraft({ ...draft, name })}
            />
            <TextField
              label={t('tool')}
              value={draft.content.tool}
              onChange={(tool) => setDraft({ ...draft, content: { ...draft.content, tool } })}
            />
          </FormRow>
          <ContentForm
            peek={peek}
            content={draft.content}
            trial={trial.data}
            onChange={(next) => setDraft({ ...draft, content: next })}
          />
          <Found trial={trial.data} trying={trial.isFetching} missing={missing} />
          {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
          <CommandProblem command={save} />
        </Stack>
      )}
    </Dialog>
  );
}

interface ContentFormProps {
  peek: FilePeek;
  content: MappingContent;
  trial: ReturnType<typeof useTrial>['data'];
  onChange(content: MappingContent): void;
}

function ContentForm({ peek, content, trial, onChange }: ContentFormProps) {
  return content.kind === 'text' ? (
    <TextForm lines={peek.lines} content={content} trial={trial} onChange={onChange} />
  ) : (
    <RowsForm peek={peek} content={content} onChange={onChange} />
  );
}

const stem = (name: string): string =>
  name
    .replace(/^.*\//, '')
    .replace(/\.[^.]+$/, '')
    .slice(0, 120);
