import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { mockedElectron } from '../electron';

const folder = mkdtempSync(join(tmpdir(), 'start-'));
const { argv, exitCode } = process;

beforeEach(() => vi.resetModules());
afterEach(() => {
  process.argv = argv;
  process.exitCode = exitCode;
  vi.doUnmock('electron');
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function startExecutable(line: string[], options: { firstInstance?: boolean } = {}) {
  const mocked = mockedElectron({ ...options, userData: folder });
  vi.doMock('electron', () => mocked.electron);
  process.argv = ['proofdesk', '.', ...line];
  await import('../../src-main/electron/index');
  return mocked;
}

it('the executable takes the command line before the single-instance lock, and opens no window for it', async () => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { electron, windows } = await startExecutable(['calc', '--list', '--json']);
  await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledWith(0), { timeout: 10_000 });
  expect(JSON.parse(String(out.mock.calls[0]![0])).length).toBeGreaterThan(5);
  expect(electron.app.requestSingleInstanceLock).not.toHaveBeenCalled();
  expect(windows).toHaveLength(0);
});

it('the executable ends with the exit code of the command line', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { electron } = await startExecutable(['calk']);
  await vi.waitFor(() => expect(electron.app.exit).toHaveBeenCalledWith(2), { timeout: 10_000 });
});

it('a second instance leaves at once and touches no workspace', async () => {
  const { electron, windows } = await startExecutable([], { firstInstance: false });
  await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalledOnce(), { timeout: 10_000 });
  expect(windows).toHaveLength(0);
  expect(electron.protocol.handle).not.toHaveBeenCalled();
});
