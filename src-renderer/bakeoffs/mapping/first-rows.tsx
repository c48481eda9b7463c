import type { FilePeek, RowsMapping } from '../../../src-shared/bakeoffs';
import { Chip, useText } from '../../ui';
import styles from './mapping.module.css';
import { mappingText } from './text';

const SHOWN = 5;
type Role = 'key' | 'value' | 'metric' | 'time' | 'outcome' | 'item' | 'only';

/** What a column is in a mapping. */
export function roleOf(content: RowsMapping, column: string): Role | null {
  const { key, layout, time, outcome, item, only } = content;
  if (layout.kind === 'wide' ? layout.values.some((value) => value.column === column) : layout.value === column)
    return 'value';
  if (layout.kind === 'long' && layout.metric === column) return 'metric';
  if ('columns' in key && key.columns.includes(column)) return 'key';
  if (time?.column === column) return 'time';
  if (outcome?.column === column) return 'outcome';
  if (item === column) return 'item';
  return only.some((filter) => filter.column === column) ? 'only' : null;
}

/** The first rows of a file as they stand in it, with what each column is taken for. */
export function FirstRows({ peek, content }: { peek: FilePeek; content: RowsMapping }) {
  const t = useText(mappingText);
  const headerless = content.kind === 'csv' && !content.header;
  const columns = peek.columns.map((name, index) => ({
    name: headerless ? String(index + 1) : name,
    place: index,
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('table.label')}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ name, place }) => {
              const role = roleOf(content, name);
              return (
                <th key={place} scope="col" data-used={role !== null || undefined}>
                  {name || '–'}{' '}
                  {role && (
                    <Chip size="small" tone={role === 'value' ? 'accent' : 'neutral'}>
                      {t(`role.${role}`)}
                    </Chip>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {peek.rows.slice(0, SHOWN).map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no name but their place, which does not change
            <tr key={line}>
              {columns.map(({ place }) => (
                <td key={place}>{row[place] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
