import { sha256 } from '../../src-core/ledger/digests';
import type { SigningKey } from '../../src-core/ledger/keys';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { Change } from '../../src-shared/kernel/change';
import { type Context, newId } from '../../src-shared/kernel/context';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import { SERVER_ACTOR } from '../../src-shared/sync/protocol';
import type { ChainRecord, SequenceRecord } from '../storage/storage';

/** Digest of a set without policies: what a server does by itself, no policy decided. */
const NO_POLICIES = sha256(canonicalText({}));

/** A receipt of the server's own chain, signed, that follows the chain's last one. All of it is shared. */
export function ownReceipt(
  {
    context,
    key,
    sequence,
    chain,
  }: { context: Context; key: SigningKey; sequence: SequenceRecord; chain: ChainRecord },
  act: { command: string; input: Record<string, unknown>; changes: readonly Change[]; reason?: string; at: string },
): SignedReceipt {
  const salt = Buffer.from(context.randomBytes(16)).toString('base64url');
  const body = canonicalText({
    salt,
    input: act.input,
    ...(act.reason !== undefined && { reason: act.reason }),
    changes: act.changes,
  });
  const header: ReceiptHeader = {
    v: 1,
    id: newId(context),
    workspace: sequence.workspace,
    chain: chain.chain,
    number: chain.number + 1,
    previous: chain.hash,
    at: act.at,
    actor: SERVER_ACTOR,
    assurance: 'device',
    command: { name: act.command, version: 1 },
    policy: {
      set: sequence.policies?.digest ?? NO_POLICIES,
      decision: 'allow',
      by: ['house-rule-server'],
      approvals: [],
    },
    parts: { shared: sha256(body) },
  };
  const text = canonicalText(header);
  return { header: text, signature: key.sign(Buffer.from(text)), parts: { shared: body } };
}
