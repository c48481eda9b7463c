import type { ErrorRecord } from '../../../src-shared/kernel/errors';
import { ErrorSurface, FileDrop, Stack, useText } from '../../ui';
import { importText } from './text';

export interface FileStepProps {
  busy: boolean;
  problem: ErrorRecord | null;
  onFile(file: File): void;
  onForget(): void;
}

/** Takes the file. What is wrong with it is said here, with its line and column. */
export function FileStep({ busy, problem, onFile, onForget }: FileStepProps) {
  const t = useText(importText);
  return (
    <Stack gap={4}>
      <FileDrop
        label={t('file.label')}
        hint={t('file.hint')}
        accept={['.csv', '.txt', '.tsv']}
        onFiles={([file]) => file && onFile(file)}
      />
      {busy && (
        <p role="status" className="quiet">
          {t('file.reading')}
        </p>
      )}
      {problem && <ErrorSurface error={problem} title={t('file.failed')} onDismiss={onForget} />}
    </Stack>
  );
}
