import { EventEmitter } from 'node:events';
import { vi } from 'vitest';

/** What the mocked `electron` module was asked to do, and ways to make its events happen. */
export function mockedElectron(options: { firstInstance?: boolean; userData: string }) {
  const handlers: { app?: (request: Request) => Promise<Response> | Response } = {};
  const permissions: Record<string, (...given: never[]) => unknown> = {};
  const windows: FakeWindow[] = [];

  class FakeContents extends EventEmitter {
    mainFrame = { url: 'app://proofdesk/' };
    openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    setWindowOpenHandler = (handler: typeof this.openHandler) => {
      this.openHandler = handler;
    };
    send = vi.fn();
  }

  class FakeWindow extends EventEmitter {
    webContents = new FakeContents();
    address = '';
    shown = false;
    maximized = false;
    constructor(readonly settings: Record<string, unknown> & { webPreferences: Record<string, unknown> }) {
      super();
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    async loadURL(address: string) {
      this.address = address;
    }
    show = vi.fn(() => {
      this.shown = true;
    });
    focus = vi.fn();
    restore = vi.fn();
    reload = vi.fn();
    isMinimized = () => true;
    isMaximized = () => this.maximized;
    maximize = () => {
      this.maximized = true;
    };
    getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 });
  }

  const app = Object.assign(new EventEmitter(), {
    isPackaged: false,
    enableSandbox: vi.fn(),
    requestSingleInstanceLock: vi.fn(() => options.firstInstance ?? true),
    whenReady: vi.fn(async () => {}),
    quit: vi.fn(),
    exit: vi.fn(),
    setAsDefaultProtocolClient: vi.fn(() => true),
    getPath: () => options.userData,
  });
  const safeStorage = {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text: string) => Buffer.from(`sealed:${text}`),
    decryptString: (bytes: Buffer) => bytes.toString().replace('sealed:', ''),
  };
  const electron = {
    app,
    BrowserWindow: FakeWindow,
    dialog: { showErrorBox: vi.fn(), showOpenDialog: vi.fn(), showSaveDialog: vi.fn() },
    ipcMain: new EventEmitter(),
    Menu: { setApplicationMenu: vi.fn(), buildFromTemplate: vi.fn((template: unknown) => template) },
    protocol: {
      registerSchemesAsPrivileged: vi.fn(),
      handle: vi.fn((_scheme: string, handler: NonNullable<typeof handlers.app>) => {
        handlers.app = handler;
      }),
    },
    safeStorage,
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: never) => (permissions['request'] = handler),
        setPermissionCheckHandler: (handler: never) => (permissions['check'] = handler),
        setDevicePermissionHandler: (handler: never) => (permissions['device'] = handler),
        setSpellCheckerEnabled: vi.fn(),
        webRequest: { onBeforeRequest: (handler: never) => (permissions['web'] = handler) },
      },
    },
    shell: { openExternal: vi.fn(async () => {}) },
  };
  return { electron, windows, permissions, handlers };
}
