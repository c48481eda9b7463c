import type { App, Session as ElectronSession, Shell, WebContents } from 'electron';
import { isOurs, scheme } from './origin';

/** Longer ones are no letters that a person wrote; in characters. */
const longestMailAddress = 8000;

/** Keeps every page, whichever way it came to be, on our own origin, without windows, web views or anything from outside. */
export function lockPages(app: App, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => lockPage(contents, shell));
}

function lockPage(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  const stay = (event: { preventDefault(): void; url: string }) => {
    if (isOurs(event.url)) return;
    event.preventDefault();
    handToMail(event.url, shell);
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    handToMail(url, shell);
    return { action: 'deny' };
  });
}

/** A letter is the one thing that another program is asked to do; web addresses are not opened. */
function handToMail(address: string, shell: Pick<Shell, 'openExternal'>): void {
  if (/^mailto:/i.test(address) && address.length <= longestMailAddress) void shell.openExternal(address);
}

/** Denies every permission and device, and every request that leaves this computer or reads its files. */
export function lockSession(session: ElectronSession): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    answer({ cancel: ![`${scheme}:`, 'blob:', 'data:', 'devtools:'].includes(protocol) });
  });
}
