import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { reportUnexpectedTo } from '../../src-main/unexpected';
import { connectionOn } from '../../src-renderer/client/connection';
import { portTransport } from '../../src-renderer/client/message-port';
import { mockedElectron } from '../electron';

const folder = mkdtempSync(join(tmpdir(), 'shell-'));
const { electron, windows, permissions, handlers } = mockedElectron({ userData: folder });
vi.mock('electron', () => electron);
let atStart: { sandboxed: number; schemes: unknown[]; menu: unknown };

beforeAll(async () => {
  vi.stubEnv('PROOFDESK_STATE', join(folder, 'state'));
  vi.stubEnv('PROOFDESK_DATA', join(folder, 'data'));
  const argv = process.argv;
  process.argv = ['electron', '.'];
  await import('../../src-main/electron/index');
  await vi.waitFor(() => expect(windows).toHaveLength(1), { timeout: 25_000 });
  process.argv = argv;
  // Taken down here, since calls are forgotten between tests.
  atStart = {
    sandboxed: electron.app.enableSandbox.mock.calls.length,
    schemes: electron.protocol.registerSchemesAsPrivileged.mock.calls,
    menu: electron.Menu.setApplicationMenu.mock.calls[0]?.[0],
  };
});
afterAll(async () => {
  electron.app.emit('will-quit', { preventDefault() {} });
  await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalled());
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const contents = () => windows[0]!.webContents;

describe('the window', () => {
  it('isolates and sandboxes its page and gives it no Node', () => {
    expect(atStart.sandboxed).toBe(1);
    expect(windows[0]!.settings.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      preload: expect.stringMatching(/out.preload.index\.cjs$/),
    });
  });

  it('shows our own origin, and only once there is something to see', () => {
    expect(windows[0]!.address).toBe('app://proofdesk/');
    expect(windows[0]!.shown).toBe(false);
    windows[0]!.emit('ready-to-show');
    expect(windows[0]!.shown).toBe(true);
  });

  it('comes to the front when the application is started a second time', () => {
    electron.app.emit('second-instance');
    expect(windows).toHaveLength(1);
    expect(windows[0]!.restore).toHaveBeenCalled();
    expect(windows[0]!.focus).toHaveBeenCalled();
  });

  it('draws its page again when the page has crashed', () => {
    const restore = reportUnexpectedTo(() => {});
    contents().emit('render-process-gone', {}, { reason: 'crashed' });
    expect(windows[0]!.reload).toHaveBeenCalledOnce();
    restore();
  });

  it('remembers where it was', () => {
    windows[0]!.emit('close');
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toEqual({
      bounds: { x: 10, y: 20, width: 1000, height: 700 },
      maximized: false,
    });
  });
});

