import { canonicalText } from '../../src-shared/kernel/canonical';
import { newId } from '../../src-shared/kernel/context';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import type { ReceiptHeader } from '../../src-shared/kernel/receipt';
import { Erasure } from '../../src-shared/receipts/schema';
import { sha256 } from '../ledger/digests';
import { parseHeader, parsePart, type StoredPart, type StoredReceipt } from '../ledger/journal';
import { type ActingChain, actingChain } from '../workspace/chains';
import type { Workspace } from '../workspace/workspace';
import { refoldRows, rowsAbout } from './refold-rows';
import { changingWhatCounts, foldOf } from './state';

/** A receipt that left its chain, and the one that says the same on the new chain; null where only its chain's owner could sign one. */
export interface Reissued {
  hash: string;
  by: string | null;
}

/**
 * Ends a chain on this device from a number on, because the server has another receipt there (the store was restored or copied) or cannot
 * take what is there: what is undecided from that number on is issued anew, in order, on a new chain, each naming the one it replaces. The old
 * texts are kept in `replaced_receipts`. `leaveOut` names receipts that are not to be said again. Nothing happens where nothing is undecided.
 */
export function forkedChain(
  workspace: Workspace,
  { chain, number }: { chain: string; number: number },
  leaveOut: ReadonlySet<string> = new Set(),
): Reissued[] {
  const { device, journal, runner } = workspace;
  return device.exclusively(() => {
    const reissued = changingWhatCounts(workspace, () => {
      const lost = runner
        .statement('SELECT * FROM receipts WHERE chain = ? AND number >= ? AND place IS NULL ORDER BY ordinal')
        .all(chain, number) as StoredReceipt[];
      if (lost.length === 0) return [];
      const parts = journal.partsOf(lost.map(({ ordinal }) => ordinal));
      const rows = takeOut(workspace, lost);
      const result: Reissued[] = [];
      if (device.holds(workspace.id, chain)) {
        device.retireChains(workspace.id);
        device.setSetting(`letters:${workspace.id}`, '');
        const clock = { last: workspace.meta('clock') };
        const acting = actingChain(workspace, lost[0]!.actor, clock);
        const again = lost.filter(({ hash, command }) => !leaveOut.has(hash) && command !== 'chain.open');
        result.push(...reissue(workspace, acting, again, parts));
        if (clock.last) workspace.setMeta('clock', clock.last);
      }
      const by = new Map(result.map(({ hash, by: replaced }) => [hash, replaced]));
      for (const { hash } of lost) {
        runner.statement('UPDATE replaced_receipts SET replaced_by = ? WHERE hash = ?').run(by.get(hash) ?? null, hash);
      }
      refoldRows(workspace, rows);
      return lost.map(({ hash }) => ({ hash, by: by.get(hash) ?? null }));
    });
    workspace.forgetChains();
    workspace.recordHeads();
    return reissued;
  });
}

/** Moves receipts out of the journal into `replaced_receipts`. Returns the rows that what they said shows in. */
function takeOut(workspace: Workspace, lost: readonly StoredReceipt[]): { entity: string; id: string }[] {
  const { runner, journal } = workspace;
  const rows = new Map<string, { entity: string; id: string }>();
  for (const receipt of lost) {
    const { ordinal, hash, chain, number } = receipt;
    for (const row of runner.statement('SELECT entity, id FROM touched WHERE ordinal = ?').all(ordinal) as {
      entity: string;
      id: string;
    }[]) {
      rows.set(`${row.entity}/${row.id}`, row);
    }
    for (const { body } of journal.parts(ordinal)) {
      for (const { entity, op, fields } of body === null ? [] : parsePart(body).changes) {
        if (entity !== Erasure.name || op !== 'create') continue;
        for (const row of rowsAbout(workspace, String(fields['person']))) rows.set(`${row.entity}/${row.id}`, row);
      }
    }
    runner
      .statement(
        'INSERT OR REPLACE INTO replaced_receipts (hash, replaced_by, chain, number, receipt) VALUES (?, NULL, ?, ?, ?)',
      )
      .run(hash, chain, number, JSON.stringify(journal.signed(receipt)));
    for (const table of ['parts', 'touched', 'contested', 'unknown_changes', 'receipts'])
      runner.statement(`DELETE FROM ${table} WHERE ordinal = ?`).run(ordinal);
    runner.statement('DELETE FROM push_notes WHERE hash = ?').run(hash);
  }
  return [...rows.values()];
}

function reissue(
  workspace: Workspace,
  acting: ActingChain,
  receipts: readonly StoredReceipt[],
  parts: ReadonlyMap<number, readonly StoredPart[]>,
): Reissued[] {
  const { journal, context } = workspace;
  const fold = foldOf(workspace);
  const head = journal.head(acting.chain);
  let number = head?.number ?? 0;
  let previous = head?.hash ?? null;
  const groups = new Map<string, string>();
  const renamed = new Map<string, string>();
  return receipts.map((old) => {
    number += 1;
    const at = tick(acting.clock.last, context.now(), acting.chain);
    acting.clock.last = at;
    const said = parseHeader(old.header);
    const bodies: StoredPart[] = (parts.get(old.ordinal) ?? []).map((part) => {
      // What is withheld or erased can be named only by the digest that it had.
      if (part.body === null) return part;
      const salt = Buffer.from(context.randomBytes(16)).toString('base64url');
      const body = canonicalText({
        ...parsePart(part.body),
        salt,
        ...(part.readers === 'shared' && { replaces: old.hash }),
      });
      return { readers: part.readers, digest: sha256(body), body };
    });
    if (said.group && !groups.has(said.group.id)) groups.set(said.group.id, newId(context));
    const header: ReceiptHeader = {
      ...said,
      id: newId(context),
      chain: acting.chain,
      number,
      previous,
      at,
      assurance: journal.assuranceOf(acting.chain),
      ...(said.group && { group: { ...said.group, id: groups.get(said.group.id)! } }),
      policy: { ...said.policy, approvals: said.policy.approvals.map((hash) => renamed.get(hash) ?? hash) },
      parts: Object.fromEntries(bodies.map(({ readers, digest }) => [readers, digest])),
    };
    const text = canonicalText(header);
    const hash = sha256(text);
    const ordinal = journal.append(
      {
        hash,
        chain: acting.chain,
        number,
        at,
        actor: old.actor,
        command: old.command,
        group_id: header.group?.id ?? null,
        origin: 'local',
        header: text,
        signature: acting.key.sign(Buffer.from(text)),
      },
      bodies,
    );
    if (header.policy.decision === 'contested') {
      workspace.runner.statement('INSERT OR IGNORE INTO contested (ordinal, hash) VALUES (?, ?)').run(ordinal, hash);
    }
    for (const { body } of bodies)
      if (body !== null) for (const change of parsePart(body).changes) fold.touch(change, ordinal);
    renamed.set(old.hash, hash);
    previous = hash;
    return { hash: old.hash, by: hash };
  });
}
