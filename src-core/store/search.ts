import type { EntityDefinition } from '../../src-shared/kernel/entity';
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
    const searched = Object.entries(definition.fields).filter(([, { search }]) => search !== undefined);
    if (searched.length === 0) return;
    const entries = new Map<string, { title: string[]; body: string[] }>();
    for (const [name, field] of searched) {
      const text = plainText(fromColumn(field, raw[name]));
      if (text === '') continue;
      const readers = field.readers;
      const entry = entries.get(readers) ?? { title: [], body: [] };
      (field.search === 'title' ? entry.title : entry.body).push(text);
      entries.set(readers, entry);
    }
    const kept = this.#runner
      .statement(
        `SELECT search_rows.readers, search_rowid, title, body FROM search_rows LEFT JOIN search ON search.rowid = search_rowid
         WHERE search_rows.entity = ? AND search_rows.id = ?`,
      )
      .all(definition.name, id) as { readers: string; search_rowid: number; title: string; body: string }[];
    for (const { readers, search_rowid, ...written } of kept) {
      const entry = entries.get(readers);
      if (entry && raw['archived'] !== 1) {
        const title = entry.title.join(SEPARATOR);
        const body = entry.body.join(' ');
        // Most changes of a row leave what is searched as it is; writing it anew is the dearest part of a fold.
        if (written.title !== title || written.body !== body)
          this.#runner
            .statement('UPDATE search SET title = ?, body = ? WHERE rowid = ?')
            .run(title, body, search_rowid);
        entries.delete(readers);
      } else {
        this.#runner.statement('DELETE FROM search WHERE rowid = ?').run(search_rowid);
        this.#runner
          .statement('DELETE FROM search_rows WHERE entity = ? AND id = ? AND readers = ?')
          .run(definition.name, id, readers);
      }
    }
    if (raw['archived'] === 1) return;
    for (const [readers, { title, body }] of entries) {
      const { lastInsertRowid } = this.#runner
        .statement('INSERT INTO search (entity, id, readers, title, body) VALUES (?, ?, ?, ?, ?)')
        .run(definition.name, id, readers, title.join(SEPARATOR), body.join(' '));
      this.#runner
        .statement('INSERT INTO search_rows (entity, id, readers, search_rowid) VALUES (?, ?, ?, ?)')
        .run(definition.name, id, readers, lastInsertRowid);
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

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(' ');
  if (value && typeof value === 'object') return Object.values(value).map(plainText).filter(Boolean).join(' ');
  return '';
}
