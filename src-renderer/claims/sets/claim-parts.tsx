import { type ReactNode, useState } from 'react';
import type { ClaimText } from '../../../src-shared/claims';
import { Chip, useFormat, useText } from '../../ui';
import { claimsText } from '../text';
import { linkedRuns } from './linked-text';
import styles from './sets.module.css';
import { setsText } from './text';

/** The letter by which a limitation is called: a … z, then aa, ab … */
export const letterOf = (index: number): string =>
  index < 26 ? String.fromCharCode(97 + index) : `${letterOf(Math.floor(index / 26) - 1)}${letterOf(index % 26)}`;

/** One claim taken apart: preamble, transition and limitations, with the words that take one another up shown as pairs. */
export function ClaimParts({ claim, actions }: { claim: ClaimText; actions?: ReactNode }) {
  const t = useText(setsText);
  const words = useText(claimsText);
  const format = useFormat();
  const [pair, setPair] = useState<number | null>(null);
  const linked = (text: string) => <Linked {...{ text, pair, onPair: setPair }} antecedents={claim.antecedents} />;
  return (
    <article className={styles.claim} aria-label={words('claim', { number: claim.number })}>
      <header className={styles.claimHeader}>
        <h3>{words('claim', { number: format.number(claim.number) })}</h3>
        <span className="quiet">
          {claim.dependsOn.length === 0
            ? t('claim.independent')
            : t('claim.depends', { count: claim.dependsOn.length, numbers: claim.dependsOn.join(', ') })}
        </span>
        {!claim.split && (
          <Chip size="small" tone="warn">
            {t('claim.whole')}
          </Chip>
        )}
        {claim.corrected && <Chip size="small">{t('claim.corrected')}</Chip>}
        <span className={styles.claimActions}>{actions}</span>
      </header>
      {claim.reason !== null && <p className="quiet">{claim.reason}</p>}
      {claim.split ? (
        <>
          <p className={styles.preamble}>
            {claim.preamble !== null && linked(claim.preamble)}{' '}
            {claim.transition !== null && <em className={styles.transition}>{claim.transition}</em>}
          </p>
          <ol className={styles.limitations}>
            {claim.limitations
              .map((limitation, index) => ({ limitation, letter: letterOf(index) }))
              .map(({ limitation, letter }) => (
                <li key={letter}>
                  <span className={styles.letter}>{letter}</span>
                  <span>{linked(limitation)}</span>
                </li>
              ))}
          </ol>
        </>
      ) : (
        <p className={styles.preamble}>{claim.text}</p>
      )}
      {claim.antecedents.length > 0 && (
        <details className={styles.antecedents}>
          <summary>
            {t('claim.antecedents')} <span className="figures quiet">{claim.antecedents.length}</span>
          </summary>
          <ul>
            {claim.antecedents.map(([reference, introduced], index) => (
              <li key={`${reference} ${introduced}`} data-shown={pair === index || undefined}>
                {t('claim.antecedent', { reference, introduced })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

interface LinkedProps {
  text: string;
  antecedents: ClaimText['antecedents'];
  pair: number | null;
  onPair(pair: number | null): void;
}

/** A text whose antecedents light up in pairs under the pointer; the list below says the same in words. */
function Linked({ text, antecedents, pair, onPair }: LinkedProps) {
  let at = 0;
  return linkedRuns(text, antecedents).map((run) => {
    const key = at;
    at += run.text.length;
    if (run.pair === null) return <span key={key}>{run.text}</span>;
    const own = run.pair;
    return (
      <span
        key={key}
        className={styles.antecedent}
        data-shown={pair === own || undefined}
        onPointerEnter={() => onPair(own)}
        onPointerLeave={() => onPair(null)}
      >
        {run.text}
      </span>
    );
  });
}
