import type { RowKey } from './storage';

/** Columns of the tables of workspaces, with their types; the workspace's own leads each. */
export const CHAIN = `chain text, person text, public_key text, standing text, account text, device text, registered bigint, revoked_after bigint,
  number bigint, hash text, at text, group_place text, decided bigint, clock text`;
export const RECEIPT = `hash text, chain text, number bigint, actor text, command text, group_place text, header text, signature text, parts text,
  state text, waits_for text, place bigint, outcome text, decision_hash text, decision text, decision_signature text, refusal text`;
export const ROW = `entity text, id text, schema int, archived boolean, created text, updated text, fields text, clocks text, unknown text,
  erased text, number bigint`;
export const EFFECT = 'entity text, id text, effect text, hash text, chain text';

/** Names of a list of columns with types. */
export const names = (columns: string): string[] => columns.split(',').map((column) => column.trim().split(/\s/)[0]!);

export const SEQUENCE =
  'workspace, number, hash, clock, chain, public_key, founder, account, appointed, policies, created';

/** Keys of rows as two columns. */
export function columnsOf(keys: readonly RowKey[]): [string[], string[]] {
  return [keys.map(({ entity }) => entity), keys.map(({ id }) => id)];
}
