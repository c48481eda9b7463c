import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireOutputFolder } from './demo';

it('refuses a folder for the documents that is a file, before any work is done', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofdesk-demo-out-'));
  try {
    writeFileSync(join(folder, 'taken'), '');
    const refused = (out: string) => expect(() => requireOutputFolder(out));
    refused(join(folder, 'taken')).toThrow(expect.objectContaining({ code: 'unavailable' }));
    refused(join(folder, 'taken', 'inside')).toThrow(expect.objectContaining({ code: 'unavailable' }));
    expect(() => requireOutputFolder(join(folder, 'new', 'inside'))).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
