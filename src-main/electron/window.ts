import { BrowserWindow, type Rectangle } from 'electron';
import { origin } from './origin';
import { rememberedState, rememberState } from './window-state';

export interface WindowOptions {
  /** The built preload script. */
  preload: string;
  /** Where the window's place on the screen is remembered. */
  stateFile: string;
  screens: readonly Rectangle[];
  developerTools: boolean;
}

/** Opens the application's window: isolated, sandboxed, without Node, on our own origin. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const state = rememberedState(options.stateFile, options.screens);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...state?.bounds,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Proofdesk',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
      devTools: options.developerTools,
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    rememberState(options.stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  void window.loadURL(`${origin}/`);
  return window;
}
