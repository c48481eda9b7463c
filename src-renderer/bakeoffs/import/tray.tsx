import { useQuery } from '@tanstack/react-query';
import type { ReadingView } from '../../../src-shared/bakeoffs';
import { useDesk, useDeskQueries } from '../../client';
import { ErrorSurface, IconButton, Row, reportError, TextLink, useText } from '../../ui';
import { foldTray, forgetProblem, useHandingOver } from './handing-over';
import styles from './import.module.css';
import { JobStep, Step } from './step';
import { importText } from './text';
import { WaitingFiles } from './waiting-files';

/**
 * Files that were handed over, wherever one is meanwhile: on their way, being read, and what was found in them. It stays until somebody has
 * decided; files of the bakeoff that is shown stand on its own page.
 */
export function Tray() {
  const t = useText(importText);
  const { target, uploads, problems, folded } = useHandingOver();
  const open = !folded;
  const { data, refetch } = useQuery(
    useDeskQueries().bakeoffs.readings.queryOptions({
      input: {},
      meta: { entities: ['job', 'benchmarkRun', 'contender', 'bakeoff'] },
    }),
  );
  const shown = target?.bakeoff;
  const elsewhere = ({ bakeoff }: { bakeoff: string | null }) => bakeoff === null || bakeoff !== shown;
  const onTheirWay = uploads.filter(elsewhere);
  const failed = problems.filter(elsewhere);
  const readings = (data ?? []).filter(({ bakeoff }) => elsewhere({ bakeoff: bakeoff?.id ?? null }));
  if (onTheirWay.length + failed.length + readings.length === 0) return null;
  const decidable = readings.filter(({ state, bakeoff }) => state === 'read' && bakeoff);
  const files = readings.reduce((sum, one) => sum + countOf(one), 0);
  return (
    <section className={styles.tray} aria-label={t('tray.title')}>
      <header className={styles.trayHead}>
        <h2 aria-live="polite">{files > 0 ? t('tray.files', { count: files }) : t('tray.title')}</h2>
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-right'}
          size="small"
          label={open ? t('tray.fold') : t('tray.unfold')}
          aria-expanded={open}
          onClick={() => foldTray(open)}
        />
      </header>
      {open && (
        <div className={styles.trayBody}>
          {failed.map(({ id, problem }) => (
            <ErrorSurface key={id} error={problem} onDismiss={() => forgetProblem(id)} />
          ))}
          {onTheirWay.map(({ id, name, done, count, stop }) => (
            <Step
              key={id}
              text={t('uploading', { count, name, done })}
              share={done / (count + 1)}
              onCancel={() => stop.abort()}
            />
          ))}
          {[...Map.groupBy(decidable, ({ bakeoff }) => bakeoff?.id)].map(([id, of]) => (
            <ToDecide key={id} readings={of} />
          ))}
          {readings
            .filter((reading) => !decidable.includes(reading))
            .map((reading) => (
              <Reading key={reading.id} reading={reading} refresh={async () => void (await refetch())} />
            ))}
        </div>
      )}
    </section>
  );
}

/** Files that wait; while they are being read, all that were handed over. */
const countOf = ({ state, files, names }: ReadingView): number => (state === 'read' ? files.length : names.length);

const BakeoffLink = ({ bakeoff }: { bakeoff: NonNullable<ReadingView['bakeoff']> }) => (
  <TextLink to={`/bakeoffs/${bakeoff.id}`}>{`${bakeoff.number} ${bakeoff.title}`}</TextLink>
);

/** What waits on the page of one bakeoff, however often files were handed over to it. */
function ToDecide({ readings }: { readings: readonly ReadingView[] }) {
  const t = useText(importText);
  const bakeoff = readings[0]?.bakeoff;
  return (
    <p role="status">
      {t('tray.decide', { count: readings.reduce((sum, one) => sum + countOf(one), 0) })}{' '}
      {bakeoff && <BakeoffLink bakeoff={bakeoff} />}
    </p>
  );
}

interface ReadingProps {
  reading: ReadingView;
  refresh(): Promise<void>;
}

function Reading({ reading, refresh }: ReadingProps) {
  const t = useText(importText);
  const desk = useDesk();
  const { id, state, job, bakeoff, error } = reading;
  const discard = () => void desk.bakeoffs.discard({ reading: id }).then(refresh, reportError);
  if (state === 'reading') return <JobStep job={job} waiting={t('reading')} />;
  if (state === 'failed') {
    return (
      <ErrorSurface
        title={t('failed')}
        error={error ?? { code: 'internal', message: t('failed') }}
        onDismiss={discard}
      />
    );
  }
  if (state === 'cancelled') {
    return (
      <Row>
        <p role="status">
          {t('cancelled')} {bakeoff && <BakeoffLink bakeoff={bakeoff} />}
        </p>
        <IconButton icon="close" size="small" label={t('dismiss')} onClick={discard} />
      </Row>
    );
  }
  return <WaitingFiles reading={reading} refresh={refresh} onDiscard={discard} />;
}
