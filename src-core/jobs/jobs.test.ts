import { existsSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fixedContext } from '../../src-shared/kernel/context';
import type { JobSummary } from '../../src-shared/system';
import { builtProgram } from '../../test/jobs/built-programs';
import * as kinds from '../../test/jobs/kinds';
import type { Executor } from './executor';
import { JobRunner } from './runner';
import { thisThread } from './this-thread';
import { threads } from './threads';

let worker: string;
beforeAll(async () => {
  worker = await builtProgram('small-worker');
});

const runners: JobRunner[] = [];
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.close();
});

const report = vi.fn();
function runnerOn(executor: Executor): JobRunner {
  const runner = new JobRunner(fixedContext({ now: 0, seed: 1, stepMilliseconds: 1 }), executor, report);
  runners.push(runner);
  return runner;
}

const state = (runner: JobRunner, id: string) => runner.list().find((job) => job.id === id);

describe.each<[string, () => Executor]>([
  ['worker threads', () => threads(worker, 2)],
  ['this thread', () => thisThread(2)],
])('jobs in %s', (place, executor) => {
  it('return their output and tell their progress', async () => {
    const runner = runnerOn(executor());
    const told: JobSummary[] = [];
    runner.subscribe((job) => told.push(job));
    const job = runner.start(kinds.double, { title: 'seven', input: { value: 7 } });
    const { doubled, thread } = await job.result;
    expect(doubled).toBe(14);
    expect(thread === threadId).toBe(place === 'this thread');
    expect(told.map(({ progress, message, state }) => [progress, message, state])).toEqual([
      [0, 'Waiting', 'running'],
      [0.5, 'Half of it', 'running'],
      [1, 'Done', 'done'],
    ]);
  });

  it('bring a typed error back with where it was', async () => {
    const runner = runnerOn(executor());
    const job = runner.start(kinds.refuse, { title: 'a.csv', input: { file: 'a.csv' } });
    await expect(job.result).rejects.toMatchObject({
      code: 'bad-input',
      where: { file: 'a.csv', line: 3 },
      hint: 'Copy the file again.',
    });
    expect(state(runner, job.id)).toMatchObject({ state: 'failed', message: 'The third line is cut off.' });
  });

  it('report a fault with the stack of where it happened', async () => {
    report.mockClear();
    const runner = runnerOn(executor());
    const job = runner.start(kinds.stumble, { title: 'x', input: undefined });
    await expect(job.result).rejects.toMatchObject({ code: 'internal' });
    expect(report).toHaveBeenCalledWith(
      expect.objectContaining({ stack: expect.stringContaining('cells is undefined') }),
      'test.stumble',
    );
  });

  it('end within half a second when cancelled, and leave nothing', async () => {
    const runner = runnerOn(executor());
    const commit = vi.fn();
    const job = runner.start(kinds.patient, { title: 'log', input: { milliseconds: 60_000 }, commit });
    await vi.waitFor(() => expect(state(runner, job.id)?.progress).toBe(0.1));
    const scratch = state(runner, job.id)!.message;
    expect(existsSync(scratch)).toBe(true);
    const begun = performance.now();
    runner.cancel(job.id);
    await expect(job.result).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - begun).toBeLessThan(700);
    expect(commit).not.toHaveBeenCalled();
    expect(existsSync(scratch)).toBe(false);
    expect(state(runner, job.id)?.state).toBe('cancelled');
  });

  it('keep their scratch folder until their result has taken effect', async () => {
    const runner = runnerOn(executor());
    const job = runner.start(kinds.patient, {
      title: 'log',
      input: { milliseconds: 1 },
      commit: (scratch) => ({ scratch, there: existsSync(scratch) }),
    });
    const { scratch, there } = await job.result;
    expect([there, existsSync(scratch)]).toEqual([true, false]);
  });

  it('fail as a whole when taking effect fails', async () => {
    report.mockClear();
    const runner = runnerOn(executor());
    const commit = () => {
      throw new Error('disk full');
    };
    const job = runner.start(kinds.double, { title: 'x', input: { value: 1 }, commit });
    await expect(job.result).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('disk full') });
    expect(report).toHaveBeenCalled();
  });

  it('wait for a free place, and can be cancelled while they wait', async () => {
    const runner = runnerOn(executor());
    const slow = [1, 2].map((name) => runner.start(kinds.patient, { title: `${name}`, input: { milliseconds: 300 } }));
    const third = runner.start(kinds.double, { title: '3', input: { value: 3 } });
    const fourth = runner.start(kinds.double, { title: '4', input: { value: 4 } });
    runner.cancel(fourth.id);
    await expect(fourth.result).rejects.toMatchObject({ code: 'cancelled' });
    expect(state(runner, third.id)?.message).toBe('Waiting');
    await Promise.all(slow.map((job) => job.result));
    expect((await third.result).doubled).toBe(6);
  });
});

