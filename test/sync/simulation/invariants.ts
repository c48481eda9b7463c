import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHeader } from '../../../src-core/ledger/journal';
import { verifyLedger } from '../../../src-core/ledger/verify';
import { fromColumn } from '../../../src-core/store/tables';
import { decisionHead, inbox, verifyDecisions } from '../../../src-core/sync';
import { DATABASE_FILE } from '../../../src-core/workspace/database-file';
import { mayRead } from '../../../src-core/workspace/readable';
import { checkRebuild } from '../../../src-core/workspace/rebuild';
import type { DecidedReceipt, RowRecord } from '../../../src-server/storage/storage';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import type { Memory, SimulatedDevice } from './device';
import { COST_MARK, entitiesOf } from './domain';
import type { SimulatedServer } from './server';
import type { Template } from './template';

/** All that a schedule has left behind. */
export interface Aftermath {
  template: Template;
  server: SimulatedServer;
  devices: readonly SimulatedDevice[];
  memory: Memory;
  /** Every device is looked at in depth; else only one, chosen by the seed. */
  thorough: boolean;
  seed: number;
}

/** Holds what is left of a schedule against the invariants of sync; answers what does not hold, as sentences. */
export async function violations(aftermath: Aftermath): Promise<string[]> {
  const { template, server, devices, memory, thorough, seed } = aftermath;
  const found: string[] = [];
  const { decided, rows, erased } = await server.storage.reading(template.workspace, async (store) => {
    const all = await store.decided(0, 1_000_000);
    const digests = all.flatMap(({ header }) => Object.values(parseHeader(header).parts));
    return { decided: all, rows: await store.rowsAfter(null, 1_000_000), erased: new Set(await store.erased(digests)) };
  });
  for (const [index, { decision }] of decided.entries())
    if (decision.number !== index + 1) found.push(`the server has no decision ${index + 1}`);
  const byHash = new Map(decided.map((one) => [one.hash, one]));
  if (byHash.size !== decided.length) found.push('the server decided a receipt twice');
  for (const [hash, text] of memory.told)
    if (byHash.get(hash)?.decision.text !== text)
      found.push(`the server acknowledged ${hash.slice(0, 8)} and does not have it as it said`);
  const present = devices.filter(({ gone }) => !gone);
  for (const [index, device] of present.entries()) {
    const deep = thorough || index === seed % present.length;
    // What an older version kept without reading it is there when it is brought up to date.
    if (deep && device.version === 'older') device.reopen('newer');
    for (const says of await violationsOn(device, { server, decided, rows, erased, deep }))
      found.push(`${device.name}: ${says}`);
  }
  found.push(...lostReceipts(memory, present, byHash));
  return found;
}

interface Against {
  server: SimulatedServer;
  decided: readonly DecidedReceipt[];
  rows: readonly RowRecord[];
  erased: ReadonlySet<string>;
  deep: boolean;
}

async function violationsOn(device: SimulatedDevice, against: Against): Promise<string[]> {
  const { workspace } = device;
  const found: string[] = [];
  const head = decisionHead(workspace);
  if (head.number !== against.decided.length)
    found.push(`it has pulled up to ${head.number} of ${against.decided.length}`);
  const texts = new Map(against.decided.map(({ decision }) => [decision.number, decision.text]));
  const decisions = workspace.connection
    .prepare('SELECT number, text, (SELECT count(*) FROM receipts WHERE hash = receipt) AS receipts FROM decisions')
    .all() as { number: number; text: string; receipts: number }[];
  for (const { number, text, receipts } of decisions) {
    if (texts.get(number) !== text) found.push(`its decision ${number} is another than the server's`);
    if (receipts !== 1) found.push(`the receipt of decision ${number} is there ${receipts} times`);
  }
  if (decisions.length !== head.number) found.push(`${head.number - decisions.length} decisions are missing`);
  found.push(...(await differences(device, against)), ...foreignParts(device, against));
  const here = workspace.connection.prepare('SELECT 1 FROM erased_digests WHERE digest = ?');
  const ledger = await verifyLedger(workspace.journal, workspace.chains(), {
    deep: against.deep,
    isErased: (digest) => here.get(digest) !== undefined,
    mayBeWithheld: (readers) => readers !== 'shared',
  });
  if (ledger.fault) found.push(`its ledger does not verify: ${JSON.stringify(ledger.fault)}`);
  const order = await verifyDecisions(workspace, { deep: against.deep });
  if (order?.fault) found.push(order.fault.message);
  if (against.deep) {
    const { differences: rebuilt } = checkRebuild(workspace);
    if (rebuilt.length > 0)
      found.push(`its tables are not the fold of its receipts: ${JSON.stringify(rebuilt.slice(0, 3))}`);
  }
  return found;
}

