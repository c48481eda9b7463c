import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { digestOfFile } from './file-digest';

const folder = mkdtempSync(join(tmpdir(), 'digest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a file’s digest is that of all its bytes, told piece by piece, and stops when it is cancelled', async () => {
  const bytes = Buffer.alloc(2_500_000, 'measured');
  const path = join(folder, 'long');
  writeFileSync(path, bytes);
  let read = 0;
  const onRead = (more: number): void => {
    read += more;
  };
  expect(await digestOfFile(path, { onRead })).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(read).toBe(bytes.length);
  const cancel = new AbortController();
  await expect(digestOfFile(path, { signal: cancel.signal, onRead: () => cancel.abort() })).rejects.toThrow(/abort/i);
});
