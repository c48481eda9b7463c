import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { useDeskState, useNow, useSyncStatus, useWorkspace } from '../../app';
import { useDesk } from '../../client';
import { Button, Card, CheckField, Dialog, ErrorSurface, Stack, TextField, useNavigation, useText } from '../../ui';
import { useLeft } from '../left';
import { serverText } from './text';
import { unsentFile } from './unsent-file';

/** Taking the workspace off this device, as a part of the settings. */
export function Leave() {
  const t = useText(serverText);
  const [open, setOpen] = useState(false);
  return (
    <Card title={t('leave.title')}>
      <Stack gap={4}>
        <p>{t('leave.about')}</p>
        <div>
          <Button kind="danger" onClick={() => setOpen(true)}>
            {t('leave.run')}
          </Button>
        </div>
      </Stack>
      <LeaveDialog open={open} onClose={() => setOpen(false)} />
    </Card>
  );
}

/** Asks what becomes of unsent work, and of one's place at the server; then everything here is taken away and the start is shown. */
export function LeaveDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(serverText);
  const desk = useDesk();
  const queries = useQueryClient();
  const { folder } = useDeskState();
  const { name } = useWorkspace();
  const now = useNow();
  const status = useSyncStatus();
  const { go } = useNavigation();
  const unsent = status?.pending ?? 0;
  const removed = status?.state === 'removed';
  const [file, setFile] = useState<string | null>(null);
  const [letGo, setLetGo] = useState(false);
  const [everywhere, setEverywhere] = useState(false);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const path = file ?? unsentFile(folder, name, new Date(now).toISOString().slice(0, 10));
  const leave = async () => {
    const written = unsent > 0 && !letGo;
    setMissing(written && path.trim() === '');
    if (written && path.trim() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      const { file: kept } = await desk.sync.leave({
        unsentTo: written ? path.trim() : null,
        discardUnsent: letGo,
        everywhere: everywhere && !removed,
      });
      useLeft.setState({ left: { name, file: kept } });
      // The next workspace begins at its beginning.
      go('/');
      await queries.invalidateQueries();
      onClose();
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('leave.dialog')}
      size="medium"
      actions={
        <Button kind="danger" busy={busy} onClick={leave}>
          {t('leave.confirm')}
        </Button>
      }
    >
      <Stack gap={4}>
        <p>{t(removed ? 'leave.dialog.removed' : 'leave.dialog.about', { folder: folder ?? name })}</p>
        {unsent > 0 && (
          <>
            <p>
              <b>{t('leave.unsent', { count: unsent })}</b>
            </p>
            {!letGo && (
              <TextField
                label={t('leave.file')}
                hint={t('leave.file.hint')}
                error={missing ? t('leave.file.missing') : null}
                mono
                value={path}
                onChange={setFile}
                spellCheck={false}
              />
            )}
            <CheckField label={t('leave.let-go')} checked={letGo} onChange={setLetGo} />
          </>
        )}
        {!removed && (
          <CheckField
            label={t('leave.everywhere')}
            hint={t('leave.everywhere.hint')}
            checked={everywhere}
            onChange={setEverywhere}
          />
        )}
        {problem && <ErrorSurface error={problem} />}
      </Stack>
    </Dialog>
  );
}
