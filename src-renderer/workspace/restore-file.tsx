import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';
import { handOver, useDesk } from '../client';
import { Button, Confirm, ErrorSurface, FileDrop, Row, Stack, useText } from '../ui';
import { workspaceText } from './text';

/**
 * A backup or a full export that lies somewhere else, put in the place of the open workspace (asked first) or, where none is open,
 * into a new folder.
 */
export function RestoreFile({
  replaces,
  onRestored,
}: {
  replaces: boolean;
  onRestored?(keptAside: string | null): void;
}) {
  const t = useText(workspaceText);
  const desk = useDesk();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const restore = async () => {
    if (!file) return;
    setBusy(true);
    setProblem(null);
    try {
      const handed = await handOver(file);
      const { keptAside } = await desk.workspace.restore({ file: handed.id });
      setFile(null);
      onRestored?.(keptAside);
      await queries.invalidateQueries();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Stack gap={3}>
      <FileDrop
        label={t('restore.file')}
        hint={t(replaces ? 'restore.file.replaces' : 'restore.file.new')}
        accept={['.zip', '.db']}
        files={file ? [file] : []}
        onFiles={([chosen]) => {
          setProblem(null);
          setFile(chosen ?? null);
        }}
        onRemove={() => setFile(null)}
      />
      {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
      {file && (
        <Row>
          <Button kind="primary" busy={busy} onClick={() => (replaces ? setAsking(true) : restore())}>
            {t('restore.file.run')}
          </Button>
        </Row>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={restore}
        title={t('restore.file.title', { name: file?.name ?? '' })}
        confirm={t('restore.file.run')}
      >
        <p>{t('restore.file.about')}</p>
      </Confirm>
    </Stack>
  );
}
