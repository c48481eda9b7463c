import type { Callback } from './callback';

/** The redirect that identity providers know for the installed application. */
export const DEEP_LINK = 'proofdesk://callback';

/**
 * Addresses by which the system hands something to the running application. The desktop shell says when it is registered for them; without
 * it, sign-ins come back to a port of this computer.
 */
export class DeepLinks {
  #registered = false;
  readonly #waiting = new Map<string, (url: URL) => void>();

  /** The shell is registered with the system for `proofdesk:` addresses. */
  register(): void {
    this.#registered = true;
  }

  /**
   * The system handed over an address. False for one that nobody waits for: whoever made it knows the secret of no sign-in.
   */
  arrived(address: string): boolean {
    if (!address.startsWith(`${DEEP_LINK}?`) || !URL.canParse(address)) return false;
    const url = new URL(address);
    const state = url.searchParams.get('state') ?? '';
    const go = this.#waiting.get(state);
    this.#waiting.delete(state);
    go?.(url);
    return go !== undefined;
  }

  /** A way back for a sign-in; null where the system does not know the application by such addresses. */
  callback(): Callback | null {
    if (!this.#registered) return null;
    let awaited: string | null = null;
    const waiting = this.#waiting;
    return {
      redirect: DEEP_LINK,
      arrival: (state, signal) =>
        new Promise((resolve, reject) => {
          signal.throwIfAborted();
          awaited = state;
          this.#waiting.set(state, (url) => resolve({ url, answer: () => {} }));
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
      async close() {
        if (awaited !== null) waiting.delete(awaited);
      },
    };
  }
}

/** Those of this process. */
export const deepLinks = new DeepLinks();
