import type { BakeoffView, ReadingView } from '../../../src-shared/bakeoffs';
import { useDesk } from '../../client';
import { Button, Card, ErrorSurface, Row, reportError, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { Preview } from './preview';
import { JobStep, Step } from './step';
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
      return <JobStep job={reading.job} waiting={t('reading')} />;
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
