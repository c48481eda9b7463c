import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';

/** The Electron executable, or why it cannot be used here. */
function executable(): { path: string; missing: null } | { path: null; missing: string } {
  const folder = resolve('node_modules/electron');
  const named = join(folder, 'path.txt');
  const path = existsSync(named) ? join(folder, 'dist', readFileSync(named, 'utf8')) : null;
  if (!path || !existsSync(path)) {
    return { path: null, missing: 'the Electron binary is not installed (npx install-electron fetches it)' };
  }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return { path: null, missing: 'there is no display' };
  }
  return { path, missing: null };
}

const { path, missing } = executable();

test('the desktop window opens on its own origin, isolated, and answers over its message port', async () => {
  test.skip(missing !== null, missing ?? '');
  const home = mkdtempSync(join(tmpdir(), 'proofdesk-electron-'));
  const env = { ...process.env, PROOFDESK_STATE: join(home, 'state'), PROOFDESK_DATA: join(home, 'data') };
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const running = await electron.launch({
    executablePath: path ?? '',
    args: [...sandbox, `--user-data-dir=${join(home, 'user')}`, resolve('.')],
    env: env as Record<string, string>,
  });
  try {
    const window = await running.firstWindow();
    await window.locator('#root').filter({ hasText: /\S/ }).waitFor();
    expect(window.url()).toBe('app://proofdesk/');
    expect(await window.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
    expect(await window.evaluate(() => fetch('https://example.com').catch(() => 'blocked'))).toBe('blocked');
  } finally {
    await running.close();
    rmSync(home, { recursive: true, force: true });
  }
});
