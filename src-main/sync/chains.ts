import { signingKey } from '../../src-core/ledger/keys';
import { noteRegistered, setSyncState } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { deviceProofText } from '../../src-shared/sync/server-contract';
import type { ServerConnection } from './connection';

/** Where the store notes with which sign-in this device's chains were registered last. */
const REGISTERED_WITH = 'net:registered-with';

/** What a device says of a chain of its own: its public key, and a signature by which the server sees that it is this account's. */
export interface ChainClaim {
  chain: string;
  publicKey: string;
  name: string;
  proof: string;
}

/** The claim for a person's chain on this device; null where they have none that goes on. */
export function ownChainClaim(workspace: Workspace, person: string, account: string): ChainClaim | null {
  const held = workspace.device.activeKey(workspace.id, person);
  if (!held || !workspace.journal.at(held.chain, 1)) return null;
  const key = signingKey(held.seed);
  return {
    chain: held.chain,
    publicKey: key.publicKey,
    name: (workspace.deviceName.trim() || 'device').slice(0, 120),
    proof: key.sign(Buffer.from(deviceProofText(workspace.id, held.chain, account))),
  };
}

/**
 * Registers with the server the chain that a person goes on with on this device, where it is not registered yet, and again after a new
 * sign-in: that ties the sign-in to the chain, so that revoking the device ends it. From then on the chain's receipts say that an
 * account stands behind them. Does nothing where nobody is signed in or no chain was begun. Throws what the server says.
 */
export async function registerOwnChains(
  workspace: Workspace,
  connection: ServerConnection,
  person: string,
): Promise<void> {
  const signIn = connection.signIn;
  if (signIn === null) return;
  const claim = ownChainClaim(workspace, person, signIn.account);
  if (claim === null) return;
  const registered = workspace.journal.assuranceOf(claim.chain) === 'account';
  if (registered && workspace.journal.state(REGISTERED_WITH) === signIn.id) return;
  await connection.api.devices.register({ workspace: workspace.id, ...claim });
  workspace.connection
    .transaction(() => {
      noteRegistered(workspace, claim.chain);
      setSyncState(workspace, REGISTERED_WITH, signIn.id);
    })
    .immediate();
}
