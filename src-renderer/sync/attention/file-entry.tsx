import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorRecord } from '../../../src-shared/kernel/errors';
import type { SyncInboxEntry } from '../../../src-shared/sync/contract';
import { useNow } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, DetailHeader, ErrorSurface, Row, Section, useFormat, useText } from '../../ui';
import { EntryKind } from './entry-list';
import { attentionText } from './text';

/** A file that the server did not take: why, and sending it again. */
export function FileEntry({ entry }: { entry: Extract<SyncInboxEntry, { kind: 'file' }> }) {
  const t = useText(attentionText);
  const format = useFormat();
  const desk = useDesk();
  const queries = useQueryClient();
  const key = useDeskQueries().sync.key();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const [tried, setTried] = useState<number | null>(null);
  const now = useNow();
  const again = async () => {
    setBusy(true);
    setFailed(null);
    setTried(null);
    try {
      await desk.sync.resend({ id: entry.id });
      await desk.sync.now();
      await queries.invalidateQueries({ queryKey: key });
      // Taken, the entry is gone by now, and this with it.
      setTried(now);
    } catch (thrown) {
      setFailed(thrown);
    }
    setBusy(false);
  };
  return (
    <>
      <DetailHeader title={entry.sentence}>
        <EntryKind kind={entry.kind} />
        <span>{t('file.since', { size: format.bytes(entry.size), time: format.dateTime(entry.at) })}</span>
      </DetailHeader>
      <Section title={t('file.why')}>
        <p>{entry.says}</p>
        <p className="quiet">{t('file.about')}</p>
      </Section>
      {failed !== null && <ErrorSurface error={errorRecord(failed)} onDismiss={() => setFailed(null)} />}
      <Row>
        <Button kind="primary" busy={busy} onClick={() => void again()}>
          {t('file.run')}
        </Button>
      </Row>
      {tried !== null && (
        <p role="status" className="quiet">
          {t('file.again', { time: format.time(tried) })}
        </p>
      )}
    </>
  );
}
