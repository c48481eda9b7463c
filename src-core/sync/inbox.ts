import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type Refusal, refusalSchema } from '../../src-shared/sync/protocol';
import { readable } from '../ledger/history';
import type { StoredReceipt } from '../ledger/journal';
import { type ExecuteOptions, execute } from '../workspace/execute';
import type { Workspace } from '../workspace/workspace';
import { forkedChain } from './forked-chain';

/** An act that the server refused, whole, with all that it said. */
export interface RefusedAct {
  /** The receipt that the reason was given for; the act is named by it. */
  hash: string;
  /** All receipts of the act. */
  receipts: string[];
  command: string;
  actor: string;
  /** Reading of the hybrid clock. */
  at: string;
  /** Whether it was signed on this device. */
  here: boolean;
  refusal: Refusal;
  input: Record<string, unknown>;
  reason: string | null;
  changes: { entity: string; id: string; op: string; fields: Record<string, unknown> }[];
}

export interface UndecidedAct {
  hash: string;
  command: string;
  actor: string;
  at: string;
}

export interface Inbox {
  refused: RefusedAct[];
  /** The server waits for what they build on: receipts by hash, and rows that no receipt it knows has made. */
  waiting: (UndecidedAct & { for: string[]; rows: { entity: string; id: string }[] })[];
  /** The server cannot take them: their chain stands still until they are put away. */
  invalid: (UndecidedAct & { says: string })[];
}

/** What needs somebody's attention. `mayRead` takes a part's name, such as `cost` or `personal:<person>`. */
export function inbox(workspace: Workspace, mayRead: (part: string) => boolean = () => true): Inbox {
  const { runner, journal } = workspace;
  const refused = runner
    .statement(
      `SELECT receipts.*, refusal FROM refusals JOIN receipts USING (hash)
       WHERE standing = 'refused' AND settled IS NULL ORDER BY place DESC`,
    )
    .all() as (StoredReceipt & { refusal: string })[];
  const acts = new Map<string, RefusedAct>();
  for (const receipt of refused) {
    const refusal = refusalSchema.parse(JSON.parse(receipt.refusal));
    const key = receipt.group_id ?? receipt.hash;
    const known = acts.get(key);
    // The others of an act say only that one of them was refused.
    if (known && (known.refusal.kind !== 'group' || refusal.kind === 'group')) continue;
    acts.set(key, actOf(workspace, receipt, refusal, mayRead));
  }
  const notes = runner
    .statement(
      `SELECT receipts.*, status, note FROM push_notes JOIN receipts USING (hash) WHERE place IS NULL ORDER BY ordinal`,
    )
    .all() as (StoredReceipt & { status: string; note: string })[];
  const brief = ({ hash, command, actor, at }: StoredReceipt): UndecidedAct => ({ hash, command, actor, at });
  return {
    refused: [...acts.values()],
    waiting: notes
      .filter(({ status, standing }) => status === 'waiting' && standing === 'waiting')
      .map((row) => {
        const { for: hashes, rows = [] } = JSON.parse(row.note) as Pick<Inbox['waiting'][number], 'for' | 'rows'>;
        return { ...brief(row), for: hashes.filter((hash) => !journal.byHash(hash)?.place), rows };
      }),
    invalid: notes
      .filter(({ status }) => status === 'invalid')
      .map((row) => ({ ...brief(row), says: (JSON.parse(row.note) as { says: string }).says })),
  };
}

function actOf(
  workspace: Workspace,
  receipt: StoredReceipt,
  refusal: Refusal,
  mayRead: (part: string) => boolean,
): RefusedAct {
  const group = groupOf(workspace, receipt);
  const said = group.map((one) => readable(workspace.journal, one, mayRead));
  return {
    hash: receipt.hash,
    receipts: group.map(({ hash }) => hash),
    command: receipt.command,
    actor: receipt.actor,
    at: receipt.at,
    here: workspace.device.holds(workspace.id, receipt.chain),
    refusal,
    input: unseen(workspace, receipt.command, said.map(({ input }) => input).reduce(joinSlices, {})),
    reason: said.find(({ reason }) => reason !== null)?.reason ?? null,
    changes: said.flatMap(({ changes }) => changes.map(({ entity, id, op, fields }) => ({ entity, id, op, fields }))),
  };
}

