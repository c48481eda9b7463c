import { useQuery } from '@tanstack/react-query';
import type { BakeoffView, ReadingView } from '../../../src-shared/bakeoffs';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Card, ErrorSurface, Row, reportError, useFormat, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { Preview } from './preview';
import { importText } from './text';
import type { Import } from './use-import';

/** Files that are being brought in: handed over, read, and then to be decided on. Nothing where there are none. */
export function ImportCard({ bakeoff, work }: { bakeoff: BakeoffView; work: Import }) {
  const t = useText(importText);
  const { uploading, problem, readings } = work;
  if (!uploading && !problem && readings.length === 0) return null;
  return (
    <Card title={t('title')}>
      <div className={styles.reading}>
        {problem && <ErrorSurface error={problem} onDismiss={work.forget} />}
        {uploading && (
          <Step
            text={t('uploading', { count: uploading.count, name: uploading.name, done: uploading.done })}
            share={uploading.done / (uploading.count + 1)}
            onCancel={work.cancelUpload}
          />
        )}
        {readings.map((reading) => (
          <Reading key={reading.id} bakeoff={bakeoff} reading={reading} refresh={work.refresh} />
        ))}
      </div>
    </Card>
  );
}

function Reading({
  bakeoff,
  reading,
  refresh,
}: {
  bakeoff: BakeoffView;
  reading: ReadingView;
  refresh(): Promise<void>;
}) {
  const t = useText(importText);
  const desk = useDesk();
  const discard = () => void desk.bakeoffs.discard({ reading: reading.id }).then(refresh, reportError);
  switch (reading.state) {
    case 'reading':
      return <Progress reading={reading} />;
    case 'cancelled':
      return (
        <Row>
          <p role="status">{t('cancelled')}</p>
          <Button size="small" onClick={discard}>
            {t('dismiss')}
          </Button>
        </Row>
      );
    case 'failed':
      return (
        <ErrorSurface
          title={t('failed')}
          error={reading.error ?? { code: 'internal', message: t('failed') }}
          onDismiss={discard}
        />
      );
    case 'read':
      return <Preview bakeoff={bakeoff} reading={reading} refresh={refresh} onDiscard={discard} />;
  }
}

/** How far the reading is, told by its job. */
function Progress({ reading }: { reading: ReadingView }) {
  const t = useText(importText);
  const desk = useDesk();
  const { data } = useQuery(useDeskQueries().system.jobs.list.queryOptions({ meta: { entities: ['job'] } }));
  const job = data?.find(({ id }) => id === reading.job);
  return (
    <Step
      text={job?.message ?? t('reading')}
      share={job?.progress ?? 0}
      onCancel={() => void desk.system.jobs.cancel({ id: reading.job }).catch(reportError)}
    />
  );
}

function Step({ text, share, onCancel }: { text: string; share: number; onCancel(): void }) {
  const t = useText(importText);
  const format = useFormat();
  return (
    <div>
      <Row>
        <p role="status">{text}</p>
        <span className="quiet figures">{format.ratio(Math.round(share * 100) / 100, { digits: 0 })}</span>
        <Button size="small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Row>
      <div
        className={styles.progress}
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ inlineSize: `${share * 100}%` }} />
      </div>
    </div>
  );
}
