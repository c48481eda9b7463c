import type { ReactNode } from 'react';
import { citationTitle, type FlagView, type FrozenElement } from '../../src-shared/claims';
import { Chip, Mark, useText } from '../ui';
import styles from './charted.module.css';
import evidenceStyles from './charts/evidence/evidence.module.css';
import { Evidence } from './charts/evidence/evidence-list';
import { FlaggedText } from './flagged-text';
import { releasesText } from './releases/text';
import { StatusChip } from './words';

export interface ChartedElementsProps {
  elements: readonly (FrozenElement & { stale: readonly string[]; damaged: readonly string[] })[];
  /** Flags of mappings, where the draft is still what was handed in. */
  flags?: readonly FlagView[];
  /** What is said below an element, such as the comments on it. */
  below?: (element: string) => ReactNode;
}

/** A chart as it was frozen, element by element: what the claim says, what it is mapped to, and what that stands on. */
export function ChartedElements({ elements, flags = [], below }: ChartedElementsProps) {
  const t = useText(releasesText);
  return (
    <table className={styles.table} aria-label={t('text.title')}>
      <thead>
        <tr>
          <th scope="col">{t('element.column')}</th>
          <th scope="col">{t('element.mapping')}</th>
          <th scope="col">{t('element.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {elements.map(({ element, label, limitation, mapping, status, evidence, stale, damaged }) => (
          <tr key={element}>
            <th scope="row">
              <span className={styles.label}>
                {label} <StatusChip status={status} />
              </span>
              {limitation}
            </th>
            <td>
              <div className={styles.prose}>
                {mapping ? (
                  <FlaggedText text={mapping} flags={flags.filter(({ place }) => place === `${element}/mapping`)} />
                ) : (
                  <span className="quiet">{t('element.unmapped')}</span>
                )}
              </div>
              <Flags flags={flags.filter((flag) => flag.element === element)} />
              {below?.(element)}
            </td>
            <td>
              {evidence.length === 0 ? (
                <span className="quiet">{t('element.none')}</span>
              ) : (
                <ul className={evidenceStyles.list}>
                  {evidence.map(({ id, citation, note }) => (
                    <Evidence
                      key={id}
                      plain
                      evidence={{
                        ...{ citation, note, title: citationTitle(citation) },
                        ...{ stale: [], broken: false, damaged: [] },
                      }}
                    />
                  ))}
                </ul>
              )}
              {stale.length > 0 && (
                <p className={styles.changed}>
                  <Mark name="warning" /> {t('element.stale')}: {[...new Set(stale)].join(' ')}
                </p>
              )}
              {damaged.map((name) => (
                <p key={name} className={styles.changed}>
                  <Mark name="warning" /> {t('element.damaged', { name })}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why wordings are flagged, and what lets some of them stand. */
export function Flags({ flags }: { flags: readonly FlagView[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className={styles.flags}>
      {flags.map(({ rule, start, text, reason, suggestion, status, waiver, note }) => (
        <li key={`${rule} ${start}`}>
          <Chip size="small" tone={status === 'open' ? 'warn' : 'good'}>
            {text}
          </Chip>{' '}
          <span className="quiet">{status === 'open' ? `${reason} ${suggestion}` : (waiver?.reason ?? note)}</span>
        </li>
      ))}
    </ul>
  );
}
