import { z } from 'zod';
import type { Change } from '../../src-shared/kernel/change';
import { type ReceiptHeader, receiptHeaderSchema, receiptPartSchema } from '../../src-shared/kernel/receipt';
import { type DecisionText, decisionTextSchema, type Pulled } from '../../src-shared/sync/protocol';
import { sha256 } from '../ledger/digests';
import { signatureHoldsLater } from '../ledger/keys';
import type { Workspace } from '../workspace/workspace';
import { contradiction, type KnownServer } from './state';

/** One decision with its receipt, read and held against its digests. */
export interface ReadDecision {
  pulled: Pulled;
  decision: DecisionText;
  /** Hash of the decision. */
  decisionHash: string;
  hash: string;
  header: ReceiptHeader;
  /** Changes of the parts that came, the shared ones first; read when first asked for. */
  parts(): { readers: string; changes: Change[] }[];
}

/** Reads decisions that follow `after`, and holds every digest and every link of theirs. Signatures are not looked at. */
export function readDecisions(
  workspace: string,
  pulled: readonly Pulled[],
  after: { number: number; hash: string | null },
): ReadDecision[] {
  let { number, hash: previous } = after;
  return pulled.map((one) => {
    const decision = parsed(one.decision.text, decisionTextSchema, `decision ${number + 1} cannot be read`);
    if (decision.workspace !== workspace) throw contradiction('a decision is about another workspace');
    if (decision.number !== number + 1)
      throw contradiction(`decision ${number + 1} is missing`, { got: decision.number });
    if (decision.previous !== previous)
      throw contradiction(`decision ${decision.number} does not follow the one before`);
    const decisionHash = sha256(one.decision.text);
    const hash = sha256(one.receipt.header);
    if (hash !== decision.receipt) throw contradiction(`decision ${decision.number} comes with another receipt`);
    const header = parsed(
      one.receipt.header,
      receiptHeaderSchema,
      `the receipt of decision ${decision.number} cannot be read`,
    );
    if (header.workspace !== workspace) throw contradiction('a receipt belongs to another workspace');
    for (const [readers, body] of Object.entries(one.receipt.parts)) {
      if (header.parts[readers] !== sha256(body))
        throw contradiction(`part “${readers}” of receipt ${decision.number} was altered`);
    }
    number = decision.number;
    previous = decisionHash;
    let parts: { readers: string; changes: Change[] }[] | null = null;
    return {
      pulled: one,
      decision,
      decisionHash,
      hash,
      header,
      parts: () => {
        parts ??= Object.entries(one.receipt.parts)
          .sort(([a], [b]) => Number(b === 'shared') - Number(a === 'shared') || (a < b ? -1 : 1))
          .map(([readers, body]) => ({
            readers,
            changes: parsed(body, receiptPartSchema, `part “${readers}” of receipt ${decision.number} cannot be read`)
              .changes as Change[],
          }));
        return parts;
      },
    };
  });
}

/**
 * Holds the signatures that cover the rest: the server's on the last decision (each names the one before), and each chain's on its last
 * receipt of the page (each names the one before). `keyOf` knows the chains that are here; those that begin in the page bring their key.
 */
export async function holdSignatures(
  workspace: Workspace,
  server: KnownServer,
  read: readonly ReadDecision[],
): Promise<void> {
  const last = read.at(-1);
  if (!last) return;
  const chains = workspace.chains();
  const begun = new Map<string, string>();
  const ends = new Map<string, ReadDecision>();
  for (const one of read) {
    ends.set(one.header.chain, one);
    if (one.header.number !== 1) continue;
    for (const { entity, id, fields } of one.parts().flatMap(({ changes }) => changes)) {
      if (entity === 'chain' && id === one.header.chain) begun.set(id, String(fields['publicKey']));
    }
  }
  const checks = [...ends.values()].map(async ({ header, pulled, decision }) => {
    const key = chains.get(header.chain)?.publicKey ?? begun.get(header.chain);
    if (key === undefined) {
      // Of a chain whose first receipt was refused, others get the headers only.
      if (decision.outcome === 'refused') return;
      throw contradiction(`the chain of receipt ${decision.number} has no key`);
    }
    if (!(await signatureHoldsLater(key, Buffer.from(pulled.receipt.header), pulled.receipt.signature)))
      throw contradiction(`the signature of receipt ${decision.number} is not by the key of its chain`);
  });
  checks.push(
    signatureHoldsLater(server.publicKey, Buffer.from(last.pulled.decision.text), last.pulled.decision.signature).then(
      (holds) => {
        if (!holds) throw contradiction(`decision ${last.decision.number} is not signed by this workspace's server`);
      },
    ),
  );
  await Promise.all(checks);
}

/** The decisions without an act at the end of which more receipts are still to come; all, where there is nothing else. */
export function wholeActs(read: readonly ReadDecision[]): readonly ReadDecision[] {
  const group = read.at(-1)?.header.group;
  if (!group || group.index === group.size) return read;
  const first = read.findIndex(({ header }) => header.group?.id === group.id);
  return first > 0 ? read.slice(0, first) : read;
}

const numbered = z.looseObject({ number: z.number() });

/** The number that a decision says it has; the rest of it is not looked at. */
export function numberOf(decision: { text: string }): number {
  return parsed(decision.text, numbered, 'a decision has no number').number;
}

/** What a server sent, read by its schema; throws the error of a contradiction with this reason. */
export function parsed<T>(text: string, schema: { parse(value: unknown): T }, why: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw contradiction(why);
  }
}
