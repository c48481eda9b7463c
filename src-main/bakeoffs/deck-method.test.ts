import { expect, it } from 'vitest';
import { mappingFindings } from '../../src-shared/bakeoffs';
import { methodOf } from './deck-method';

const through = (name: string, digit: string) => ({ name, saved: null, sha256: digit.repeat(64) });

it('a deck says that its runs were read through different mappings, unless somebody accepted that with a reason', () => {
  const [finding] = mappingFindings([through('Nightly', 'a')], [through('Weekly', 'b')]);
  const method = (findings: object[]) => {
    const verdict = { rows: [], findings, discardSeconds: 0, unknown: [] };
    return methodOf({ verdict, runs: [], rows: [], metrics: [], across: [], topic: [] } as never, [], []).join('\n');
  };
  expect(method([finding!])).toContain(`To be kept in mind: ${finding!.sentence}.`);
  expect(method([{ ...finding!, waiver: { reason: 'same columns', by: 'ada', at: 1 } }])).not.toContain('kept in mind');
});
