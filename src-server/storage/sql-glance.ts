import type { Sql } from '../database/database';
import { CHAIN, columnsOf, EFFECT, names, ROW, SEQUENCE } from './sql-columns';
import { type ChainRow, readChain, readRow, readSequence, type SequenceRow, type StateRow } from './sql-records';
import type { Glance, KnownReceipt, RefusedEffect, Wanted } from './storage';
import { unknownWorkspace } from './unknown-workspace';

/** Rows of a table by their keys, in `$4` and `$5`. */
const wantedRows = (table: string, columns: readonly string[]): string =>
  `SELECT ${columns.map((name) => `found.${name}`).join(', ')} FROM unnest($4::text[], $5::text[]) AS wanted(entity, id)
   JOIN ${table} AS found ON found.workspace = $1 AND found.entity = wanted.entity AND found.id = wanted.id`;
/** What a selection finds, as a list in one column. */
const listed = (name: string, selection: string): string =>
  `(SELECT json_agg(row_to_json(list)) FROM (${selection}) AS list) AS ${name}`;

/** All that a push is judged by, but for the sequence, as columns of JSON: one exchange instead of one for each table. */
const FOUND = `${listed('chains', `SELECT ${names(CHAIN).join(', ')} FROM sync_chains WHERE workspace = $1 AND chain = ANY($2::text[])`)},
  ${listed('known', 'SELECT hash, command, outcome FROM sync_receipts WHERE workspace = $1 AND hash = ANY($3::text[])')},
  ${listed('rows', wantedRows('sync_rows', names(ROW)))},
  ${listed('effects', wantedRows('sync_refused_effects', names(EFFECT)))},
  ${listed('erased', 'SELECT digest FROM sync_erased WHERE workspace = $1 AND digest = ANY($6::text[])')},
  EXISTS (SELECT 1 FROM sync_waits WHERE workspace = $1) AS waits`;

const GLANCE = `SELECT ${SEQUENCE}, ${FOUND} FROM sync_sequences WHERE workspace = $1`;

/**
 * The same with the sequence held alone. Whoever waited for it has its newest row and all else as it was before: `seen` is the version of
 * the sequence at that time. Nothing is written without writing the sequence, so where it is the same, all is.
 */
const LOCKED_GLANCE = `SELECT ${SEQUENCE}, held.xmin::text AS held,
  (SELECT seen.xmin::text FROM sync_sequences AS seen WHERE seen.workspace = $1) AS seen, ${FOUND}
  FROM sync_sequences AS held WHERE held.workspace = $1 FOR UPDATE OF held`;

interface GlanceRow extends SequenceRow {
  chains: ChainRow[] | null;
  known: KnownReceipt[] | null;
  rows: StateRow[] | null;
  effects: RefusedEffect[] | null;
  erased: { digest: string }[] | null;
  waits: boolean;
}

/** What there is of what is wanted, in one exchange. Throws `not-found` for a workspace that is not here. */
export async function sqlGlance(sql: Sql, workspace: string, wanted: Wanted): Promise<Glance> {
  const [row] = await sql.often<GlanceRow>(GLANCE, valuesOf(workspace, wanted));
  if (!row) throw unknownWorkspace();
  return glanceOf(row);
}

/** The same, with the workspace's sequence held until the transaction ends: what was found stays true. */
export async function lockedGlance(sql: Sql, workspace: string, wanted: Wanted): Promise<Glance> {
  const [row] = await sql.often<GlanceRow & { held: string; seen: string | null }>(
    LOCKED_GLANCE,
    valuesOf(workspace, wanted),
  );
  if (!row) throw unknownWorkspace();
  const { held, seen, ...found } = row;
  return held === seen ? glanceOf(found) : sqlGlance(sql, workspace, wanted);
}

function valuesOf(workspace: string, { chains = [], receipts = [], rows = [], digests = [] }: Wanted): unknown[] {
  return [workspace, chains, receipts, ...columnsOf(rows), digests];
}

function glanceOf({ chains, known, rows, effects, erased, waits, ...sequence }: GlanceRow): Glance {
  return {
    sequence: readSequence(sequence),
    chains: (chains ?? []).map(readChain),
    known: known ?? [],
    rows: (rows ?? []).map(readRow),
    refusedEffects: effects ?? [],
    erased: (erased ?? []).map(({ digest }) => digest),
    waits,
  };
}
