import { readFileSync } from 'node:fs';
import type { Workspace } from '../../../src-core/workspace/workspace';
import {
  Account,
  Contact,
  Deal,
  type ImportRows,
  type KnownRecords,
  type Mapping,
  type PlannedImport,
  planImport,
  type Reading,
} from '../../../src-shared/deals';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { listPeople } from '../../workspace';
import { type CsvTable, readTable } from './read-table';

/** A file is read whole: beyond this it is no list of deals. */
const LIMIT_BYTES = 32 * 1024 * 1024;

/** A handed-over file, as a job takes it. */
export interface IntakeSource {
  path: string;
  name: string;
  bytes: number;
  sha256: string;
}

/** The rows of a handed-over file. Throws `bad-input` for one that is too large or no table. */
export function tableOf({ path, name, bytes }: IntakeSource, reading: Reading): CsvTable {
  if (bytes > LIMIT_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${LIMIT_BYTES / 1024 ** 2} MiB that a list of deals may have.`,
      where: { file: name },
    });
  }
  return readTable(readFileSync(path), name, reading);
}

/** What importing a table under a mapping would do in a workspace. */
export function planTable(workspace: Workspace, actor: string, table: CsvTable, mapping: Mapping): PlannedImport {
  for (const [field, column] of Object.entries(mapping.columns)) {
    if (column >= table.headers.length) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `The file has ${table.headers.length} columns; there is no column ${column + 1}.`,
        where: { field: `mapping.columns.${field}` },
      });
    }
  }
  return planImport(table.rows, mapping, knownRecords(workspace, actor));
}

/** The input of `deal.importRows` for a file. Throws `bad-input` with the first line that still waits for a decision. */
export function planFile(
  workspace: Workspace,
  actor: string,
  source: IntakeSource,
  reading: Reading,
  mapping: Mapping,
): ImportRows {
  const { name, sha256 } = source;
  const { rows, summary, input } = planTable(workspace, actor, tableOf(source, reading), mapping);
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
  if (input.deals.length === 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Nothing is left to import: every row is skipped.',
      where: { file: name },
    });
  }
  return { ...input, source: { name, sha256 } };
}

function knownRecords(workspace: Workspace, actor: string): KnownRecords {
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
    actor,
  };
}
