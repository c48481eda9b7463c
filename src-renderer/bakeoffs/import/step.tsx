import { useQuery } from '@tanstack/react-query';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Row, reportError, useFormat, useText } from '../../ui';
import styles from '../bakeoffs.module.css';
import { importText } from './text';

/** How far something is, and a way to stop it. */
export function Step({ text, share, onCancel }: { text: string; share: number; onCancel(): void }) {
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

/** How far a job is, as it tells it. */
export function JobStep({ job: id, waiting }: { job: string; waiting: string }) {
  const desk = useDesk();
  const { data } = useQuery(useDeskQueries().system.jobs.list.queryOptions({ meta: { entities: ['job'] } }));
  const job = data?.find((one) => one.id === id);
  return (
    <Step
      text={job?.message ?? waiting}
      share={job?.progress ?? 0}
      onCancel={() => void desk.system.jobs.cancel({ id }).catch(reportError)}
    />
  );
}
