import { useState } from 'react';
import { errorRecord } from '../../../../src-shared/kernel/errors';
import { blobAddress, handOver } from '../../../client';
import { ErrorSurface, FileDrop, FormRow, Segment, SelectField, Stack, useText } from '../../../ui';
import { BakeoffField } from './bakeoff-field';
import { useChosenBakeoff } from './bakeoff-queries';
import { evidenceText } from './text';

/** A file that is to be cited: handed over just now, or a raw file of a run that is kept already. */
export interface SourceFile {
  name: string;
  /** How the desk finds it. */
  given: { handed: string } | { sha256: string };
  /** Its content, for looking at it here. */
  open(): Promise<ReadableStream<Uint8Array>>;
  blob(): Promise<Blob>;
}

interface SourceFieldProps {
  label: string;
  hint?: string;
  accept?: readonly string[];
  /** Files of runs may be chosen too. */
  ofRuns?: boolean;
  value: SourceFile | null;
  onChange(source: SourceFile | null): void;
}

/** Chooses the file: by handing one over, or among the raw files of a bakeoff's runs. */
export function SourceField({ label, hint, accept, ofRuns, value, onChange }: SourceFieldProps) {
  const t = useText(evidenceText);
  const [from, setFrom] = useState<'hand' | 'run'>('hand');
  return (
    <Stack gap={2}>
      {ofRuns && (
        <Segment
          label={t('source.from')}
          options={[
            { value: 'hand', label: t('source.hand') },
            { value: 'run', label: t('source.run') },
          ]}
          value={from}
          onChange={(next) => {
            setFrom(next);
            onChange(null);
          }}
        />
      )}
      {from === 'hand' ? (
        <HandedFile {...{ label, hint, accept, value, onChange }} />
      ) : (
        <FileOfRun value={value} onChange={onChange} />
      )}
    </Stack>
  );
}

function HandedFile({ label, hint, accept, value, onChange }: Omit<SourceFieldProps, 'ofRuns'>) {
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const take = async ([chosen]: File[]) => {
    if (!chosen) return;
    setProblem(null);
    try {
      const { id } = await handOver(chosen);
      setFile(chosen);
      onChange({
        name: chosen.name,
        given: { handed: id },
        open: async () => chosen.stream(),
        blob: async () => chosen,
      });
    } catch (thrown) {
      setProblem(thrown);
    }
  };
  return (
    <>
      <FileDrop
        label={label}
        {...(hint !== undefined && { hint })}
        {...(accept && { accept })}
        files={file && value ? [file] : []}
        onFiles={take}
        onRemove={() => onChange(null)}
      />
      {problem !== null && <ErrorSurface error={errorRecord(problem)} onDismiss={() => setProblem(null)} />}
    </>
  );
}

function FileOfRun({ value, onChange }: Pick<SourceFieldProps, 'value' | 'onChange'>) {
  const t = useText(evidenceText);
  const [bakeoff, setBakeoff] = useState<string | null>(null);
  const { data } = useChosenBakeoff(bakeoff);
  const files =
    data?.runs
      .flatMap((run) => run.files.map((file) => ({ ...file, run: run.name })))
      .filter(({ present }) => present) ?? [];
  const chosen = value && 'sha256' in value.given ? value.given.sha256 : null;
  const choose = (sha256: string | null) => {
    const file = files.find((one) => one.sha256 === sha256);
    const content = async () => {
      const answer = await fetch(blobAddress(sha256 ?? ''));
      if (!answer.ok) throw new Error(answer.statusText);
      return answer;
    };
    onChange(
      file
        ? {
            name: file.name,
            given: { sha256: file.sha256 },
            open: async () => (await content()).body ?? new ReadableStream(),
            blob: async () => (await content()).blob(),
          }
        : null,
    );
  };
  return (
    <FormRow>
      <BakeoffField
        value={bakeoff}
        onChange={(next) => {
          setBakeoff(next);
          onChange(null);
        }}
      />
      {bakeoff !== null && (
        <SelectField
          label={t('source.file')}
          hint={data?.runs.length === 0 ? t('pick.none.run') : undefined}
          options={[...new Map(files.map((one) => [one.sha256, one])).values()].map(({ sha256, name, run }) => ({
            value: sha256,
            label: run === name ? name : `${run} · ${name}`,
          }))}
          value={chosen}
          onChange={choose}
        />
      )}
    </FormRow>
  );
}
