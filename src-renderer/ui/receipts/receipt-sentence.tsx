import type { ReactNode } from 'react';
import { Avatar } from '../controls/avatar';
import { TextLink } from '../controls/links';
import styles from './receipts.module.css';

export interface ReceiptSentenceProps {
  /** Who did it; `null` where that is withheld or erased. */
  actor: string | null;
  /** What was done, with the thing it was done to: <>approved <TextLink …>Q-A7-0142</TextLink> as finance</>. */
  children: ReactNode;
  /** Written time, and the machine's form of it. */
  time: string;
  instant?: string;
  /** The receipt's number or the ends of its digest, and where it can be read. */
  number?: string;
  to?: string;
  /** Why, in the person's own words. */
  reason?: string;
  /** States: contested, pending, refused. */
  chips?: ReactNode;
}

/** One receipt as a sentence: who, what, when, why; and its number for whoever wants to check it. */
export function ReceiptSentence({ actor, children, time, instant, number, to, reason, chips }: ReceiptSentenceProps) {
  return (
    <div className={styles.receipt}>
      <Avatar name={actor} />
      <div className={styles.body}>
        <p>
          <b>{actor ?? '–'}</b> {children}
        </p>
        {reason && <blockquote className={styles.reason}>{reason}</blockquote>}
        <p className={styles.meta}>
          <time dateTime={instant} className="figures">
            {time}
          </time>
          {number &&
            (to ? (
              <TextLink to={to} className={styles.number}>
                {number}
              </TextLink>
            ) : (
              <span className={styles.number}>{number}</span>
            ))}
          {chips}
        </p>
      </div>
    </div>
  );
}

/** Receipts below each other, newest or oldest first as given. */
export function ReceiptList({ label, children }: { label: string; children: ReactNode[] }) {
  return (
    <ol aria-label={label} className={styles.list}>
      {children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the children bring their own keys
        <li key={index}>{child}</li>
      ))}
    </ol>
  );
}
