import type { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';
import { refusalOf } from '../http/refusals';
import { isFullDisk, stopAtPanic } from './full-disk';

const failed = (message: string, more: object = {}) => Object.assign(new Error(message), more);

it('a full disk is told from other failures, of files and of the database, and refused as one that passes', () => {
  const full = [
    failed('write', { code: 'EFBIG' }),
    failed('ENOSPC: no space left on device, write', { code: 'ENOSPC' }),
    failed('could not extend file "base/5/16385": File too large', { code: 'XX000' }),
    new Error('it failed', { cause: failed('disk full', { code: '53100' }) }),
  ];
  for (const error of full) {
    expect(isFullDisk(error)).toBe(true);
    expect(refusalOf(error)).toMatchObject({ status: 507, record: { code: 'unavailable', hint: expect.any(String) } });
  }
  expect(isFullDisk(failed('no such table', { code: '42P01' }))).toBe(false);
  expect(isFullDisk('full')).toBe(false);
  expect(refusalOf(failed('anything')).status).toBe(500);
});

it('nothing is asked of an embedded database any more that has said PANIC, since it would never answer', async () => {
  let asked = 0;
  const panic = failed('could not write to log file: File too large', { severity: 'PANIC' });
  const database = {
    execProtocolRawSync() {
      asked += 1;
      return new Uint8Array();
    },
    async execProtocol(message: Uint8Array) {
      this.execProtocolRawSync();
      if (message.length > 0) throw panic;
    },
    async execProtocolStream() {
      this.execProtocolRawSync();
    },
  };
  const heard: Error[] = [];
  stopAtPanic(database as unknown as PGlite, (error) => heard.push(error));
  await database.execProtocol(new Uint8Array());
  expect(heard).toEqual([]);
  await expect(database.execProtocol(new Uint8Array(1))).rejects.toBe(panic);
  expect([asked, heard]).toEqual([2, [panic]]);
  await expect(database.execProtocol(new Uint8Array())).rejects.toMatchObject({ code: 'unavailable' });
  await expect(database.execProtocolStream()).rejects.toMatchObject({ code: 'unavailable' });
  expect([asked, heard.length]).toEqual([2, 1]);
});
