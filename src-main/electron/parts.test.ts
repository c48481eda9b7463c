import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { afterAll, describe, expect, it } from 'vitest';
import { DeepLinks } from '../sync/deep-links';
import { startOf } from './arguments';
import { answerDeepLinks } from './deep-link';
import { keyWrapper } from './key-wrapper';
import { isOurs } from './origin';
import { rememberedState, rememberState } from './window-state';

const folder = mkdtempSync(join(tmpdir(), 'window-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the arguments of the executable', () => {
  const names = new Set(['serve', 'deal']);
  const start = (...line: string[]) => startOf(['/opt/proofdesk', ...line], true, names);

  it('open a window when they name no command', () => {
    expect(start()).toEqual({ face: 'desktop', workspace: null, actor: null });
    expect(start('--workspace', 'w', '--as', 'rosa', '--ozone-platform=wayland')).toEqual({
      face: 'desktop',
      workspace: 'w',
      actor: 'rosa',
    });
  });

  it('are the command line when they name one, ask for help, or are misspelt', () => {
    for (const line of [
      ['deal', 'list'],
      ['--json', 'deal'],
      ['--workspace', 'w', 'deal'],
      ['--help'],
      ['--version'],
      ['dael'],
    ]) {
      expect(start(...line)).toEqual({ face: 'command-line', line });
    }
  });

  it('follow the folder of the application in a checkout', () => {
    expect(startOf(['electron', '.', 'deal'], false, names)).toEqual({ face: 'command-line', line: ['deal'] });
  });
});

it('knows its own origin from those that only look like it', () => {
  expect(['app://proofdesk/', 'app://proofdesk/deals/1?x#y'].every(isOurs)).toBe(true);
  const strange = [
    'app://proofdesk.example/',
    'app://x@proofdesk/',
    'app://proofdesk:1/',
    'https://proofdesk/',
    'nothing',
    '',
  ];
  expect(strange.some(isOurs)).toBe(false);
});

describe('the place of the window', () => {
  const file = join(folder, 'window.json');
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const at = (x: number, y: number) => ({ bounds: { x, y, width: 1000, height: 700 }, maximized: true });

  it('comes back', () => {
    rememberState(file, at(100, 50));
    expect(rememberedState(file, screens)).toEqual(at(100, 50));
  });

  it('is forgotten when its screen is gone, or the file is damaged or absent', () => {
    rememberState(file, at(2500, 50));
    expect(rememberedState(file, screens)).toBeNull();
    writeFileSync(file, '{"bounds":');
    expect(rememberedState(file, screens)).toBeNull();
    expect(rememberedState(join(folder, 'none.json'), screens)).toBeNull();
  });
});

describe('keys in the system key store', () => {
  const store = (more: Partial<SafeStorage> = {}) =>
    ({
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret',
      encryptString: (text: string) => Buffer.from([...text].reverse().join('')),
      decryptString: (bytes: Buffer) => [...bytes.toString()].reverse().join(''),
      ...more,
    }) as SafeStorage;

  it('come back as they were', () => {
    const wrapper = keyWrapper(store(), 'linux')!;
    const seed = new Uint8Array([0, 255, 7, 128]);
    expect(wrapper.wrap(seed)).not.toEqual(seed);
    expect(wrapper.unwrap(wrapper.wrap(seed))).toEqual(seed);
  });

  it('are not given to a store that does not protect them', () => {
    expect(keyWrapper(store({ isEncryptionAvailable: () => false }), 'darwin')).toBeNull();
    expect(keyWrapper(store({ getSelectedStorageBackend: () => 'basic_text' }), 'linux')).toBeNull();
  });
});

describe('a sign-in that comes back by an address of the system', () => {
  const shell = (isPackaged: boolean) => {
    const links = new DeepLinks();
    let shown = 0;
    const schemes: string[] = [];
    const app = Object.assign(new EventEmitter(), {
      isPackaged,
      setAsDefaultProtocolClient: (scheme: string) => schemes.push(scheme) > 0,
    });
    answerDeepLinks(app as never, links, () => (shown += 1));
    return { links, app, schemes, shown: () => shown };
  };
  const address = (state: string) => `proofdesk://callback?code=c&state=${state}`;

  it('is waited for by the installed application only, and told from all others by its secret', async () => {
    expect(shell(false).links.callback()).toBeNull();
    const { links, app, schemes, shown } = shell(true);
    expect(schemes).toEqual(['proofdesk']);
    const callback = links.callback()!;
    expect(callback.redirect).toBe('proofdesk://callback');
    const arrival = callback.arrival('secret', new AbortController().signal);
    app.emit('second-instance', {}, ['/opt/proofdesk', address('other'), '--flag']);
    app.emit('open-url', { preventDefault() {} }, 'proofdesk://elsewhere?state=secret');
    app.emit('second-instance', {}, ['/opt/proofdesk', address('secret')]);
    expect((await arrival).url.searchParams.get('code')).toBe('c');
    expect(shown()).toBe(3);
    expect(links.arrived(address('secret'))).toBe(false);
    await callback.close();
  });

  it('is no longer waited for once it was called off', async () => {
    const { links } = shell(true);
    const callback = links.callback()!;
    const stop = new AbortController();
    const arrival = callback.arrival('secret', stop.signal);
    stop.abort(new Error('called off'));
    await expect(arrival).rejects.toThrow('called off');
    await callback.close();
    expect(links.arrived(address('secret'))).toBe(false);
  });

  it('opens no command line when the system starts the executable with it', () => {
    expect(startOf(['/opt/proofdesk', address('secret')], true, new Set())).toMatchObject({ face: 'desktop' });
  });
});
