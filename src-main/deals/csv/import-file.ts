import { readFile } from 'node:fs/promises';
import {
  Account,
  Contact,
  Deal,
  type ImportRows,
  importRows,
  type KnownRecords,
  type Mapping,
  mappingSchema,
  type PlannedImport,
  planImport,
  proposeColumns,
  type Reading,
} from '../../../src-shared/deals';
import type { Outcome } from '../../../src-shared/kernel/command';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Workspace } from '../../../src-shared/workspace';
import type { Session } from '../../session';
import { listPeople } from '../../workspace';
import { type CsvTable, readTable } from './read-table';

/** A file is read whole: beyond this it is no list of deals. */
const LIMIT_BYTES = 32 * 1024 * 1024;
const SAMPLES = 4;

interface Source {
  file: string;
  reading: Reading;
}

/** Reads a handed-over file and proposes what its columns are. */
export async function readCsv(session: Session, source: Source) {
  const { name, table } = await tableOf(session, source);
  const [settings] = session.desk.workspace().reader.where(Workspace, {});
  const columns = table.reading.header ? proposeColumns(table.headers) : {};
  return {
    name,
    reading: table.reading,
    columns: table.headers.map((header, index) => ({
      name: header,
      samples: [...new Set(table.rows.map(({ cells }) => (cells[index] ?? '').trim()))]
        .filter(Boolean)
        .slice(0, SAMPLES),
    })),
    rows: table.rows.length,
    mapping: mappingSchema.parse({ columns, currency: settings?.currency ?? null }),
  };
}

/** What importing the file under a mapping would do, a part of its rows. */
export async function previewCsv(
  session: Session,
  input: Source & { mapping: Mapping; show: 'all' | 'undecided' | 'duplicates'; offset: number; limit: number },
) {
  const { table } = await tableOf(session, input);
  const { rows, summary } = plan(session, table, input.mapping);
  const shown = rows.filter(
    ({ act, duplicate, problems }) =>
      input.show === 'all' ||
      (input.show === 'duplicates' ? duplicate !== null : act === 'undecided' || problems.length > 0),
  );
  return { summary, rows: shown.slice(input.offset, input.offset + input.limit), total: shown.length };
}

/** Imports the file in one act. Throws `bad-input` with the first line that still waits for a decision. */
export async function importCsv(
  session: Session,
  input: Source & { mapping: Mapping; reason?: string; simulate?: boolean },
): Promise<Outcome<ImportResult>> {
  const { name, sha256, table } = await tableOf(session, input);
  const { rows, summary, input: planned } = plan(session, table, input.mapping);
  if (summary.undecided > 0) {
    const first = rows.find(({ act }) => act === 'undecided')!;
    const [problem] = first.problems;
    const why =
      problem?.message ??
      (first.accountState === 'similar'
        ? `“${first.account}” is close to an account that is there; say which is meant.`
        : 'It repeats a deal; say whether to skip, update or create it.');
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${summary.undecided} of ${summary.rows} rows cannot be imported yet. Line ${first.line}: ${why}`,
      where: { file: name, line: first.line, ...(problem?.column && { column: problem.column }) },
      hint: 'Complete the mapping, mend the file, or leave out the rows with problems.',
    });
  }
  if (planned.deals.length === 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Nothing is left to import: every row is skipped.',
      where: { file: name },
    });
  }
  const outcome = session.desk.run<ImportResult>(session, importRows, {
    input: { ...planned, source: { name, sha256 } } satisfies ImportRows,
    reason: input.reason,
    simulate: input.simulate,
  });
  // The preview has shown the rows; thousands of changes need not travel once more.
  return { ...outcome, changes: [] };
}
type ImportResult = { accounts: number; contacts: number; created: number; updated: number };

async function tableOf(session: Session, source: Source): Promise<{ name: string; sha256: string; table: CsvTable }> {
  const { path, name, bytes, sha256 } = session.desk.intake.file(source.file);
  if (bytes > LIMIT_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${LIMIT_BYTES / 1024 ** 2} MiB that a list of deals may have.`,
      where: { file: name },
    });
  }
  return { name, sha256, table: readTable(await readFile(path), name, source.reading) };
}

function plan(session: Session, table: CsvTable, mapping: Mapping): PlannedImport {
  for (const [field, column] of Object.entries(mapping.columns)) {
    if (column >= table.headers.length) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The file has ${table.headers.length} columns; there is no column ${column + 1}.`,
        where: { field: `mapping.columns.${field}` },
      });
    }
  }
  return planImport(table.rows, mapping, knownRecords(session));
}

function knownRecords(session: Session): KnownRecords {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  return {
    accounts: reader.where(Account, {}).map(({ id, name }) => ({ id, name })),
    deals: reader
      .where(Deal, {})
      .map(({ id, number, account, title, stage }) => ({ id, number, account, title, stage })),
    people: listPeople(workspace)
      .filter(({ archived }) => !archived)
      .map(({ id, name, email }) => ({ id, name, email })),
    contacts: reader.where(Contact, {}).map(({ account, name, email }) => ({ account, name, email })),
    actor: session.desk.actor(session),
  };
}
