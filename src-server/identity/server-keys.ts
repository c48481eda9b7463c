import { type SigningKey, signingKey } from '../../src-core/ledger/keys';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Database } from '../database/database';
import type { Seal } from './secrets';

/** Keys that a process holds open at most. */
const HELD = 5_000;

/** The server's key of each workspace: made at first use, sealed in the database. */
export function serverKeys(
  database: Database,
  seal: Seal,
  context: Context,
): (workspace: string) => Promise<SigningKey> {
  const held = new Map<string, SigningKey>();
  const about = (workspace: string) => `server-key ${workspace}`;
  const kept = async (workspace: string) =>
    (await database.query<{ sealed: string }>('SELECT sealed FROM server_keys WHERE workspace = $1', [workspace]))[0];

  return async (workspace) => {
    const known = held.get(workspace);
    if (known) return known;
    let row = await kept(workspace);
    if (!row) {
      // Of two processes that make one at once, the first one's stays.
      await database.query('INSERT INTO server_keys (workspace, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        workspace,
        seal.seal(context.randomBytes(32), about(workspace)),
      ]);
      row = await kept(workspace);
    }
    if (!row) throw new ProofdeskError({ code: 'internal', message: 'The key of a workspace was not kept.' });
    const key = signingKey(seal.open(row.sealed, about(workspace)));
    if (held.size >= HELD) held.clear();
    held.set(workspace, key);
    return key;
  };
}
