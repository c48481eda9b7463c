import { signatureHolds } from '../../src-core/ledger/keys';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import { deviceProofText, type RegisteredDevice } from '../../src-shared/sync/server-contract';
import type { Database } from '../database/database';
import { notAllowed, notFound } from '../http/refusals';
import type { ChainRecord } from '../storage/storage';
import type { Sync } from '../sync';
import type { Sessions } from './sessions';

/** A device's word about its chain. */
export interface DeviceClaim {
  chain: string;
  publicKey: string;
  name: string;
  proof: string;
}

/** Devices of people: chains whose key an account has shown to hold. */
export class Devices {
  readonly #database: Database;
  readonly #sync: Sync;
  readonly #sessions: Sessions;

  constructor(database: Database, sync: Sync, sessions: Sessions) {
    this.#database = database;
    this.#sync = sync;
    this.#sessions = sessions;
  }

  /** Throws `bad-input` where the signature does not show that the device holds the chain's key. */
  requireProof(workspace: string, account: string, { chain, publicKey, proof }: DeviceClaim): void {
    if (signatureHolds(publicKey, Buffer.from(deviceProofText(workspace, chain, account)), proof)) return;
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The signature does not show that this device holds the chain’s key.',
      where: { field: 'proof' },
    });
  }

  /** Binds a chain to the person; the same again changes nothing but the session that it is used with. */
  async register(
    workspace: string,
    by: { person: string; account: string; session: string },
    claim: DeviceClaim,
  ): Promise<RegisteredDevice> {
    this.requireProof(workspace, by.account, claim);
    const record = await this.#sync.registerChain(workspace, {
      chain: claim.chain,
      person: by.person,
      publicKey: claim.publicKey,
      account: by.account,
      name: claim.name,
    });
    if (record.revokedAfter !== null) throw notAllowed('This device was revoked. Begin a new chain on it.');
    await this.#database.query(
      'INSERT INTO device_sessions (workspace, chain, session) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [workspace, claim.chain, by.session],
    );
    return shown(record);
  }

  /** Devices of one person, or of everybody. */
  async list(workspace: string, person: string | null): Promise<RegisteredDevice[]> {
    return (await this.#sync.chains(workspace, person)).filter(({ standing }) => standing !== 'server').map(shown);
  }

  /** Whose device a chain is; throws `not-found`. */
  async ownerOf(workspace: string, chain: string): Promise<string> {
    // A chain's id is known to whoever has its receipts, so saying that there is none tells nothing.
    for (let after: string | null = null; ; ) {
      const page: ChainRecord[] = await this.#sync.chains(workspace, null, after, 500);
      const found = page.find((record) => record.chain === chain && record.standing !== 'server');
      if (found) return found.person;
      if (page.length < 500) throw notFound('device in this workspace');
      after = page.at(-1)!.chain;
    }
  }

  /**
   * Ends a chain. The sessions it was used with may not be used in this workspace any more; with `everywhere` (its own person says so) they
   * are signed out altogether.
   */
  async revoke(workspace: string, chain: string, everywhere: boolean): Promise<void> {
    await this.#sync.revokeChain(workspace, chain);
    const sessions = await this.#database.query<{ session: string }>(
      'SELECT session FROM device_sessions WHERE workspace = $1 AND chain = $2',
      [workspace, chain],
    );
    for (const { session } of sessions) {
      await this.#database.query(
        'INSERT INTO ended_sessions (workspace, session) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [workspace, session],
      );
      if (everywhere) await this.#sessions.close(session);
    }
  }

  /** Ends every chain of a person in a workspace. */
  async revokeAll(workspace: string, person: string): Promise<void> {
    for (const { chain, revokedAfter } of await this.#sync.chains(workspace, person)) {
      if (revokedAfter === null) await this.revoke(workspace, chain, false);
    }
  }
}

const shown = (record: ChainRecord): RegisteredDevice => ({
  chain: record.chain,
  person: record.person,
  name: record.device,
  registered: record.registered,
  lastSeen: record.at === null ? null : clockMilliseconds(record.at),
  revoked: record.revokedAfter !== null,
});
