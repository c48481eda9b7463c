import type { Finding } from './comparability';
import type { RunMapping } from './mappings/saved';
import { shortDigest } from './provenance';

/** Through what a run was read; null for results of known harnesses, which their own reader reads. */
export type ReadThrough = Pick<RunMapping, 'name' | 'saved' | 'sha256'> | null;

const inWords = (mapping: ReadThrough): string =>
  mapping === null
    ? 'the reader of its harness'
    : `“${mapping.name}”${mapping.saved ? ` version ${mapping.saved.version}` : ''} (SHA-256 ${shortDigest(mapping.sha256)})`;

/**
 * That runs were not all read through one mapping: what a row names may then be another column, or another unit, on one side. A
 * mapping is what it says, not what it is called, so that two copies of one are the same.
 */
export function mappingFindings(ours: readonly ReadThrough[], theirs: readonly ReadThrough[]): Finding[] {
  const digests = new Set([...ours, ...theirs].map((mapping) => mapping?.sha256 ?? null));
  if (digests.size < 2 || ours.length === 0 || theirs.length === 0) return [];
  const of = (side: readonly ReadThrough[]): string =>
    [...new Map(side.map((mapping) => [mapping?.sha256 ?? null, inWords(mapping)])).values()].sort().join(' and ');
  return [
    {
      check: 'mapping',
      severity: 'warning',
      sentence: `Runs were read through different mappings: ours ${of(ours)}, theirs ${of(theirs)}; a row of one name may stand for other columns or units`,
    },
  ];
}
