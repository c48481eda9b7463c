import { factGroups, factText, type RunPageView } from '../../../src-shared/bakeoffs';
import { KeyValueList, Section, useText } from '../../ui';
import styles from './run.module.css';
import { runText } from './text';

/** Everything that is recorded of a run, and what is not. */
export function RunFacts({ page: { run } }: { page: RunPageView }) {
  const t = useText(runText);
  return (
    <div className={styles.factGroups}>
      {factGroups.map(({ title, fields }) => (
        <Section key={title} title={title}>
          <KeyValueList
            ruled
            items={fields.map((field) => {
              const text = factText(run.metadata, field);
              return {
                key: field.path,
                label: field.unit ? `${field.label}, ${field.unit}` : field.label,
                value:
                  text === '' ? (
                    <span className="quiet">{t('facts.unknown')}</span>
                  ) : (
                    <span className={styles.digest}>{text}</span>
                  ),
              };
            })}
          />
        </Section>
      ))}
    </div>
  );
}
