import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOfRun } from './facts-in-file';
import { fixtures } from './importers/testing';
import { readRun } from './read-run';

const facts = async (name: string) => factsOfRun(await readRun({ name, path: join(fixtures, name) }, []));

describe('facts that result files of databases and models tell', () => {
  it('pgbench: clients, and failures among all that were tried', async () => {
    expect(await facts('pgbench/edge-failures.txt')).toMatchObject({
      harness: { name: 'pgbench', version: '15.18' },
      load: { users: 6 },
      requests: { total: 1500, failed: 478 },
    });
  });

  it('lm-evaluation-harness: how many items a limit left', async () => {
    expect(await facts('lm-eval/edge-v04-shape.json')).toMatchObject({
      harness: { name: 'lm-evaluation-harness' },
      samples: { original: 3695, effective: 2476 },
    });
  });

  it('vLLM: the rate that was asked for, where there was one', async () => {
    expect((await facts('vllm/a.summary.json')).load).toEqual({ users: 4, targetRate: 4 });
    expect((await facts('vllm/a.json')).load).toEqual({ users: 4 });
  });
});
