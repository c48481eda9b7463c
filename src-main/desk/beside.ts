import { createHash } from 'node:crypto';
import { DeviceState } from '../../src-core/ledger/device-state';
import { Workspace } from '../../src-core/workspace/workspace';
import type { Context } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';

/** What a worker thread needs to act in a workspace over connections of its own, as plain data. */
export interface PlaceBeside {
  folder: string;
  state: string;
  deviceName: string;
  /** Who acts, with their private key as it lies unwrapped in memory; no key where nothing is signed. */
  actor: string;
  seed: Uint8Array | null;
  /** The moment of the act, in milliseconds since 1970, and 32 random bytes that its ids and salts come from. */
  now: number;
  entropy: Uint8Array;
}

/** The place of a session's workspace for a job that commits by itself. With `signing`, the person's chain is opened if need be. */
export function placeBeside(session: Session, options: { signing: boolean }): PlaceBeside {
  const workspace = session.desk.workspace();
  const actor = session.desk.actor(session);
  // A new key has to be wrapped by the system's key store, which answers to the main thread only.
  if (options.signing) workspace.committing(actor, () => {});
  return {
    folder: workspace.folder,
    state: workspace.device.folder,
    deviceName: workspace.deviceName,
    actor,
    seed: options.signing ? (workspace.device.activeKey(workspace.id, actor)?.seed ?? null) : null,
    now: workspace.context.now(),
    entropy: workspace.context.randomBytes(32),
  };
}

/** Runs work on a workspace that is opened beside the one of the window, and closed again. */
export async function besideWorkspace<T>(place: PlaceBeside, work: (workspace: Workspace) => T): Promise<T> {
  // Loaded here: the whole domain, which most jobs do without.
  const { productDomain } = await import('../domain');
  const device = new DeviceState(place.state, {
    unwrap() {
      if (place.seed) return place.seed;
      throw new ProofdeskError({ code: 'internal', message: 'A job that signs nothing asked for a private key.' });
    },
    wrap() {
      throw new ProofdeskError({ code: 'internal', message: 'A job opened a chain.' });
    },
  });
  let workspace: Workspace | null = null;
  try {
    workspace = Workspace.open({
      folder: place.folder,
      domain: productDomain(() => workspace!),
      device,
      context: contextOf(place),
      deviceName: place.deviceName,
    });
    return work(workspace);
  } finally {
    workspace?.close();
    device.close();
  }
}

/** Ids and salts of one act: SHA-256 of the entropy and a counter, so that the same entropy gives the same receipts. */
function contextOf({ now, entropy }: PlaceBeside): Context {
  let block = 0;
  let rest = Buffer.alloc(0);
  return {
    now: () => now,
    randomBytes(length) {
      while (rest.length < length) {
        const counter = Buffer.alloc(8);
        counter.writeBigUInt64BE(BigInt(block));
        block += 1;
        rest = Buffer.concat([rest, createHash('sha256').update(entropy).update(counter).digest()]);
      }
      const bytes = new Uint8Array(rest.subarray(0, length));
      rest = rest.subarray(length);
      return bytes;
    },
  };
}
