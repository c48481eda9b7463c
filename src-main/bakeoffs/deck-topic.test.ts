import { expect, it } from 'vitest';
import { topicMaterial } from './deck-topic';

it('a deck on cost says the limit of good work in the unit in which the runs were read', () => {
  const measure = { kind: 'cost', basis: 'throughput', work: 'requests', per: 1000, currency: 'EUR', within: 200 };
  const metric = { id: 'a', label: 'Search, cost', series: 'Search', metric: 'elapsed', measure };
  const run = (unit: string) => ({ series: [{ key: 'Search', metric: 'elapsed', unit }] });
  const session = { desk: { workspace: () => ({ reader: { get: () => run('ms') } }) } };
  const frozen = {
    verdict: { rules: 'verdicts 1', ours: { prices: [] }, theirs: { prices: [] } },
    runs: [{ run: '1' }],
  };
  const { method } = topicMaterial(session as never, frozen as never, { topic: 'cost', metrics: [metric] } as never);
  expect(method[0]).toContain('Only a request that succeeded within 200 ms counts.');
});
