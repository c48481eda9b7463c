import { expect, it } from 'vitest';
import { isDescription } from './facts-in-file';
import { together } from './together';

const named = (...names: string[]) => names.map((name) => ({ name }));
const groups = (...names: string[]) =>
  together(named(...names), isDescription).map((group) => group.map(({ name }) => name));

it('the logs of several threads are one run, in the place of the first', () => {
  expect(groups('x.jtl', 'pgbench_log.77', 'x.meta.json', 'pgbench_log.77.1', 'y.jtl')).toEqual([
    ['x.jtl'],
    ['pgbench_log.77', 'pgbench_log.77.1'],
    ['x.meta.json'],
    ['y.jtl'],
  ]);
});

it('files of the same name are kept apart', () => {
  expect(groups('results.jtl', 'results.jtl')).toEqual([['results.jtl'], ['results.jtl']]);
});
