import type { Change } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { receiptHeaderSchema, receiptPartSchema, type SignedReceipt } from '../../src-shared/kernel/receipt';
import { SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { sha256 } from '../ledger/digests';
import { PENDING } from '../ledger/journal';
import { signatureHolds } from '../ledger/keys';
import type { Workspace } from '../workspace/workspace';
import { parsed } from './read-page';
import { changingWhatCounts, contradiction, foldOf, type KnownServer, serverOf, setSyncState } from './state';

/**
 * Makes an empty folder the place of a workspace that a server has; pulls or a snapshot fill it. `server` is what the server said of itself
 * when this person's device was registered: everything later is held against that key.
 */
export function joinWorkspace(workspace: Workspace, id: string, server: KnownServer): void {
  if (!workspace.isEmpty) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'There is a workspace in this folder already.',
      where: { file: workspace.folder },
      hint: 'Join in an empty folder.',
    });
  }
  workspace.connection
    .transaction(() => {
      workspace.found(id);
      setSyncState(workspace, 'server', JSON.stringify(server));
    })
    .immediate();
}

/**
 * Gives a workspace of this device a server: takes in the first receipt of the server's chain, and lets everything that was committed here
 * stand as pending, to be pushed in its local order. An admin then commits `sync.appoint` for that chain. Throws `bad-input` where the receipt
 * does not hold. Calling it again with the same receipt changes nothing.
 */
export function beginUpload(workspace: Workspace, address: string, opened: SignedReceipt): KnownServer {
  const { journal, runner } = workspace;
  const known = serverOf(workspace);
  const header = parsed(opened.header, receiptHeaderSchema, 'the first receipt of its chain cannot be read');
  const shared = opened.parts['shared'];
  if (header.workspace !== workspace.id || header.number !== 1 || header.actor !== SERVER_ACTOR || shared === undefined)
    throw contradiction('this does not begin a server’s chain in this workspace');
  if (header.command.name !== 'chain.open' || header.parts['shared'] !== sha256(shared))
    throw contradiction('the first receipt of its chain was altered');
  const changes = parsed(shared, receiptPartSchema, 'the first receipt of its chain cannot be read')
    .changes as Change[];
  const chain = changes.find(({ entity, id }) => entity === 'chain' && id === header.chain);
  const server: KnownServer = { address, chain: header.chain, publicKey: String(chain?.fields['publicKey'] ?? '') };
  if (!chain || !signatureHolds(server.publicKey, Buffer.from(opened.header), opened.signature))
    throw contradiction('the first receipt of its chain is not signed by the key that it brings');
  if (known && known.chain !== server.chain) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This workspace has a server already.',
      hint: 'A workspace keeps its server.',
    });
  }
  const hash = sha256(opened.header);
  if (known && journal.byHash(hash)) return server;
  changingWhatCounts(workspace, () => {
    runner.statement("UPDATE receipts SET standing = 'pending' WHERE standing IS NULL").run();
    setSyncState(workspace, 'server', JSON.stringify(server));
    if (journal.byHash(hash)) return;
    const ordinal = journal.append(
      {
        hash,
        chain: header.chain,
        number: 1,
        at: header.at,
        actor: header.actor,
        command: header.command.name,
        group_id: null,
        origin: 'pulled',
        header: opened.header,
        signature: opened.signature,
      },
      [{ readers: 'shared', digest: header.parts['shared']!, body: shared }],
    );
    const fold = foldOf(workspace);
    for (const change of changes) fold.apply(change, header.at, ordinal, 'shared');
    fold.indexNoted();
  });
  workspace.forgetChains();
  return server;
}

/** Lines of a file with every receipt that was not decided yet, to be kept when the workspace is left: see `receipt-file.ts`. */
export function* unsentLines(workspace: Workspace): IterableIterator<string> {
  yield `${JSON.stringify({ format: 'proofdesk-receipts', version: 2, workspace: workspace.id })}\n`;
  const { runner, journal } = workspace;
  const ordinals = runner.statement(`SELECT ordinal FROM receipts WHERE ${PENDING} ORDER BY ordinal`).all() as {
    ordinal: number;
  }[];
  for (const { ordinal } of ordinals) yield `${JSON.stringify(journal.signed(journal.byOrdinal(ordinal)!))}\n`;
}

/** How many receipts `unsentLines` gives. */
export const unsentCount = (workspace: Workspace): number => workspace.journal.pendingCount();