/** Rows that receipts which are not decided speak of: they may stand otherwise than on the server. */
function pendingRows({ workspace }: SimulatedDevice): Set<string> {
  const rows = workspace.connection
    .prepare(
      "SELECT entity, id FROM touched JOIN receipts USING (ordinal) WHERE standing IN ('pending', 'aside', 'waiting')",
    )
    .all() as { entity: string; id: string }[];
  return new Set(rows.map(({ entity, id }) => `${entity}/${id}`));
}

/** Where confirmed state differs from the server's in what the device may read and both know. */
async function differences(device: SimulatedDevice, { server, rows }: Against): Promise<string[]> {
  const { workspace } = device;
  const { readers } = await server.sync.standing(workspace.id, {
    kind: 'person',
    person: device.person,
    account: `account of ${device.person}`,
  });
  const found: string[] = [];
  const known = new Map(entitiesOf(server.version).map((definition) => [definition.name, definition]));
  const confirmed = new Map(rows.map((row) => [`${row.entity}/${row.id}`, row]));
  const skipped = pendingRows(device);
  for (const definition of workspace.domain.entities) {
    const theirs = known.get(definition.name);
    if (!theirs) continue;
    const here = workspace.connection.prepare(`SELECT * FROM "${definition.name}"`).all() as Record<string, unknown>[];
    const seen = new Set<string>();
    for (const raw of here) {
      const key = `${definition.name}/${raw['id']}`;
      seen.add(key);
      if (skipped.has(key)) continue;
      const row = confirmed.get(key);
      if (!row) {
        found.push(`${key} is not on the server`);
        continue;
      }
      // What one of them cannot read yet it keeps beside the row.
      if (row.unknown !== null || raw['_unknown'] !== null) continue;
      const differ = (what: string, ours: unknown, other: unknown): void => {
        if (canonicalText(ours ?? null) !== canonicalText(other ?? null))
          found.push(
            `${what} of ${key} is ${canonicalText(ours ?? null)}, on the server ${canonicalText(other ?? null)}`,
          );
      };
      differ('archived', raw['archived'] === 1, row.archived);
      differ('the creation', raw['_created'], row.created);
      differ('the last change', raw['_updated'], row.updated);
      const clocks = JSON.parse(String(raw['_clocks'])) as Record<string, unknown>;
      const erased = raw['_erased'] === null ? [] : (JSON.parse(String(raw['_erased'])) as string[]);
      differ('what was erased', erased, row.erased);
      for (const [name, field] of Object.entries(definition.fields)) {
        if (!theirs.fields[name]) continue;
        const readable = readers.includes(field.readers);
        const begun = field.readers === 'shared' && row.schema < theirs.schema ? field.initial : undefined;
        differ(name, fromColumn(field, raw[name]), readable ? (row.fields[name] ?? begun) : null);
        differ(`the clock of ${name}`, clocks[name], readable ? row.clocks[name] : null);
      }
    }
    const unread = workspace.connection.prepare('SELECT 1 FROM unknown_changes WHERE entity = ? AND id = ?');
    for (const row of rows)
      if (row.entity === definition.name && row.schema > 0 && !seen.has(`${row.entity}/${row.id}`))
        if (!unread.get(row.entity, row.id)) found.push(`${row.entity}/${row.id} is only on the server`);
  }
  return found;
}

