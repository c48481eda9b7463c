import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparison';
import { mappingFindings, type ReadThrough } from './mapping-findings';

const mapping = (name: string, digit: string, version = 1): ReadThrough => ({
  name,
  saved: { mapping: `id of ${name}`, version },
  sha256: digit.repeat(64),
});
const nightly = mapping('Nightly', 'a');
const later = mapping('Nightly', 'b', 2);

describe('runs that were read through mappings', () => {
  it('are warned about where the sides’ mappings say different things, with name, version and digest', () => {
    expect(mappingFindings([nightly, nightly], [later])).toEqual([
      {
        check: 'mapping',
        severity: 'warning',
        sentence:
          'Runs were read through different mappings: ours “Nightly” version 1 (SHA-256 aaaa…aaaa), theirs “Nightly” version 2 (SHA-256 bbbb…bbbb); a row of one name may stand for other columns or units',
      },
    ]);
  });

  it('are warned about within a side, and where one side has a reader of its own', () => {
    expect(mappingFindings([nightly, later], [nightly])[0]!.sentence).toContain(
      'ours “Nightly” version 1 (SHA-256 aaaa…aaaa) and “Nightly” version 2 (SHA-256 bbbb…bbbb), theirs “Nightly” version 1',
    );
    expect(mappingFindings([null], [nightly])[0]!.sentence).toContain(
      'ours the reader of its harness, theirs “Nightly”',
    );
  });

  it('are one mapping where it says the same under another name, and nothing without runs on both sides', () => {
    expect(mappingFindings([nightly], [{ ...mapping('Copy', 'a'), saved: null } as ReadThrough])).toEqual([]);
    expect(mappingFindings([null, null], [null])).toEqual([]);
    expect(mappingFindings([nightly, later], [])).toEqual([]);
  });

  it('stand among what the gate finds in a comparison', () => {
    const run = (id: string, side: 'ours' | 'theirs', through: ReadThrough) => ({
      id,
      side,
      name: id,
      metadata: {},
      figures: [],
      mapping: through,
    });
    const agreed = { metrics: [], band: 0.05, errorRateLimit: null, oldAfterMonths: null };
    const found = compareRuns(agreed, [run('1', 'ours', nightly), run('2', 'theirs', later)]).gate.findings;
    expect(found.map(({ check }) => check)).toContain('mapping');
  });
});
