import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DeviceState } from './device-state';

it.runIf(process.platform === 'linux')('keeps its locks while a job of the same process opens and closes it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofdesk-device-'));
  const long = new DeviceState(folder);
  const locks = () => {
    const { ino } = statSync(join(folder, 'device.db'));
    const lines = readFileSync('/proc/locks', 'utf8').split('\n');
    return lines.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `)).length;
  };
  expect(locks()).toBeGreaterThan(0);
  new DeviceState(folder).close();
  expect(locks()).toBeGreaterThan(0);
  long.close();
  rmSync(folder, { recursive: true });
});
