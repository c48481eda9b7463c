import type { Workspace } from '../../../src-core/workspace/workspace';
import {
  type Mapping,
  mappingSchema,
  type PlannedImport,
  proposeColumns,
  type Reading,
} from '../../../src-shared/deals';
import { type IntakeSource, planTable, tableOf } from './plan-file';

const SAMPLES = 4;

/** What a file holds, and what its columns probably are. */
export interface ReadFile {
  name: string;
  reading: Required<Reading>;
  columns: { name: string; samples: string[] }[];
  rows: number;
  mapping: Mapping;
}

/** Reads a handed-over file and proposes what its columns are. `currency` is the one that amounts without a currency are in. */
export function readFileOfDeals(source: IntakeSource, reading: Reading, currency: string | null): ReadFile {
  const table = tableOf(source, reading);
  const columns = table.reading.header ? proposeColumns(table.headers) : {};
  return {
    name: source.name,
    reading: table.reading,
    columns: table.headers.map((header, index) => ({
      name: header,
      samples: [...new Set(table.rows.map(({ cells }) => (cells[index] ?? '').trim()))]
        .filter(Boolean)
        .slice(0, SAMPLES),
    })),
    rows: table.rows.length,
    mapping: mappingSchema.parse({ columns, currency }),
  };
}

export interface PreviewWanted {
  reading: Reading;
  mapping: Mapping;
  show: 'all' | 'undecided' | 'duplicates';
  offset: number;
  limit: number;
}

/** A part of what importing a file would do. */
export interface Preview {
  summary: PlannedImport['summary'];
  rows: PlannedImport['rows'];
  /** Rows of the kind that was asked for, those not shown included. */
  total: number;
}

/** What importing the file under a mapping would do, a part of its rows. */
export function previewFileOfDeals(
  workspace: Workspace,
  actor: string,
  source: IntakeSource,
  { reading, mapping, show, offset, limit }: PreviewWanted,
): Preview {
  const { rows, summary } = planTable(workspace, actor, tableOf(source, reading), mapping);
  const shown = rows.filter(
    ({ act, duplicate, problems }) =>
      show === 'all' || (show === 'duplicates' ? duplicate !== null : act === 'undecided' || problems.length > 0),
  );
  return { summary, rows: shown.slice(offset, offset + limit), total: shown.length };
}
