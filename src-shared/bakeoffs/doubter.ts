import type { ComparedRun, Comparison } from './comparison';
import { factOf } from './metadata';
import { fewestRuns } from './planning';

/** What somebody who doubts a comparison asks first, answered from the recorded facts alone. */
export interface DoubterAnswer {
  /** Whether the answer speaks for the comparison, needs a look, or cannot be given. */
  tone: 'good' | 'look' | 'unknown';
  sentence: string;
}

const say = (tone: DoubterAnswer['tone'], sentence: string): DoubterAnswer => ({ tone, sentence });

/** The answers in the order in which the questions come. Each says only what was recorded; what was not is said to be unknown. */
export function doubterAnswers(
  comparison: Comparison,
  runs: readonly ComparedRun[],
  discardSeconds = 0,
): DoubterAnswer[] {
  if (runs.length === 0) return [];
  return [
    load(runs),
    payload(runs),
    order(comparison),
    drift(comparison),
    machines(runs),
    warmUp(runs, discardSeconds),
    failures(runs),
  ];
}

const known = (runs: readonly ComparedRun[], path: string): unknown[] =>
  runs.map(({ metadata }) => factOf(metadata, path)).filter((value) => value !== undefined);

/** The one value that all runs have, or undefined. */
function same(runs: readonly ComparedRun[], path: string): unknown {
  const values = known(runs, path);
  return values.length === runs.length && new Set(values.map(String)).size === 1 ? values[0] : undefined;
}

function load(runs: readonly ComparedRun[]): DoubterAnswer {
  const model = same(runs, 'load.model');
  if (model === 'open') {
    const reached = runs.every(({ metadata: { load } }) => {
      const asked = load?.offeredRate ?? load?.targetRate;
      return asked !== undefined && load?.achievedRate !== undefined && load.achievedRate >= 0.98 * asked;
    });
    return reached
      ? say('good', 'Load was open: requests were sent on schedule and the offered rate was reached.')
      : say('look', 'Load was open, but it is not recorded of every run that the offered rate was reached.');
  }
  if (model === 'closed') {
    const users = same(runs, 'load.users');
    return say(
      'look',
      `Load was closed${users === undefined ? '' : `, ${users} at a time`}: a slow answer delays the next request, so waiting in a queue is not in the figures.`,
    );
  }
  return say('unknown', 'Whether load was open or closed is not recorded of every run.');
}

function payload(runs: readonly ComparedRun[]): DoubterAnswer {
  const size = same(runs, 'dataSet.size');
  if (same(runs, 'dataSet.sha256') !== undefined) {
    return say('good', `The data set is identical by digest on both sides${size === undefined ? '' : `, ${size}`}.`);
  }
  return known(runs, 'dataSet.sha256').length === runs.length
    ? say('look', 'The data set differs by digest between runs.')
    : say('unknown', 'No digest shows that both sides worked on the same data.');
}

function order({ order: found }: Comparison): DoubterAnswer {
  if (!found) return say('unknown', 'The order of the runs is not recorded.');
  return say(found.blocked ? 'look' : 'good', `${found.sentence}.`);
}

function drift({ rows, runs }: Comparison): DoubterAnswer {
  if (Math.min(runs.ours, runs.theirs) < fewestRuns) {
    return say('unknown', 'There are too few runs to see a drift over their order.');
  }
  const drifting = rows.flatMap(({ metric, drift: of }) =>
    (['ours', 'theirs'] as const).flatMap((side) => (of[side].warning ? [`${metric.label} of ${side}`] : [])),
  );
  if (drifting.length > 0) return say('look', `Figures drift over the order of the runs: ${drifting.join('; ')}.`);
  return say('good', 'No figure rises or falls over the order of the runs more than chance explains.');
}

function machines(runs: readonly ComparedRun[]): DoubterAnswer {
  const machine = same(runs, 'server.model');
  const shared = runs.some(({ metadata }) => metadata.sameMachine === true);
  if (machine === undefined)
    return say('unknown', 'It is not recorded that all runs were made on the same kind of machine.');
  return shared
    ? say('look', `All runs were made on ${machine}; client and server shared it, so they took time from each other.`)
    : say('good', `All runs were made on ${machine}, with the client on a machine of its own.`);
}

function warmUp(runs: readonly ComparedRun[], discardSeconds: number): DoubterAnswer {
  if (discardSeconds > 0) return say('good', `The first ${discardSeconds} s of each run are left out of every figure.`);
  const seconds = same(runs, 'warmUpSeconds');
  if (typeof seconds === 'number' && seconds > 0)
    return say('good', `Each run was warmed up for ${seconds} s before it was measured.`);
  return seconds === 0
    ? say('look', 'Runs were not warmed up.')
    : say('unknown', 'Warm-up is not recorded alike of every run.');
}

/** 12800 as 12,800. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

function failures(runs: readonly ComparedRun[]): DoubterAnswer {
  const counted = runs.filter(({ metadata }) => metadata.requests !== undefined);
  if (counted.length < runs.length) return say('unknown', 'Failed requests are not counted in every run.');
  const total = counted.reduce((sum, { metadata }) => sum + (metadata.requests?.total ?? 0), 0);
  const failed = counted.reduce((sum, { metadata }) => sum + (metadata.requests?.failed ?? 0), 0);
  return failed === 0
    ? say('good', `None of the ${grouped(total)} requests or executions failed.`)
    : say(
        'look',
        `${grouped(failed)} of ${grouped(total)} requests or executions failed; they stand in the figures as they were measured.`,
      );
}
