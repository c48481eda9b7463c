import type { Redline } from '../../src-shared/claims';
import { Chip, EmptyState, Stack, type Tone, useText } from '../ui';
import styles from './redline.module.css';
import { setsText } from './sets/text';

const TONE: Record<'added' | 'removed' | 'changed', Tone> = { added: 'good', removed: 'bad', changed: 'warn' };

/** What differs between two versions: removed words struck through, added ones underlined. Rows that are the same are left out. */
export function RedlineRows({ redline }: { redline: Redline }) {
  const t = useText(setsText);
  const rows = redline.rows.filter(({ change }) => change !== 'same');
  if (rows.length === 0) return <EmptyState>{t('redline.none')}</EmptyState>;
  return (
    <Stack gap={3}>
      {rows.map(({ key, label, change, fields }) => (
        <section key={key} className={styles.row} aria-label={label}>
          <h3 className={styles.label}>
            {label}{' '}
            {change !== 'same' && (
              <Chip size="small" tone={TONE[change]}>
                {t(`redline.${change}`)}
              </Chip>
            )}
          </h3>
          {differing(fields).map(({ field, label: name, runs }) => (
            <p key={field} className={styles.field}>
              <span className="quiet">{name}</span>{' '}
              {runs.map(({ kind, text }, index) => {
                // Runs have no identity but their place.
                const at = `${index} ${kind}`;
                if (kind === 'added') return <ins key={at}>{text}</ins>;
                if (kind === 'removed') return <del key={at}>{text}</del>;
                return <span key={at}>{text}</span>;
              })}
            </p>
          ))}
        </section>
      ))}
    </Stack>
  );
}

/** Of a row that changed the fields that did; a row that was added or removed is shown whole. */
function differing(fields: Redline['rows'][number]['fields']): typeof fields {
  const changed = fields.filter(({ runs }) => runs.some(({ kind }) => kind !== 'same'));
  return changed.length > 0 ? changed : fields;
}