describe('pages', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('cannot leave by %s', (event) => {
    const prevented = (url: string) => {
      const preventDefault = vi.fn();
      contents().emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'app://other/',
      'app://proofdesk.evil/',
      'javascript:1',
    ]) {
      expect(prevented(url), url).toBe(true);
    }
    expect(prevented('app://proofdesk/?customer=a1')).toBe(false);
  });

  it('open no windows and no web views', () => {
    expect(contents().openHandler({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(contents().openHandler({ url: 'app://proofdesk/' })).toEqual({ action: 'deny' });
    const preventDefault = vi.fn();
    contents().emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  it('may hand a letter to the mail program, and nothing else to any program', () => {
    electron.shell.openExternal.mockClear();
    for (const url of ['https://example.com/', 'file:///bin/sh', 'smb://host/share', `mailto:${'x'.repeat(10_000)}`]) {
      contents().openHandler({ url });
    }
    expect(electron.shell.openExternal).not.toHaveBeenCalled();
    contents().openHandler({ url: 'mailto:buyer@acme.example' });
    expect(electron.shell.openExternal).toHaveBeenCalledWith('mailto:buyer@acme.example');
  });

  it('get no permission and no device', () => {
    const answer = vi.fn();
    for (const permission of ['media', 'notifications', 'clipboard-read', 'fullscreen', 'openExternal']) {
      permissions['request']!(contents() as never, permission as never, answer as never);
      expect(permissions['check']!(contents() as never, permission as never)).toBe(false);
    }
    expect(answer.mock.calls).toEqual([[false], [false], [false], [false], [false]]);
    expect(permissions['device']!({} as never)).toBe(false);
  });

  it('reach nothing outside of the application', () => {
    const cancelled = (url: string) => {
      const answer = vi.fn();
      permissions['web']!({ url } as never, answer as never);
      return answer.mock.calls[0]![0].cancel;
    };
    for (const url of ['http://127.0.0.1:80/', 'https://example.com/x.js', 'ws://example.com/', 'file:///etc/passwd']) {
      expect(cancelled(url), url).toBe(true);
    }
    for (const url of ['app://proofdesk/assets/a.js', 'blob:app://proofdesk/1', 'data:image/png;base64,AA==']) {
      expect(cancelled(url), url).toBe(false);
    }
  });
});

describe('app://proofdesk', () => {
  const get = (url: string, init?: RequestInit) => handlers.app!(new Request(url, init));

  it('is a secure standard origin that bypasses no policy', () => {
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
    expect(atStart.schemes).toEqual([[[{ scheme: 'app', privileges }]]]);
  });

  it('serves with the strict policy, and nothing under another host or to another origin', async () => {
    expect((await get('app://other/')).status).toBe(403);
    expect((await get('app://proofdesk/', { headers: { origin: 'https://example.com' } })).status).toBe(403);
    const missing = await get('app://proofdesk/missing.js');
    expect(missing.status).toBe(404);
    expect((await get(`app://proofdesk/blob/${'0'.repeat(64)}`)).headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('a connection', () => {
  const ask = (event: { sender?: unknown; senderFrame?: unknown }, message: unknown = { customerAccount: null }) => {
    const { port1, port2 } = new MessageChannel();
    const port = Object.assign(port2, { start: port2.start.bind(port2) });
    electron.ipcMain.emit(
      'proofdesk:connect',
      { sender: contents(), senderFrame: contents().mainFrame, ports: [port], ...event },
      message,
    );
    return port1;
  };

  it('is answered to our own page', async () => {
    const connection = connectionOn(portTransport(ask({}) as unknown as MessagePort));
    expect(await connection.client.system.info()).toMatchObject({ face: 'desktop' });
    connection.close();
  });

  it.each<[string, () => Parameters<typeof ask>]>([
    ['a page of another window', () => [{ sender: { mainFrame: contents().mainFrame } }]],
    ['a frame inside of the page', () => [{ senderFrame: { url: 'app://proofdesk/' } }]],
    ['a frame that is gone', () => [{ senderFrame: null }]],
    ['a message of another shape', () => [{}, { customerAccount: 5 }]],
  ])('is refused to %s', async (_who, event) => {
    const report = vi.fn();
    const restore = reportUnexpectedTo(report);
    const port = ask(...event());
    await new Promise((resolve) => port.once('close', resolve));
    expect(report).toHaveBeenCalledOnce();
    restore();
  });

  it('is refused to a page that has left our origin', async () => {
    const restore = reportUnexpectedTo(() => {});
    contents().mainFrame.url = 'https://example.com/';
    const port = ask({});
    await new Promise((resolve) => port.once('close', resolve));
    contents().mainFrame.url = 'app://proofdesk/';
    restore();
  });

  it('in customer view has no file dialogs', async () => {
    const connection = connectionOn(portTransport(ask({}, { customerAccount: 'a1' }) as unknown as MessagePort));
    const choosing = connection.client.system.files.choose({ title: 'Logs', extensions: [], many: true });
    await expect(choosing).rejects.toMatchObject({ code: 'forbidden' });
    connection.close();
  });

  it('lets a person choose files with the system dialog, which are handed over in place', async () => {
    writeFileSync(join(folder, 'run.jtl'), 'timeStamp');
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [join(folder, 'run.jtl')] });
    const connection = connectionOn(portTransport(ask({}) as unknown as MessagePort));
    const chosen = await connection.client.system.files.choose({ title: 'Logs', extensions: ['jtl'], many: true });
    expect(chosen).toMatchObject([{ name: 'run.jtl', bytes: 9 }]);
    expect(electron.dialog.showOpenDialog).toHaveBeenCalledWith(windows[0], {
      title: 'Logs',
      properties: ['openFile', 'multiSelections'],
      filters: [{ name: 'Logs', extensions: ['jtl'] }],
    });
    connection.close();
  });
});

it('has a menu whose items are told to the page', () => {
  type Item = { label?: string; accelerator?: string; click?: () => void; submenu?: Item[] };
  const template = atStart.menu as Item[];
  const items = template.flatMap((menu) => menu.submenu ?? []).filter((item) => item.click);
  expect(items.length).toBeGreaterThan(4);
  for (const item of items) {
    expect(item.accelerator, item.label).toMatch(/^CmdOrCtrl\+/);
    item.click!();
  }
  expect(new Set(items.map((item) => item.accelerator)).size).toBe(items.length);
  expect(contents().send).toHaveBeenCalledWith('proofdesk:menu', 'palette');
});
