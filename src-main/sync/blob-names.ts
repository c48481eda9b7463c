import { closeSync, openSync, readSync } from 'node:fs';
import type { Workspace } from '../../src-core/workspace/workspace';

const BY_ENDING: readonly (readonly [RegExp, string])[] = [
  [/\.pdf$/i, 'application/pdf'],
  [/\.png$/i, 'image/png'],
  [/\.jpe?g$/i, 'image/jpeg'],
  [/\.svg$/i, 'image/svg+xml'],
  [/\.csv$/i, 'text/csv'],
  [/\.json$/i, 'application/json'],
  [/\.docx$/i, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/\.pptx$/i, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  [/\.xlsx$/i, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
];
/** First bytes by the formats' specifications. */
const BY_BEGINNING: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('%PDF-'), 'application/pdf'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
  [Buffer.from([0xff, 0xd8, 0xff]), 'image/jpeg'],
];

/** What the rows that name a file call it; null where none gives it a name. */
export function nameInRows(workspace: Workspace, digest: string): string | null {
  const names = workspace.blobs.references(digest).flatMap(({ entity, id, field }) => {
    const definition = workspace.definitions.get(entity);
    const row = definition && (workspace.reader.get(definition, id) as Record<string, unknown> | undefined);
    if (!row) return [];
    return nameBeside(row[field], digest) ?? nameIn(row) ?? [];
  });
  return names[0] ?? null;
}

/** A file that came without its name: what the rows that name it call it, and its kind by that name or its first bytes. */
export function describeFile(workspace: Workspace, digest: string, path: string): { name: string; mediaType: string } {
  const name = nameInRows(workspace, digest) ?? digest.slice(0, 12);
  const beginning = firstBytes(path);
  const mediaType =
    BY_BEGINNING.find(([bytes]) => beginning.subarray(0, bytes.length).equals(bytes))?.[1] ??
    BY_ENDING.find(([ending]) => ending.test(name))?.[1];
  return { name, mediaType: mediaType ?? 'application/octet-stream' };
}

/** The name that stands beside a digest, however deep a value holds them. */
function nameBeside(value: unknown, digest: string): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const members = Object.values(value);
  if (members.includes(digest) && !Array.isArray(value)) return nameIn(value as Record<string, unknown>);
  for (const member of members) {
    const found = nameBeside(member, digest);
    if (found !== null) return found;
  }
  return null;
}

function nameIn(row: Record<string, unknown>): string | null {
  const name = row['fileName'] ?? row['name'];
  return typeof name === 'string' && name !== '' ? name : null;
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(16);
    return bytes.subarray(0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
