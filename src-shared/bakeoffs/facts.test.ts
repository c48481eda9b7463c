import { describe, expect, it } from 'vitest';
import { factGroups, factText, readFact, withFacts } from './facts';
import { recordedFacts } from './metadata';

const fields = factGroups.flatMap((group) => group.fields);
const field = (path: string) => fields.find((one) => one.path === path)!;

describe('recorded facts', () => {
  it('are written by path, taken away by null, and leave no empty object behind', () => {
    const metadata = withFacts({ seed: 7, server: { cores: 2 } }, { 'server.model': 'EPYC', 'load.users': 4 });
    expect(metadata).toEqual({ seed: 7, server: { cores: 2, model: 'EPYC' }, load: { users: 4 } });
    expect(withFacts(metadata, { 'load.users': null, seed: null })).toEqual({ server: { cores: 2, model: 'EPYC' } });
  });

  it('that do not fit or are not known are refused by their name', () => {
    expect(() => withFacts({}, { 'server.cores': -1 })).toThrow(/^Server cores: /);
    expect(() => withFacts({}, { colour: 'blue' })).toThrow('There is no fact called colour.');
  });

  it('come back from a form as they went in', () => {
    const metadata = withFacts(
      {},
      {
        order: 3,
        sameMachine: false,
        'server.memoryGiB': 7.5,
        startedAt: '2026-11-21T09:52:11+01:00',
        settings: [
          { name: 'cache', value: '2 GB', standard: '1 GB', reason: 'as the customer runs it' },
          { name: 'fsync', value: '' },
        ],
      },
    );
    const again = Object.fromEntries(fields.map((one) => [one.path, readFact(one, factText(metadata, one))]));
    expect(withFacts({}, again)).toEqual(metadata);
  });

  it('tell an empty list of settings from one that is unknown', () => {
    expect(factText({ settings: [] }, field('settings'))).toBe('none');
    expect(readFact(field('settings'), 'none')).toEqual([]);
    expect(readFact(field('settings'), ' ')).toBeNull();
  });

  it('say what is wrong with a typed one', () => {
    expect(() => readFact(field('server.cores'), '2.5')).toThrow('Server cores: must be a whole number.');
    expect(() => readFact(field('warmUpSeconds'), 'long')).toThrow('Warm-up: must be a number.');
    expect(() => readFact(field('settings'), 'cache')).toThrow(/one setting a line/);
  });

  it('that a deck lists can all be entered, but for what the import itself knows', () => {
    const missing = recordedFacts.filter(({ path }) => !fields.some((one) => one.path.startsWith(path)));
    expect(missing.map(({ path }) => path)).toEqual(['ranBy', 'files']);
  });
});
