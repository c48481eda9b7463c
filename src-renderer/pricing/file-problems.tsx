import type { TableProblem } from '../../src-shared/pricing';
import { Chip, useText } from '../ui';
import styles from './pricing.module.css';
import { pricingText } from './text';

/** What a file gets wrong, each at its line and column. */
export function FileProblems({ problems }: { problems: readonly TableProblem[] }) {
  const t = useText(pricingText);
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems}>
      {problems.map((problem) => (
        <li key={`${problem.line}-${problem.column}-${problem.message}`}>
          <Chip tone={problem.severity === 'error' ? 'bad' : 'warn'} size="small">
            {problem.line === null
              ? (problem.column ?? t(`problems.${problem.severity}`))
              : problem.column
                ? t('import.where', { line: problem.line, column: problem.column })
                : t('import.line', { line: problem.line })}
          </Chip>{' '}
          {[problem.message, problem.hint].filter(Boolean).join('. ')}
        </li>
      ))}
    </ul>
  );
}
