import type { Workspace } from '../../src-core/workspace/workspace';
import { type Citation, ElementEvidence } from '../../src-shared/claims';
import { copyKey, type EvidenceCopies, type EvidenceCopy } from '../../src-shared/judging/claims/copied-evidence';
import { sinceWhen } from './touched';

/** Copies of these rows of evidence; what is withheld on this device is not compared with. */
function copiesOf(rows: readonly { at: number | null; citation: Citation | null }[]): EvidenceCopies {
  const byThing = new Map<string, Map<string, EvidenceCopy>>();
  for (const { at, citation } of rows) {
    if (citation === null || at === null || citation.kind === 'metric') continue;
    const { sha256 } = citation.file;
    const copies = byThing.get(copyKey(citation)) ?? new Map<string, EvidenceCopy>();
    byThing.set(copyKey(citation), copies);
    const copy = copies.get(sha256) ?? { at, sha256, settings: new Map() };
    copies.set(sha256, copy);
    copy.at = Math.max(copy.at, at);
    if (citation.kind === 'configuration') copy.settings.set(citation.key, citation.value);
  }
  return new Map([...byThing].map(([key, copies]) => [key, [...copies.values()].sort((a, b) => a.at - b.at)]));
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
