import { sha256 } from '../../src-core/ledger/digests';
import { findDigests } from '../../src-core/store/blob-references';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import type { BlobReference, IndexEntry, RowRecord } from '../storage/storage';

/** Longest value that the index holds as it is. */
const INDEXED_LENGTH = 200;

/** The text under which a value lies in the index. */
export function indexedText(value: unknown): string {
  const text = canonicalText(value);
  return text.length > INDEXED_LENGTH ? sha256(text) : text;
}

/** Whether rows are found by a field's value. */
export function isIndexed(definition: EntityDefinition, field: string): boolean {
  return definition.fields[field]?.index === true || definition.personalOf === field;
}

/** The values under which a row is found. */
export function indexEntries(definition: EntityDefinition, row: RowRecord): IndexEntry[] {
  const entries: IndexEntry[] = [];
  for (const field of Object.keys(definition.fields)) {
    const value = row.fields[field];
    if (value === null || value === undefined || !isIndexed(definition, field)) continue;
    entries.push({ entity: row.entity, id: row.id, field, value: indexedText(value) });
  }
  return entries;
}

/** What a new row holds where its first change says nothing, as the device's tables have it. */
export function initialFields(definition: EntityDefinition): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition.fields)
      .filter(([, { readers, initial }]) => readers === 'shared' && initial !== undefined)
      .map(([name, { initial }]) => [name, initial]),
  );
}

/** The blobs that a row's fields name. */
export function blobsOf(definition: EntityDefinition, row: RowRecord): BlobReference[] {
  return Object.entries(definition.fields).flatMap(([field, { blobs, readers }]) =>
    blobs
      ? [...new Set(findDigests(row.fields[field]))].map((digest) => ({
          digest,
          entity: row.entity,
          id: row.id,
          field,
          readers,
        }))
      : [],
  );
}

/** What is gone from a list and what is new in it. */
export function difference<T extends object>(
  before: readonly T[] | null,
  after: readonly T[],
  into: { removed: T[]; added: T[] },
): void {
  if (!before || before.length === 0) {
    into.added.push(...after);
    return;
  }
  const old = new Map(before.map((entry) => [JSON.stringify(entry), entry]));
  for (const entry of after) if (!old.delete(JSON.stringify(entry))) into.added.push(entry);
  into.removed.push(...old.values());
}
