import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { aboutSchema } from '../../src-shared/sync/protocol';
import { sessionSchema } from '../../src-shared/sync/server-contract';
import type { KeptSession, SignIns } from './sessions';

/** Tokens are renewed this long before they end, in milliseconds. */
const RENEW_BEFORE = 30_000;
/** A process that renews and dies is waited for so long, in milliseconds; a renewal that is not answered in this time is given up. */
const RENEWAL_TIME = 20_000;
/** How often it is looked whether another process has renewed, in milliseconds. */
const LOOK_AGAIN = 25;

export interface RenewalParts {
  address: string;
  signIns: SignIns;
  context: Context;
  /** A request of its own, without a sign-in; throws where the server cannot be reached in `time` milliseconds. */
  fetch(url: string, init: RequestInit, time: number): Promise<Response>;
  /** What a refusal of the server says. */
  recordOf(response: Response): Promise<ConstructorParameters<typeof ProofdeskError>[0]>;
}

/**
 * Keeps a sign-in alive: refresh tokens are good for one use, so that all calls of a process, and all processes of this device, renew one
 * after the other and take what another one got.
 */
export class Renewal {
  readonly #parts: RenewalParts;
  readonly #holder: string;
  #running: Promise<void> | null = null;

  constructor(parts: RenewalParts) {
    this.#parts = parts;
    this.#holder = newId(parts.context);
  }

  /** Renews where the access token ends soon. */
  async inTime(): Promise<void> {
    const session = this.#session();
    if (session && this.#endsSoon(session)) await this.now(session.accessToken);
  }

  /** New tokens in place of the given access token; nothing where another call or process has got them meanwhile. */
  now(used: string): Promise<void> {
    this.#running ??= this.#renew(used).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #renew(used: string): Promise<void> {
    const { address, signIns, context } = this.#parts;
    const mayRenew = () => signIns.mayRenew(address, this.#holder, context.now(), context.now() + RENEWAL_TIME);
    // Counted, since the device's clock may stand still (`--now`).
    for (let looks = 0; !mayRenew() && looks < RENEWAL_TIME / LOOK_AGAIN; looks += 1) {
      await new Promise((go) => setTimeout(go, LOOK_AGAIN));
      if (this.#session()?.accessToken !== used) return;
    }
    try {
      const session = this.#session();
      if (session && session.accessToken === used) await this.#exchange(session);
    } finally {
      signIns.renewed(address, this.#holder);
    }
  }

  async #exchange(session: KeptSession): Promise<void> {
    const { address, signIns, recordOf } = this.#parts;
    const response = await this.#parts.fetch(
      `${address}/v1/sessions/refresh`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken: session.refreshToken }),
      },
      RENEWAL_TIME / 2,
    );
    if (!response.ok) {
      const record = await recordOf(response);
      // The server knows these tokens no more, and never will again.
      if (response.status === 401) signIns.forget(address);
      throw new ProofdeskError(record);
    }
    const fresh = sessionSchema.safeParse(await response.json().catch(() => null));
    if (!fresh.success) throw strangeAnswer(address);
    const kept: KeptSession = { ...fresh.data, id: session.id, name: session.name, ahead: session.ahead };
    // Kept before anything else happens: the tokens before are good for nothing now.
    signIns.keep(address, kept);
    // Tokens that seem to end just as they begin: the clocks went apart, and are compared anew.
    if (!this.#endsSoon(kept)) return;
    const ahead = await this.#ahead();
    if (ahead !== null) signIns.keep(address, { ...kept, ahead });
  }

  async #ahead(): Promise<number | null> {
    const { address, context } = this.#parts;
    try {
      const response = await this.#parts.fetch(`${address}/v1/about`, {}, RENEWAL_TIME / 4);
      return context.now() - aboutSchema.parse(await response.json()).now;
    } catch {
      // Not known, then: the tokens are good all the same, and are renewed more often than need be.
      return null;
    }
  }

  #session(): KeptSession | null {
    return this.#parts.signIns.at(this.#parts.address);
  }

  #endsSoon({ accessExpires, ahead }: KeptSession): boolean {
    return accessExpires + ahead - this.#parts.context.now() < RENEW_BEFORE;
  }
}

/** The error for an answer that no Proofdesk server gives. */
export const strangeAnswer = (address: string): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: `What ${address} answers is not what a Proofdesk server says.`,
    hint: 'Look whether the address is right. Something between this device and the server may have answered for it.',
    details: { kind: 'strange-answer' },
  });
