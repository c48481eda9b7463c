import { type GoalStanding, timelineOf } from '../../src-shared/success-plans';
import { useFormat, useText } from '../ui';
import styles from './plans.module.css';
import { plansText } from './text';

interface TimelineItem {
  id: string;
  title: string;
  due: string;
  standing: GoalStanding;
}

interface TimelineProps {
  startsOn: string;
  today: string;
  goals: readonly TimelineItem[];
  milestones: readonly TimelineItem[];
}

/** Goals and milestones along their days; each row says in words what its mark shows. */
export function PlanTimeline({ startsOn, today, goals, milestones }: TimelineProps) {
  const t = useText(plansText);
  const format = useFormat();
  const line = timelineOf(
    startsOn,
    [
      ...goals.map((one) => ({ ...one, kind: 'goal' as const })),
      ...milestones.map((one) => ({ ...one, kind: 'milestone' as const })),
    ],
    today,
  );
  if (!line) return <p className="quiet">{t('timeline.none')}</p>;
  const percent = (at: number) => `${(at * 100).toFixed(2)}%`;
  return (
    <ul className={styles.timeline} aria-label={t('timeline.title')}>
      {line.rows.map(({ id, title, kind, due, standing, from, at }) => (
        <li key={id} className={styles.row}>
          <span className={styles.name} title={title}>
            {title}
          </span>
          <span
            className={styles.track}
            role="img"
            aria-label={t('timeline.row', { title, due: format.date(due), standing: t(`standing.${standing}`) })}
          >
            {kind === 'goal' && (
              <span className={styles.span} style={{ left: percent(from), width: percent(Math.max(0, at - from)) }} />
            )}
            {line.today !== null && <span className={styles.today} style={{ left: percent(line.today) }} />}
            <span className={styles.point} data-standing={standing} style={{ left: percent(at) }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
