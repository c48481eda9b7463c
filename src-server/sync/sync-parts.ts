import type { SigningKey } from '../../src-core/ledger/keys';
import type { Context } from '../../src-shared/kernel/context';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import type { Storage } from '../storage/storage';
import type { Gates } from './gates';
import type { ServerDomain } from './rules';

/** What every piece of the server's sync works with. */
export interface SyncParts {
  storage: Storage;
  context: Context;
  domain: ServerDomain;
  definitions: ReadonlyMap<string, EntityDefinition>;
  gates: Gates;
  /** Receipts of one chain that may wait for others; the intake's own limit where it is not given. */
  waitingLimit?: number;
  /** The server's key of a workspace. */
  keyOf(workspace: string): Promise<SigningKey>;
}
