import type { EntityDefinition, Field } from '../../src-shared/kernel/entity';
import type { QueryRunner } from './query';
import { fromColumn } from './tables';

export interface SearchHit {
  entity: string;
  id: string;
  title: string;
  /** The text around the match, with the matched words between U+E000 and U+E001. */
  excerpt: string;
  score: number;
}

/** Text of one entry. */
interface SearchText {
  title: string;
  body: string;
}

/** Between the fields of a title, so that a field of its own can be told from a part of a longer one. */
const SEPARATOR = '\n';

/** The full-text index over fields that entities declare searchable; one entry per row and group of readers. */
export class SearchIndex {
  readonly #runner: QueryRunner;

  constructor(runner: QueryRunner) {
    this.#runner = runner;
  }

  /** Writes a row's entries anew from its raw columns. */
  put(definition: EntityDefinition, id: string, raw: Record<string, unknown>): void {
    this.putAll(definition, [[id, raw]]);
  }

  /** The same for many rows: what is there is read for all of them first, for the index is slow to read from between writes. */
  putAll(definition: EntityDefinition, rows: Iterable<readonly [string, Record<string, unknown>]>): void {
    const searched = Object.entries(definition.fields).filter(([, { search }]) => search !== undefined);
    if (searched.length === 0) return;
    const texts = this.#runner.statement('SELECT title, body FROM search WHERE rowid = ?');
    const written = Array.from(rows, ([id, raw]) => {
      const kept = this.#runner
        .statement('SELECT readers, search_rowid FROM search_rows WHERE entity = ? AND id = ?')
        .all(definition.name, id) as { readers: string; search_rowid: number }[];
      return {
        id,
        entries: raw['archived'] === 1 ? new Map<string, SearchText>() : entriesOf(searched, raw),
        kept: kept.map((row) => ({ ...row, text: texts.get(row.search_rowid) as SearchText | undefined })),
      };
    });
    for (const { id, entries, kept } of written) this.#write(definition.name, id, entries, kept);
  }

  #write(
    entity: string,
    id: string,
    entries: ReadonlyMap<string, SearchText>,
    kept: readonly { readers: string; search_rowid: number; text: SearchText | undefined }[],
  ): void {
    const runner = this.#runner;
    for (const { readers, search_rowid, text } of kept) {
      const entry = entries.get(readers);
      if (!entry) {
        runner.statement('DELETE FROM search WHERE rowid = ?').run(search_rowid);
        runner
          .statement('DELETE FROM search_rows WHERE entity = ? AND id = ? AND readers = ?')
          .run(entity, id, readers);
      } else if (entry.title !== text?.title || entry.body !== text.body) {
        // Most changes of a row leave what is searched as it is; writing it anew is the dearest part of a fold.
        runner
          .statement('UPDATE search SET title = ?, body = ? WHERE rowid = ?')
          .run(entry.title, entry.body, search_rowid);
      }
    }
    for (const [readers, { title, body }] of entries) {
      if (kept.some((row) => row.readers === readers)) continue;
      const { lastInsertRowid } = runner
        .statement('INSERT INTO search (entity, id, readers, title, body) VALUES (?, ?, ?, ?, ?)')
        .run(entity, id, readers, title, body);
      runner
        .statement('INSERT INTO search_rows (entity, id, readers, search_rowid) VALUES (?, ?, ?, ?)')
        .run(entity, id, readers, lastInsertRowid);
    }
  }

  /**
   * The best hits for what a person typed: every word must occur, the last one may be a beginning. Rows of which the first
   * field is the very text come first, then those that begin with it: a number that was typed whole finds its quote before all that
   * mentions it.
   */
  find(text: string, readers: readonly string[], limit = 30): SearchHit[] {
    const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length === 0 || readers.length === 0) return [];
    const typed = text.normalize('NFC').trim();
    const query = words.map((word) => `"${word}"*`).join(' ');
    const hits = this.#runner
      .statement(
        `SELECT entity, id, title, snippet(search, -1, '\uE000', '\uE001', '…', 12) AS excerpt, bm25(search, 0, 0, 0, 8.0, 1.0) AS score
         FROM search WHERE search MATCH ? AND readers IN (${readers.map(() => '?').join(', ')})
         ORDER BY CASE substr(title || char(10), 1, length(?) + 1) = ? || char(10) COLLATE NOCASE WHEN 1 THEN 0
           ELSE 1 + (substr(title, 1, length(?)) <> ? COLLATE NOCASE) END, score LIMIT ?`,
      )
      .all(`{title body}: ${query}`, ...readers, typed, typed, typed, typed, limit) as SearchHit[];
    const plain = (shown: string) => shown.replaceAll(SEPARATOR, ' ');
    return hits.map((hit) => ({ ...hit, title: plain(hit.title), excerpt: plain(hit.excerpt) }));
  }
}

/** What of a row is searched, by group of readers. */
function entriesOf(
  searched: readonly (readonly [string, Field])[],
  raw: Record<string, unknown>,
): Map<string, SearchText> {
  const lists = new Map<string, { title: string[]; body: string[] }>();
  for (const [name, field] of searched) {
    const text = plainText(fromColumn(field, raw[name]));
    if (text === '') continue;
    const list = lists.get(field.readers) ?? { title: [], body: [] };
    (field.search === 'title' ? list.title : list.body).push(text);
    lists.set(field.readers, list);
  }
  return new Map(
    [...lists].map(([readers, { title, body }]) => [readers, { title: title.join(SEPARATOR), body: body.join(' ') }]),
  );
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(' ');
  if (value && typeof value === 'object') return Object.values(value).map(plainText).filter(Boolean).join(' ');
  return '';
}
