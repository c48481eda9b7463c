import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fixedContext } from '../../src-shared/kernel/context';
import { Intake } from './intake';

const intakes: Intake[] = [];
afterEach(async () => {
  for (const intake of intakes.splice(0)) await intake.close();
});

function intakeForTests(limitBytes?: number): Intake {
  const intake = new Intake(fixedContext({ now: 0, seed: 3 }), limitBytes);
  intakes.push(intake);
  return intake;
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

it('keeps an upload with its digest until it is discarded', async () => {
  const intake = intakeForTests();
  const handed = await intake.receive('../../etc/run.ndjson', pieces('{"a"', ':1}'));
  expect(handed).toMatchObject({
    name: 'run.ndjson',
    bytes: 7,
    sha256: createHash('sha256').update('{"a":1}').digest('hex'),
  });
  const { path } = intake.file(handed.id);
  expect(readFileSync(path, 'utf8')).toBe('{"a":1}');
  await intake.discard(handed.id);
  expect(existsSync(path)).toBe(false);
  expect(() => intake.file(handed.id)).toThrow(/no longer there/);
});

it('refuses a file beyond the limit, announced or not, and leaves nothing behind', async () => {
  const intake = intakeForTests(10);
  const kept = await intake.receive('small', pieces('12345'));
  await expect(intake.receive('large', pieces('12345', '678901'))).rejects.toMatchObject({ code: 'bad-input' });
  await expect(intake.receive('large', pieces(''), 11)).rejects.toMatchObject({ code: 'bad-input' });
  expect(readdirSync(dirname(intake.file(kept.id).path))).toEqual([kept.id]);
});

it('leaves nothing behind when the sender breaks off', async () => {
  const intake = intakeForTests();
  const kept = await intake.receive('whole', pieces('1'));
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('connection reset');
  }
  await expect(intake.receive('half', broken())).rejects.toThrow('connection reset');
  expect(readdirSync(dirname(intake.file(kept.id).path))).toEqual([kept.id]);
});

it('names a chosen file in place and never removes it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chosen-'));
  const path = join(folder, 'log.jtl');
  writeFileSync(path, 'x');
  const intake = intakeForTests();
  const handed = await intake.point(path);
  expect(intake.file(handed.id).path).toBe(path);
  await intake.close();
  expect(existsSync(path)).toBe(true);
  rmSync(folder, { recursive: true });
  await expect(intake.point(path)).rejects.toMatchObject({ code: 'not-found' });
});
