import { useQuery } from '@tanstack/react-query';
import type { DesignAlternative } from '../../../../src-shared/claims';
import { useDeskQueries } from '../../../client';
import { TextLink, useText } from '../../../ui';
import { useOutcomeWord } from '../evidence/outcome-words';
import styles from './chart.module.css';
import { chartText } from './text';

/** Other ways that were considered, with what they cost. */
export function AlternativesShown({ alternatives }: { alternatives: readonly DesignAlternative[] }) {
  const t = useText(chartText);
  return (
    <div className={styles.alternatives}>
      <p className="quiet">{t('alternatives.heading')}</p>
      <ul>
        {alternatives.map((one) => (
          <li key={one.id}>
            {one.text}
            {one.cost && <span className="quiet"> · {one.cost}</span>}
            {one.verdict !== null && <Measured verdict={one.verdict} row={one.row} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Measured({ verdict, row }: { verdict: string; row: string | null }) {
  const t = useText(chartText);
  const outcome = useOutcomeWord();
  const { data } = useQuery(
    useDeskQueries().bakeoffs.verdict.queryOptions({ input: { verdict }, meta: { entities: ['verdict', 'bakeoff'] } }),
  );
  if (!data) return null;
  const judged = data.rows.find(({ key }) => key === row);
  return (
    <>
      {' · '}
      <TextLink to={`/verdicts/${verdict}`}>
        {t('alternatives.measured', { outcome: judged ? `${judged.label}, ${outcome(judged.verdict)}` : data.number })}
      </TextLink>
    </>
  );
}
