import { useState } from 'react';
import type { ErrorRecord } from '../../../src-shared/kernel/errors';
import { Button, IconButton } from '../controls/button';
import { TextLink } from '../controls/links';
import { Mark } from '../controls/marks';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import styles from './feedback.module.css';

/** Work that goes on beside the page: an import, a document, an export. */
export interface Job {
  id: string;
  /** "Import of jmeter-run-7.jtl" */
  title: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** What is being done now: "Reading rows". */
  step?: string;
  /** Share that is done, 0 to 1; left out where it is not known. */
  progress?: number;
  error?: ErrorRecord;
  /** Where the result is. */
  result?: { label: string; to: string };
}

export interface JobTrayProps {
  jobs: readonly Job[];
  onCancel(id: string): void;
  /** A finished job may go; one that failed only when the person says so. */
  onDismiss(id: string): void;
}

/** The jobs in a corner of the window: how far each is, and a way to stop it. Folds down to a line. */
export function JobTray({ jobs, onCancel, onDismiss }: JobTrayProps) {
  const t = useText(uiText);
  const [open, setOpen] = useState(true);
  const running = jobs.filter((job) => job.state === 'running').length;
  // What went well leaves by itself, its result stands on the page; what failed stays until it is dealt with.
  if (running === 0 && !jobs.some((job) => job.state === 'failed')) return null;
  return (
    <section className={styles.tray} aria-label={t('jobs.title')}>
      <header className={styles.trayHeader}>
        <h2 aria-live="polite">{running > 0 ? t('jobs.running', { count: running }) : t('jobs.finished')}</h2>
        <IconButton
          icon={open ? 'chevron-down' : 'chevron-right'}
          size="small"
          label={open ? t('jobs.collapse') : t('jobs.expand')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </header>
      {open && (
        <ul className={styles.jobs}>
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} onCancel={onCancel} onDismiss={onDismiss} />
          ))}
        </ul>
      )}
    </section>
  );
}

function JobRow({ job, onCancel, onDismiss }: { job: Job } & Pick<JobTrayProps, 'onCancel' | 'onDismiss'>) {
  const t = useText(uiText);
  const format = useFormat();
  const states = {
    running: job.step ?? '',
    done: t('jobs.done'),
    failed: t('jobs.failed'),
    cancelled: t('jobs.cancelled'),
  };
  return (
    <li className={styles.job} data-state={job.state}>
      <div className={styles.jobTitle}>
        <span>{job.title}</span>
        {job.state === 'running' ? (
          <Button
            size="small"
            kind="quiet"
            aria-label={t('jobs.cancel-one', { title: job.title })}
            onClick={() => onCancel(job.id)}
          >
            {t('jobs.cancel')}
          </Button>
        ) : (
          <IconButton
            icon="close"
            size="small"
            label={t('jobs.dismiss', { title: job.title })}
            onClick={() => onDismiss(job.id)}
          />
        )}
      </div>
      {job.state === 'running' && (
        <div
          className={styles.progress}
          role="progressbar"
          aria-label={job.title}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={job.progress === undefined ? undefined : Math.round(job.progress * 100)}
        >
          <span
            data-unknown={job.progress === undefined || undefined}
            style={{ inlineSize: `${(job.progress ?? 0.3) * 100}%` }}
          />
        </div>
      )}
      <p className={styles.jobState}>
        {job.state === 'done' && <Mark name="check" />}
        {job.state === 'failed' && <Mark name="cross" />}
        <span>{job.error ? job.error.message : states[job.state]}</span>
        {job.state === 'running' && job.progress !== undefined && (
          <span className="figures">{format.ratio(Math.round(job.progress * 100) / 100, { digits: 0 })}</span>
        )}
        {job.result && <TextLink to={job.result.to}>{job.result.label}</TextLink>}
      </p>
    </li>
  );
}
