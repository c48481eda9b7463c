import { type BakeoffView, measurementWarningOf, openFindings } from '../../../src-shared/bakeoffs';
import { Mark, Section, useText } from '../../ui';
import { keepUnits } from '../verdict-words';
import styles from './method.module.css';
import { methodText } from './text';

/** What the measurements themselves warn of, beside the verdicts that rest on them. Nothing where they warn of nothing. */
export function MeasuredWarnings({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(methodText);
  const found = openFindings(bakeoff.comparison.gate).flatMap(({ check, sentence }) => {
    const kind = measurementWarningOf(check);
    return kind ? [{ check, sentence, kind }] : [];
  });
  if (found.length === 0) return null;
  return (
    <Section title={t('warnings.title')} aside={<small>{t('warnings.about')}</small>}>
      <ul className={styles.warnings}>
        {found.map(({ check, sentence, kind }) => (
          <li key={check}>
            <Mark name="warning" />
            <span>
              <b>{t(`warning.${kind}`)}.</b> {keepUnits(sentence)}.
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
