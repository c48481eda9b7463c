import type { ElementView } from '../../../../src-shared/claims';
import { Button, TextLink, useText } from '../../../ui';
import styles from './evidence.module.css';
import { useOutcomeWord } from './outcome-words';
import { evidenceText } from './text';

/** Rows of bakeoffs that were planned to show an element, and the way to plan one. */
export function PlannedMetrics({
  element: { label, metrics },
  mayPlan,
  onMeasure,
}: {
  element: ElementView;
  mayPlan: boolean;
  onMeasure(): void;
}) {
  const t = useText(evidenceText);
  const outcome = useOutcomeWord();
  return (
    <div className={styles.planned}>
      {metrics.length > 0 && (
        <>
          <p className="quiet">{t('planned.title')}</p>
          <ul>
            {metrics.map(({ id, bakeoff, number, label: row, outcome: said, verdict }) => (
              <li key={id}>
                <TextLink to={`/bakeoffs/${bakeoff}`}>{number}</TextLink> {row}:{' '}
                {said && verdict ? <TextLink to={`/verdicts/${verdict}`}>{outcome(said)}</TextLink> : t('planned.none')}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayPlan && (
        <Button size="small" kind="quiet" aria-label={t('measure.label', { label })} onClick={onMeasure}>
          {t('measure')}
        </Button>
      )}
    </div>
  );
}
