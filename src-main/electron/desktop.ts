import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell } from 'electron';
import { systemContext } from '../../src-core/context';
import type { KeyWrapper } from '../../src-core/ledger/device-state';
import type { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import { installationFolder, pageFolder } from '../installation';
import { openDesk } from '../opening';
import { type Seat, sessionAt } from '../session';
import { deepLinks } from '../sync/deep-links';
import { reportUnexpected } from '../unexpected';
import { answerChannels } from './channel';
import { answerDeepLinks } from './deep-link';
import { nativeDialogs } from './dialogs';
import { lockPages, lockSession } from './lockdown';
import { menuTemplate } from './menu';
import { servePages } from './page-protocol';
import { openWindow } from './window';

export interface DesktopOptions {
  /** The folder given by `--workspace`; null for the last one. */
  workspace: string | null;
  /** The person given by `--as`. */
  actor: string | null;
  /** The system's key store, where keys are kept in it. */
  keyWrapper(): Promise<KeyWrapper | null>;
}

/** Runs the desktop application: one instance, one window on one desk. */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    // The running one has been told and comes to the front.
    app.quit();
    return;
  }
  lockPages(app, shell);
  const seat: Seat = { actor: null };
  let window: BrowserWindow | null = null;

  await app.whenReady();
  const { workspace: folder, actor } = options;
  const context = systemContext();
  const opening = options
    .keyWrapper()
    .then((keyWrapper) => openDesk({ context, folder, actor, wish: 'if-there', keyWrapper, stays: true }));
  const desk: Promise<Desk> = opening.then((opened) => {
    seat.actor = opened.actor;
    // The start screen lists the workspace all the same, and says again why it does not open.
    if (opened.problem) dialog.showErrorBox('This workspace cannot be opened', problemText(opened.problem));
    return opened.desk;
  });
  desk.catch((error: unknown) => {
    reportUnexpected(error, 'opening the desk');
    dialog.showErrorBox('Proofdesk cannot open', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
  lockSession(session.defaultSession);
  servePages(protocol, { root: pageFolder(), desk, seat });
  answerChannels(ipcMain, {
    isOurWindow: (contents) => window !== null && window.webContents === contents,
    session: async (_contents, customerAccount) =>
      sessionAt(seat, {
        desk: await desk,
        face: 'desktop',
        customerAccount,
        dialogs: customerAccount === null ? nativeDialogs(dialog, () => window) : undefined,
      }),
  });
  const developerTools = !app.isPackaged;
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        developerTools,
        tell: (item) => window?.webContents.send('proofdesk:menu', item),
      }),
    ),
  );

  const show = () => {
    if (window) {
      if (window.isMinimized()) window.restore();
      window.focus();
      return;
    }
    window = openWindow({
      preload: join(installationFolder(), 'out', 'preload', 'index.cjs'),
      stateFile: join(app.getPath('userData'), 'window.json'),
      screens: screen.getAllDisplays().map((display) => display.workArea),
      developerTools,
    });
    window.on('closed', () => {
      window = null;
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      reportUnexpected(new Error(`The page ended: ${details.reason}.`), 'windows');
      // Nothing is lost: finished edits are receipts, unfinished ones are drafts.
      if (details.reason !== 'clean-exit') window?.reload();
    });
  };
  answerDeepLinks(app, deepLinks, show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  closeBeforeQuit(desk);
  show();
}

/** Holds quitting back until the desk has closed, so that running jobs end and the database is left whole. */
function closeBeforeQuit(desk: Promise<Desk>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    desk
      .then((open) => open.close())
      .catch((error: unknown) => reportUnexpected(error, 'closing the desk'))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

const problemText = (problem: ProofdeskError): string => [problem.message, problem.hint].filter(Boolean).join('\n\n');
