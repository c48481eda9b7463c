import type { App } from 'electron';
import { DEEP_LINK, type DeepLinks } from '../sync/deep-links';

/** The scheme of addresses that the system hands to the application. */
const SCHEME = new URL(DEEP_LINK).protocol;

/** Whether an argument of the executable is such an address: the system starts it with one, on Linux and Windows. */
export const isDeepLink = (word: string): boolean => word.startsWith(SCHEME);

/**
 * Takes the addresses by which sign-ins come back: to a second start, which hands its arguments over, or on macOS to the running
 * application. The installed application alone is registered for them; a checkout's sign-ins come back to a port. Anybody can make such an address:
 * one that no sign-in waits for only brings the window to the front.
 */
export function answerDeepLinks(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'> & { on(event: string, listener: never): unknown },
  links: DeepLinks,
  show: () => void,
): void {
  const arrived = (words: readonly string[]): void => {
    for (const word of words) if (isDeepLink(word)) links.arrived(word);
    show();
  };
  app.on('second-instance', ((_event: unknown, line: readonly string[] = []) => arrived(line)) as never);
  app.on('open-url', ((event: { preventDefault(): void }, address: string) => {
    event.preventDefault();
    arrived([address]);
  }) as never);
  if (app.isPackaged && app.setAsDefaultProtocolClient(SCHEME.replace(':', ''))) links.register();
}
