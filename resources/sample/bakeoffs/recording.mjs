// What both recipes share: the machine's facts, precedence over other programs, the order of runs, and the record of a run in the
// form that Proofdesk imports.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

/** Both sides suffer a drift alike: a b b a, and so on. */
export const abba = (perSide) => Array.from({ length: 2 * perSide }, (_, index) => 'abba'[index % 4]);

/**
 * Gives this program, and all that it starts, precedence over everything else on the machine (Linux: round-robin real-time
 * scheduling), so that other programs hardly take time from what is measured. Needs the right to do so; without it, record on a
 * machine that does nothing else.
 */
export function takePrecedence() {
  try {
    execFileSync('chrt', ['--all-tasks', '--rr', '--pid', '1', String(process.pid)], { stdio: 'ignore' });
  } catch {
    console.log('no right to take precedence: make sure that nothing else runs on this machine');
  }
}

/** Processor seconds that a running process has used, all its threads together; undefined when it has ended. */
export function secondsOf(process) {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}

/** The share of all processors' time, 0 to 1. */
export const useOf = (processorSeconds, seconds) => Math.round((processorSeconds / (seconds * os.cpus().length)) * 1000) / 1000;

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
