import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOfRun, mergedFacts, readDescription, stemOf } from './facts-in-file';
import { fixtures } from './importers/testing';
import { type ReadRun, readRun } from './read-run';

const read = (name: string) => readRun({ name, path: join(fixtures, name) }, []);

describe('facts that a result file tells', () => {
  it('are its harness, start, duration, requests and failures', async () => {
    expect(factsOfRun(await read('jmeter/a.jtl'))).toMatchObject({
      harness: { name: 'JMeter' },
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      durationSeconds: expect.any(Number),
      requests: { total: expect.any(Number), failed: expect.any(Number) },
    });
  });

  it('say that a run is incomplete whose file is cut off, and never that it is complete', async () => {
    expect(factsOfRun(await read('jmeter/edge-truncated.jtl')).complete).toBe(false);
    expect(factsOfRun(await read('jmeter/a.jtl')).complete).toBeUndefined();
  });

  it('tell the offered and achieved load where k6 could not start iterations', async () => {
    const run: ReadRun = {
      ...(await read('k6/a.ndjson')),
      totals: { iterations: 90, droppedIterations: 10, durationSeconds: 10 },
    };
    expect(factsOfRun(run).load).toMatchObject({ model: 'open', offeredRate: 10, achievedRate: 9 });
  });

  it.each([
    ['wrk/a.txt', { name: 'wrk' }, { model: 'closed', users: 8 }],
    ['ab/a.txt', { name: 'ApacheBench', version: '2.3' }, { model: 'closed', users: 8 }],
    ['sysbench/cpu-b.txt', { name: 'sysbench', version: '1.0.20' }, { model: 'closed', users: 2 }],
  ])('of %s tell the load model and the clients', async (name, harness, load) => {
    expect(factsOfRun(await read(name))).toMatchObject({ harness, load, requests: { total: expect.any(Number) } });
  });
});

describe('a description beside a result file', () => {
  it('is found by its stem', () => {
    expect(stemOf('runs/01-a.meta.json')).toBe(stemOf('runs/01-a.jtl'));
    expect(stemOf('a.b.jtl')).toBe('a.b');
  });

  it('gives facts, keeps the name of who ran it apart, and says what is not taken over', () => {
    const waivers = [{ check: 'region', reason: 'near enough', by: 'someone' }];
    const read = readDescription('01-a.meta.json', JSON.stringify({ seed: 7, ranBy: 'Rafael', waivers, colour: 1 }));
    expect(read).toMatchObject({ metadata: { seed: 7 }, ranBy: 'Rafael' });
    expect(read.metadata).not.toHaveProperty('waivers');
    expect(read.notes).toEqual([
      '01-a.meta.json has facts that are not known here: colour.',
      expect.stringContaining('accepts deviations; these are not taken over'),
    ]);
  });

  it.each([
    ['{"seed": ', /is not JSON/, { file: 'x.meta.json', line: 1, column: 10 }],
    ['{"server": {"cores": "two"}}', /server\.cores/, { file: 'x.meta.json', field: 'server.cores' }],
  ])('that is damaged is refused: %s', (text, message, where) => {
    expect(() => readDescription('x.meta.json', text)).toThrow(
      expect.objectContaining({ code: 'bad-input', message: expect.stringMatching(message), where }),
    );
  });

  it('is laid over what the file says, fact by fact', () => {
    const merged = mergedFacts({ load: { users: 5 }, seed: 1 }, { load: { model: 'closed' }, seed: 2 });
    expect(merged).toEqual({ load: { users: 5, model: 'closed' }, seed: 2 });
  });
});