describe('a worker thread', () => {
  it('is kept warm for the next job', async () => {
    const runner = runnerOn(threads(worker, 2));
    const first = await runner.start(kinds.double, { title: '1', input: { value: 1 } }).result;
    const second = await runner.start(kinds.double, { title: '2', input: { value: 2 } }).result;
    expect(second.thread).toBe(first.thread);
  });

  it('is ended when a job does not listen, and the next job gets another', async () => {
    const runner = runnerOn(threads(worker, 1));
    const job = runner.start(kinds.deaf, { title: 'deaf', input: null });
    await vi.waitFor(() => expect(state(runner, job.id)?.progress).toBe(0.1));
    const scratch = state(runner, job.id)!.message;
    const begun = performance.now();
    runner.cancel(job.id);
    await expect(job.result).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(existsSync(scratch)).toBe(false);
    expect((await runner.start(kinds.double, { title: '5', input: { value: 5 } }).result).doubled).toBe(10);
  });

  it('that dies fails its job with a sentence, and the next job gets another', async () => {
    const runner = runnerOn(threads(worker, 1));
    const job = runner.start(kinds.crash, { title: 'x', input: undefined });
    await expect(job.result).rejects.toMatchObject({ code: 'internal', hint: 'Nothing of it was kept. Try it again.' });
    expect((await runner.start(kinds.double, { title: '5', input: { value: 5 } }).result).doubled).toBe(10);
  });
});

describe('work of this process that is attended to', () => {
  it('is listed with its progress and takes no place', async () => {
    const runner = runnerOn(thisThread(0));
    const told: JobSummary[] = [];
    runner.subscribe((job) => told.push(job));
    const result = await runner.attend('test.wait', { title: 'Waiting for others' }, async ({ progress }) => {
      progress(0.5, 'Half of it');
      return 7;
    });
    expect(result).toBe(7);
    expect(told.map(({ kind, progress, message, state }) => [kind, progress, message, state])).toEqual([
      ['test.wait', 0, '', 'running'],
      ['test.wait', 0.5, 'Half of it', 'running'],
      ['test.wait', 1, 'Done', 'done'],
    ]);
  });

  it('hears a cancel, and says that what was done stays', async () => {
    const runner = runnerOn(thisThread(0));
    const work = runner.attend('test.wait', { title: 'Waiting for others' }, async ({ signal }) => {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    const [{ id }] = runner.list() as [JobSummary];
    runner.cancel(id);
    await expect(work).rejects.toMatchObject({
      code: 'cancelled',
      message: 'Waiting for others was cancelled; what was done by then stays.',
    });
    expect(state(runner, id)).toMatchObject({ state: 'cancelled' });
    const untouched = vi.fn();
    await expect(
      runner.attend('test.wait', { title: 'Too late', signal: AbortSignal.abort() }, untouched),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(untouched).not.toHaveBeenCalled();
  });

  it('fails as the work does', async () => {
    const runner = runnerOn(thisThread(0));
    const work = runner.attend('test.wait', { title: 'x' }, () => Promise.reject(new TypeError('no such thing')));
    await expect(work).rejects.toThrow(TypeError);
    expect(runner.list()[0]).toMatchObject({ state: 'failed', message: expect.stringContaining('no such thing') });
  });
});