/** Parts that the device's person may not read, or that were erased. */
function foreignParts(device: SimulatedDevice, { erased }: Against): string[] {
  const { workspace } = device;
  const readers = JSON.parse(workspace.journal.state('readers') ?? '[]') as string[];
  const parts = workspace.connection
    .prepare(
      `SELECT hash, readers, digest, standing, origin FROM parts JOIN receipts USING (ordinal) WHERE body IS NOT NULL`,
    )
    .all() as { hash: string; readers: string; digest: string; standing: string; origin: string }[];
  const found: string[] = [];
  let own = false;
  for (const { hash, readers: part, digest, standing, origin } of parts) {
    if (erased.has(digest)) found.push(`the part ${part} of ${hash.slice(0, 8)} was erased and is still there`);
    if (mayRead(readers, part)) continue;
    // What a person wrote stays with them until it is decided, and with the entry in their inbox.
    const theirs =
      ['pending', 'aside', 'waiting'].includes(standing) ||
      (origin === 'local' && ['refused', 'discarded'].includes(standing));
    own ||= theirs;
    if (!theirs) found.push(`it holds the part ${part} of ${hash.slice(0, 8)}`);
  }
  if (readers.includes('cost') || own) return found;
  workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
  for (const suffix of ['', '-wal']) {
    const file = join(workspace.folder, DATABASE_FILE + suffix);
    if (existsSync(file) && readFileSync(file).includes(COST_MARK)) found.push('costs stand in its file');
  }
  return found;
}

/** Every receipt that was ever committed is decided, on its way, in an inbox, or in a file that was offered. */
function lostReceipts(
  memory: Memory,
  present: readonly SimulatedDevice[],
  byHash: ReadonlyMap<string, DecidedReceipt>,
): string[] {
  const found: string[] = [];
  const inboxes = new Map(
    present.map(({ name, workspace }) => [
      name,
      // With what it said: an entry without content helps nobody.
      new Set(
        inbox(workspace).refused.flatMap(({ receipts, input, changes }) =>
          Object.keys(input).length + changes.length > 0 ? receipts : [],
        ),
      ),
    ]),
  );
  for (const [committed, { device: author, command }] of memory.committed) {
    let hash = committed;
    for (let next = memory.replaced.get(hash); next !== undefined; next = memory.replaced.get(hash)) hash = next;
    const named = `${command} ${committed.slice(0, 8)} of ${author}`;
    const decided = byHash.get(hash);
    if (decided?.decision.outcome === 'refused') {
      const device = present.find(({ name }) => name === author);
      if (!device) continue;
      const receipt = device.workspace.journal.byHash(hash);
      if (receipt?.standing === 'discarded') continue;
      if (receipt?.standing !== 'refused') found.push(`${named} was refused and stands as ${receipt?.standing} there`);
      else if (!inboxes.get(author)?.has(hash))
        found.push(`${named} was refused and is not in the inbox with its content`);
    }
    if (decided || memory.offered.has(hash) || memory.lost.has(hash) || memory.lost.has(committed)) continue;
    const holder = present.find(({ workspace }) => workspace.journal.byHash(hash) !== undefined);
    // A chain that ended takes its beginning with it.
    if (!holder && command === 'chain.open') continue;
    if (!holder) found.push(`${named} is nowhere any more`);
    else if (!isHeldUp(holder, hash)) found.push(`${named} is on ${holder.name} and goes nowhere`);
    else if (holder.name === author && !holder.copied && !holder.holdsKeyOf(hash))
      found.push(`${named} waits for somebody to vouch for a key that is lost`);
  }
  return found;
}

/** Whether the server waits for something that a receipt of this chain builds on, and the inbox says so. */
function isHeldUp({ workspace }: SimulatedDevice, hash: string): boolean {
  const receipt = workspace.journal.byHash(hash)!;
  return inbox(workspace).waiting.some((one) => {
    const same = workspace.journal.byHash(one.hash)?.chain === receipt.chain;
    return same && one.for.length + one.rows.length > 0;
  });
}
