import { Fragment } from 'react';
import styles from './charted.module.css';

/** Where a rule found something in a text; UTF-16 offsets. */
export interface FlaggedPlace {
  start: number;
  end: number;
  status: 'open' | 'waived' | 'approved';
}

/** A text with the wordings that a rule found marked in it: those that are open in colour, those that may stand with dots. */
export function FlaggedText({ text, flags }: { text: string; flags: readonly FlaggedPlace[] }) {
  const runs: { from: number; to: number; status: FlaggedPlace['status'] | null }[] = [];
  let at = 0;
  for (const { start, end, status } of [...flags].sort((a, b) => a.start - b.start || b.end - a.end)) {
    // Flags of several rules may overlap: what is marked already is not marked twice.
    const from = Math.max(at, start);
    if (from >= end) continue;
    if (from > at) runs.push({ from: at, to: from, status: null });
    runs.push({ from, to: end, status });
    at = end;
  }
  if (at < text.length) runs.push({ from: at, to: text.length, status: null });
  return runs.map(({ from, to, status }) =>
    status === null ? (
      <Fragment key={from}>{text.slice(from, to)}</Fragment>
    ) : (
      <mark key={from} className={styles.flag} data-stands={status === 'open' ? undefined : ''}>
        {text.slice(from, to)}
      </mark>
    ),
  );
}
