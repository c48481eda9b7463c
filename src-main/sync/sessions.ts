import { z } from 'zod';
import type { DeviceState } from '../../src-core/ledger/device-state';
import { sessionSchema } from '../../src-shared/sync/server-contract';
import { plainAddress } from './server-address';

export { plainAddress };

const keptSchema = sessionSchema.extend({
  /** Names this sign-in for as long as it is renewed; the next one has another. */
  id: z.string(),
  /** How the identity provider names the person; null where it does not say. */
  name: z.string().nullable(),
  /** This device's clock less the server's when they were last compared, in milliseconds: the ends of tokens are by the server's. */
  ahead: z.number(),
});
/** A sign-in at a server as this device keeps it. */
export type KeptSession = z.infer<typeof keptSchema>;

const PREFIX = 'session:';
const RENEWAL = 'renewal:';

/**
 * Sign-ins of this device, one for each server, where private keys lie too: in the system's key store in the desktop application, in an
 * owner-only file otherwise. They are never written to logs, and never travel with a workspace.
 */
export class SignIns {
  readonly #device: DeviceState;

  constructor(device: DeviceState) {
    this.#device = device;
  }

  /** The sign-in at a server; null where nobody is signed in. */
  at(address: string): KeptSession | null {
    const kept = this.#device.secret(PREFIX + plainAddress(address));
    return kept === null ? null : keptSchema.parse(JSON.parse(kept));
  }

  keep(address: string, session: KeptSession): void {
    this.#device.keepSecret(PREFIX + plainAddress(address), JSON.stringify(keptSchema.parse(session)));
  }

  forget(address: string): void {
    this.#device.forgetSecret(PREFIX + plainAddress(address));
  }

  /**
   * Takes the right to renew a sign-in, which one process of this device does at a time: false while another one is at it. `until` is when
   * the right ends by itself, should the process die.
   */
  mayRenew(address: string, holder: string, now: number, until: number): boolean {
    return this.#device.lease(RENEWAL + plainAddress(address), holder, now, until);
  }

  renewed(address: string, holder: string): void {
    this.#device.release(RENEWAL + plainAddress(address), holder);
  }

  /** Addresses of the servers at which somebody is signed in here. */
  addresses(): string[] {
    return this.#device.secretNames(PREFIX).map((name) => name.slice(PREFIX.length));
  }
}
