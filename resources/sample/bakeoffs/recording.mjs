// What both recipes share: the machine's facts, waiting until it is quiet, the order of runs, and the record of a run in the
// form that Proofdesk imports.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Both sides suffer a drift alike: a b b a, and so on. */
export const abba = (perSide) => Array.from({ length: 2 * perSide }, (_, index) => 'abba'[index % 4]);

/** Seconds that the processors were busy, and seconds that they had, since the machine was started. */
function processorSeconds() {
  const sums = { busy: 0, all: 0 };
  for (const { times } of os.cpus()) {
    const all = Object.values(times).reduce((sum, time) => sum + time, 0);
    sums.all += all / 1000;
    sums.busy += (all - times.idle) / 1000;
  }
  return sums;
}

/** Starts to measure how busy the processors are; the function that it returns gives the share since then and the seconds. */
export function measureUse() {
  const before = processorSeconds();
  return () => {
    const after = processorSeconds();
    const seconds = { busy: after.busy - before.busy, all: Math.max(0.01, after.all - before.all) };
    return { ...seconds, share: Math.round((seconds.busy / seconds.all) * 1000) / 1000 };
  };
}

/** Processor seconds that a running process has used, all its threads together. */
export function secondsOf(process) {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

const mostByOthers = 0.08;
const mostAttempts = 40;

/**
 * Makes a run on a quiet machine. It begins when less than a tenth of the processors' time is used by anything, and is made again,
 * whatever it measured, when other programs used more than 8 % of the processors meanwhile. `attempt` makes the run and returns
 * it with `ownSeconds`, the processor seconds that the measured programs and the harness took.
 */
export async function undisturbed(name, attempt) {
  for (let made = 1; ; made += 1) {
    for (let waited = 0; waited < 600; waited += 2) {
      const use = measureUse();
      await pause(2);
      if (use().share < 0.1) break;
    }
    const run = await attempt();
    const byOthers = (run.use.busy - run.ownSeconds) / run.use.all;
    if (byOthers <= mostByOthers || made === mostAttempts) return run;
    console.log(`${name} is made again: other programs used ${(byOthers * 100).toFixed(0)} % of the processors`);
  }
}

const release = readFileSync('/etc/os-release', 'utf8');
const fact = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(release)?.[1];

export const machine = {
  model: `virtual machine, ${os.cpus()[0].model.trim()}`,
  cores: os.cpus().length,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  storage: 'local disk',
};

export const operatingSystem = {
  name: fact('NAME') ?? os.type(),
  version: fact('VERSION_ID') ?? 'unknown',
  kernel: `Linux ${os.release().split('.').slice(0, 2).join('.')}`,
};

export const toolVersion = (command) => execFileSync(command, ['--version'], { encoding: 'utf8' }).trim().replace(/^\D*/, '');

/** Writes the results of a run and, beside them, what is recorded of it. */
export function writeRun(folder, name, extension, bytes, metadata) {
  const file = `${name}.${extension}`;
  writeFileSync(join(folder, file), bytes);
  const record = { ...metadata, files: [{ name: file, sha256: sha256(bytes), bytes: bytes.length }], waivers: [] };
  writeFileSync(join(folder, `${name}.meta.json`), `${JSON.stringify(record, null, 1)}\n`);
}
