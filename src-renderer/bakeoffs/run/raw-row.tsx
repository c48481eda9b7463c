import { memo } from 'react';
import type { RawRow as Row } from '../../../src-shared/bakeoffs';
import styles from './run.module.css';

interface RawRowProps {
  row: Row;
  /** What stands beside it: its line, or its byte where the lines were not counted. */
  gutter: string;
  /** What was looked for. */
  find: string;
  found: boolean;
  continued: string;
  unfinished: string;
}

/** One row of a raw file: its bytes as text, what is no text marked as such. Never markup, whatever it holds. */
export const RawRow = memo(function RawRow({ row, gutter, find, found, continued, unfinished }: RawRowProps) {
  return (
    <div className={styles.rawRow} data-found={found || undefined}>
      <span className={styles.gutter}>{row.starts ? gutter : <abbr title={continued}>↳</abbr>}</span>
      <span className={styles.rawText}>
        {pieces(row, find).map(({ from, text, kind }) =>
          kind === 'plain' ? (
            <span key={from}>{text}</span>
          ) : kind === 'found' ? (
            <mark key={from}>{text}</mark>
          ) : (
            <span key={from} className={styles.noText}>
              {text}
            </span>
          ),
        )}
        {!row.ends && (
          <abbr className={styles.noText} title={unfinished}>
            …
          </abbr>
        )}
      </span>
    </div>
  );
});

interface Piece {
  from: number;
  text: string;
  kind: 'plain' | 'found' | 'no-text';
}

/** A row cut where something in it is marked. */
export function pieces({ text, marks }: Pick<Row, 'text' | 'marks'>, find: string): Piece[] {
  const kinds: { from: number; to: number; kind: Piece['kind'] }[] = marks.map(([from, to]) => ({
    from,
    to,
    kind: 'no-text',
  }));
  if (find !== '') {
    for (let at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length)) {
      const to = at + find.length;
      // What stands for bytes that are no text was not what was looked for.
      if (!marks.some(([from, end]) => from < to && end > at)) kinds.push({ from: at, to, kind: 'found' });
    }
  }
  kinds.sort((a, b) => a.from - b.from);
  const found: Piece[] = [];
  let at = 0;
  for (const { from, to, kind } of kinds) {
    if (from > at) found.push({ from: at, text: text.slice(at, from), kind: 'plain' });
    found.push({ from, text: text.slice(from, to), kind });
    at = to;
  }
  if (at < text.length) found.push({ from: at, text: text.slice(at), kind: 'plain' });
  return found;
}
