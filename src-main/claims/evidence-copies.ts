import type { Workspace } from '../../src-core/workspace/workspace';
import { type Citation, ElementEvidence } from '../../src-shared/claims';
import { sinceWhen } from './touched';

/** A copy of a file or address as an element of some chart cites it. */
export interface EvidenceCopy {
  at: number;
  sha256: string;
  /** For a configuration: the key that is cited, and its value. */
  setting: { key: string; value: string } | null;
}

type FileCitation = Exclude<Citation, { kind: 'metric' }>;

/** Copies with the same key are copies of the same thing: an address, or a file by its name. */
export const copyKey = (citation: FileCitation): string =>
  citation.kind === 'web' ? `web ${citation.url}` : `${citation.kind} ${citation.file.name}`;

/** Every copy that is cited, oldest first, by what it is a copy of. */
export type EvidenceCopies = ReadonlyMap<string, readonly EvidenceCopy[]>;

/** Copies of these rows of evidence; what is withheld on this device is not compared with. */
export function copiesOf(rows: readonly { at: number | null; citation: Citation | null }[]): EvidenceCopies {
  const copies = new Map<string, EvidenceCopy[]>();
  for (const { at, citation } of rows) {
    if (citation === null || at === null || citation.kind === 'metric') continue;
    const key = copyKey(citation);
    const copy: EvidenceCopy = {
      at,
      sha256: citation.file.sha256,
      setting: citation.kind === 'configuration' ? { key: citation.key, value: citation.value } : null,
    };
    const before = copies.get(key);
    if (before) before.push(copy);
    else copies.set(key, [copy]);
  }
  for (const found of copies.values()) found.sort((a, b) => a.at - b.at);
  return copies;
}

const kept = new WeakMap<Workspace, { since: string; copies: EvidenceCopies }>();

/** Every copy that is cited in a workspace; read again only when evidence came or went since. */
export function copiesIn(workspace: Workspace): EvidenceCopies {
  const since = sinceWhen(workspace, [ElementEvidence.name], ElementEvidence.name);
  const before = kept.get(workspace);
  if (before?.since === since) return before.copies;
  const copies = copiesOf(workspace.reader.where(ElementEvidence, {}));
  kept.set(workspace, { since, copies });
  return copies;
}