/** An input without the parts that say what the person saw: it is done again on what stands now. */
export function unseen(workspace: Workspace, command: string, input: Record<string, unknown>): Record<string, unknown> {
  let seen: readonly string[] = [];
  try {
    seen = workspace.command(command).declaration.seen ?? [];
  } catch {
    // Of a newer version, which wrote it here before it was taken back: nothing is known of its parts.
  }
  return Object.fromEntries(Object.entries(input).filter(([part]) => !seen.includes(part)));
}

function groupOf({ journal }: Workspace, receipt: StoredReceipt): StoredReceipt[] {
  if (!receipt.group_id) return [receipt];
  return journal.group(receipt.group_id).sort((a, b) => a.number - b.number);
}

/** The input of an act of several receipts was cut along its longest list: the pieces of the list are put together again. */
export function joinSlices(whole: Record<string, unknown>, slice: Record<string, unknown>): Record<string, unknown> {
  const joined = { ...whole };
  for (const [key, value] of Object.entries(slice)) {
    const known = joined[key];
    joined[key] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value;
  }
  return joined;
}

/**
 * Runs a refused act's command again, on what stands now, with its input or the one that the person made of it, and puts the refused one away.
 * The outcome is a receipt of its own. Throws what the command throws; the refused act then stays in the inbox.
 */
export function resend(
  workspace: Workspace,
  hash: string,
  actor: string,
  options: ExecuteOptions & { input?: Record<string, unknown> } = {},
) {
  const act = requireRefused(workspace, hash);
  const { input, ...rest } = options;
  const again = input ? unseen(workspace, act.command, input) : act.input;
  const outcome = execute<unknown>(workspace, actor, act.command, again, {
    ...rest,
    ...(rest.reason === undefined && act.reason !== null && { reason: act.reason }),
    // In the transaction of the new receipt: an act is never in the tables and in the inbox as well.
    settle: () => {
      rest.settle?.();
      settle(workspace, act, 'resent');
    },
  });
  if (outcome.status === 'requested') settle(workspace, act, 'requested');
  return outcome;
}

/**
 * Puts away what was refused; it stays in its chain, and in `receipt show`. What the server cannot take is taken out of its chain, and what
 * came after it is issued anew.
 */
export function discard(workspace: Workspace, hash: string): void {
  const receipt = workspace.journal.byHash(hash);
  const note = workspace.runner.statement("SELECT 1 FROM push_notes WHERE hash = ? AND status = 'invalid'").get(hash);
  if (receipt && receipt.place === null && note) {
    const act = groupOf(workspace, receipt);
    forkedChain(workspace, { chain: receipt.chain, number: act[0]!.number }, new Set(act.map((one) => one.hash)));
    return;
  }
  settle(workspace, requireRefused(workspace, hash), 'discarded');
}

function requireRefused(workspace: Workspace, hash: string): RefusedAct {
  const row = workspace.runner
    .statement(
      "SELECT receipts.*, refusal FROM receipts JOIN refusals USING (hash) WHERE hash = ? AND standing = 'refused'",
    )
    .get(hash) as (StoredReceipt & { refusal: string }) | undefined;
  if (!row) {
    throw new ProofdeskError({
      code: 'not-found',
      message: 'There is no such entry in the inbox, or it is settled already.',
    });
  }
  return actOf(workspace, row, refusalSchema.parse(JSON.parse(row.refusal)), () => true);
}

function settle({ runner, connection }: Workspace, act: RefusedAct, how: string): void {
  connection
    .transaction(() => {
      for (const hash of act.receipts) {
        runner.statement('UPDATE refusals SET settled = ? WHERE hash = ?').run(how, hash);
        runner
          .statement("UPDATE receipts SET standing = 'discarded' WHERE hash = ? AND standing = 'refused'")
          .run(hash);
      }
    })
    .immediate();
}
