import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Workspace } from './workspace';

/** A person's chain as it stands now, with what is needed to sign for it. */
export interface ChainSigner {
  chain: string;
  person: string;
  publicKey: string;
  seed: Uint8Array;
  number: number;
  hash: string;
}

/** The chain on which a person signs on this device (opened if they have none yet), with its last number and hash. */
export function chainSigner(workspace: Workspace, person: string): ChainSigner {
  return workspace.committing(person, ({ chain, key }) => {
    const held = workspace.device.activeKey(workspace.id, person);
    const head = workspace.journal.head(chain);
    if (!held || held.chain !== chain || !head) {
      throw new ProofdeskError({ code: 'internal', message: 'The key of this person is not at hand.' });
    }
    return { chain, person, publicKey: key.publicKey, seed: held.seed, number: head.number, hash: head.hash };
  });
}
