import type { ReactNode } from 'react';
import type { MappingTrial } from '../../../src-shared/bakeoffs';
import { useText } from '../../ui';
import styles from './mapping.module.css';
import { mappingText } from './text';

/** The beginning of a text with what the patterns take of each line: the whole match, and in it the groups with their names. */
export function PatternLines({ lines, trial }: { lines: readonly string[]; trial: MappingTrial | undefined }) {
  const t = useText(mappingText);
  const matches = new Map(trial?.lines.map((one) => [one.line, one]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={styles.lines} tabIndex={0} aria-label={t('lines.label')}>
      <ol>
        {lines.map((line, place) => {
          const match = matches.get(place);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have no name but their place, which does not change
            <li key={place} data-matched={match !== undefined || undefined}>
              <code>{match ? marked(line, match) : line || ' '}</code>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function marked(line: string, { match: [start, end], groups }: MappingTrial['lines'][number]): ReactNode {
  const inner: ReactNode[] = [];
  let at = start;
  for (const { name, start: from, end: to } of [...groups].sort((a, b) => a.start - b.start)) {
    // A group inside another is shown by the outer one.
    if (from < at || to > line.length) continue;
    inner.push(line.slice(at, from));
    inner.push(
      <mark key={name} title={name}>
        {line.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  inner.push(line.slice(at, end));
  return (
    <>
      {line.slice(0, start)}
      <span className={styles.match}>{inner}</span>
      {line.slice(end)}
    </>
  );
}
