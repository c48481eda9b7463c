import styles from './charted.module.css';
import { markedRuns } from './charts/chart/marked-text';

/** Where a rule found something in a text; UTF-16 offsets. */
export interface FlaggedPlace {
  start: number;
  end: number;
  status: 'open' | 'waived' | 'approved';
}

/** A text with the wordings that a rule found marked in it: those that are open in colour, those that may stand with dots. */
export function FlaggedText({ text, flags }: { text: string; flags: readonly FlaggedPlace[] }) {
  let at = 0;
  return markedRuns(text, flags).map(({ text: words, flag }) => {
    const key = at;
    at += words.length;
    if (flag === null) return <span key={key}>{words}</span>;
    return (
      <mark key={key} className={styles.flag} data-stands={flag.status === 'open' ? undefined : ''}>
        {words}
      </mark>
    );
  });
}
