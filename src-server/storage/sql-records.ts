import type { ChainRecord, DecisionRecord, ReceiptRecord, RowRecord, SequenceRecord } from './storage';
import { NOTHING_AWAITED } from './storage';

/** Rows of the tables, as the database gives them and as they are written. */
export interface SequenceRow {
  workspace: string;
  number: number;
  hash: string | null;
  clock: string | null;
  chain: string;
  public_key: string;
  founder: string;
  account: string;
  appointed: number | null;
  policies: string | null;
  created: number;
}

export interface ChainRow {
  chain: string;
  person: string;
  public_key: string;
  standing: ChainRecord['standing'];
  account: string | null;
  device: string;
  registered: number | null;
  revoked_after: number | null;
  number: number;
  hash: string | null;
  at: string | null;
  group_place: string | null;
  decided: number;
  clock: string | null;
}

export interface ReceiptRow {
  hash: string;
  chain: string;
  number: number;
  actor: string;
  command: string;
  group_place: string | null;
  header: string;
  signature: string;
  parts: string;
  state: ReceiptRecord['state'];
  waits_for: string | null;
  place: number | null;
  outcome: DecisionRecord['outcome'] | null;
  decision_hash: string | null;
  decision: string | null;
  decision_signature: string | null;
  refusal: string | null;
}

export interface StateRow {
  entity: string;
  id: string;
  schema: number;
  archived: boolean;
  created: string;
  updated: string;
  fields: string;
  clocks: string;
  unknown: string | null;
  erased: string | null;
  number: number;
}

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));
const written = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

export function readSequence({ public_key, policies, ...row }: SequenceRow): SequenceRecord {
  return { ...row, publicKey: public_key, policies: parsed(policies) };
}

export function writeSequence({ publicKey, policies, ...record }: SequenceRecord): SequenceRow {
  return { ...record, public_key: publicKey, policies: written(policies) };
}

export function readChain({ public_key, revoked_after, group_place, ...row }: ChainRow): ChainRecord {
  return { ...row, publicKey: public_key, revokedAfter: revoked_after, group: parsed(group_place) };
}

export function writeChain({ publicKey, revokedAfter, group, ...record }: ChainRecord): ChainRow {
  return { ...record, public_key: publicKey, revoked_after: revokedAfter, group_place: written(group) };
}

export function readReceipt(row: ReceiptRow): ReceiptRecord {
  const { hash, chain, number, actor, command, header, signature, state } = row;
  return {
    hash,
    chain,
    number,
    actor,
    command,
    group: parsed(row.group_place),
    header,
    signature,
    parts: JSON.parse(row.parts) as Record<string, string>,
    state,
    waitsFor: parsed(row.waits_for) ?? NOTHING_AWAITED,
    decision:
      row.place === null
        ? null
        : {
            number: row.place,
            outcome: row.outcome!,
            hash: row.decision_hash!,
            text: row.decision!,
            signature: row.decision_signature!,
            refusal: parsed(row.refusal),
          },
  };
}

export function writeReceipt(record: ReceiptRecord): ReceiptRow {
  const { hash, chain, number, actor, command, group, header, signature, parts, state, waitsFor, decision } = record;
  return {
    hash,
    chain,
    number,
    actor,
    command,
    group_place: written(group),
    header,
    signature,
    parts: JSON.stringify(parts),
    state,
    waits_for: state === 'waiting' ? JSON.stringify(waitsFor) : null,
    place: decision?.number ?? null,
    outcome: decision?.outcome ?? null,
    decision_hash: decision?.hash ?? null,
    decision: decision?.text ?? null,
    decision_signature: decision?.signature ?? null,
    refusal: written(decision?.refusal ?? null),
  };
}

export function readRow(row: StateRow): RowRecord {
  return {
    ...row,
    fields: JSON.parse(row.fields) as RowRecord['fields'],
    clocks: JSON.parse(row.clocks) as RowRecord['clocks'],
    unknown: parsed(row.unknown),
    erased: parsed<string[]>(row.erased) ?? [],
  };
}

export function writeRow({ fields, clocks, unknown, erased, ...record }: RowRecord): StateRow {
  return {
    ...record,
    fields: JSON.stringify(fields),
    clocks: JSON.stringify(clocks),
    unknown: written(unknown),
    erased: erased.length > 0 ? JSON.stringify(erased) : null,
  };
}
