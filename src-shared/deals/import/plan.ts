import type { ImportedDeal, ImportRows } from '../commands';
import { comparable } from '../names';
import { allowedMoves, type Stage } from '../stages';
import { type AccountChoice, AccountMatcher } from './accounts';
import { ContactCollector } from './contacts';
import { type RowValues, readRow } from './read-row';
import type { DuplicateAct, Mapping, PreviewRow, PreviewSummary, RowProblem } from './schema';
import { understandColumns } from './understand';

/** One row of a file: its cells, and the line on which it begins. */
export interface FileRow {
  line: number;
  cells: readonly string[];
}

/** What is in the workspace already, as far as an import looks at it. */
export interface KnownRecords {
  accounts: readonly { id: string; name: string }[];
  deals: readonly { id: string; number: string; account: string; title: string; stage: Stage }[];
  people: readonly { id: string; name: string | null; email: string | null }[];
  contacts: readonly { account: string; name: string | null; email: string | null }[];
  /** Who imports. */
  actor: string;
}

/** What an import would do: each row for the preview, and the command's input once nothing is undecided. */
export interface PlannedImport {
  rows: PreviewRow[];
  summary: PreviewSummary;
  input: Omit<ImportRows, 'source'>;
}

/** A row on its way into the input: later lines of the file may still be laid over it. */
interface Planned {
  line: number;
  deal: ImportedDeal;
}

/**
 * What importing rows under a mapping would do. Nothing is guessed: a text whose meaning is open, a name close to an existing account
 * and a repeated deal leave the row undecided until the mapping says what is meant. Rows that update leave out empty cells.
 */
export function planImport(fileRows: readonly FileRow[], mapping: Mapping, known: KnownRecords): PlannedImport {
  const understood = understandColumns(fileRows, mapping, known);
  const accounts = new AccountMatcher(known.accounts, mapping.accounts);
  const contacts = new ContactCollector(known.contacts);
  const existing = new Map(known.deals.map((deal) => [dealKey(deal.account, deal.title), deal]));
  const planned = new Map<string, Planned>();
  const firstLines = new Map<string, number>();
  const deals: Planned[] = [];
  const counts = { create: 0, update: 0, skip: 0, undecided: 0, problems: 0, duplicates: 0, knownContacts: 0 };

  const rows = fileRows.map((fileRow): PreviewRow => {
    const { values, problems } = readRow(fileRow, mapping, understood, known);
    const account = values.account === '' ? null : accounts.match(values.account, values);
    const key = account?.reference ? dealKey(referenceKey(account), values.title) : null;
    const old = account?.state === 'linked' && key !== null ? existing.get(key) : undefined;
    const earlier = key !== null ? firstLines.get(key) : undefined;
    const duplicate = duplicateOf(old, earlier);
    if (duplicate) counts.duplicates += 1;
    const choice = duplicate ? (mapping.duplicates[String(fileRow.line)] ?? mapping.everyDuplicate) : 'create';
    if (choice === 'update' && old) problems.push(...moveProblem(values, old.stage, mapping));
    const act = decide({ problems, account, choice, leaveOut: mapping.leaveOutProblems });
    counts[act] += 1;
    if (problems.length > 0) counts.problems += 1;
    if ((act === 'create' || act === 'update') && account?.reference && key !== null) {
      const reference = accounts.use(account);
      const target = act === 'update' ? planned.get(key) : undefined;
      if (target) {
        layOver(target.deal, values);
      } else {
        const deal = dealOf(act, values, reference, old?.id, mapping);
        const entry = { line: fileRow.line, deal };
        deals.push(entry);
        if (!planned.has(key)) planned.set(key, entry);
      }
      contacts.add(reference, values);
      if (earlier === undefined) firstLines.set(key, fileRow.line);
    }
    return {
      line: fileRow.line,
      act,
      title: values.title,
      account: values.account,
      accountState: account?.state ?? 'missing',
      stage: values.stage,
      valueMinor: values.value?.minor ?? null,
      currency: values.value?.currency ?? null,
      expectedClose: values.expectedClose,
      ownerName: known.people.find(({ id }) => id === values.owner)?.name ?? null,
      contact: values.contactName || values.contactEmail,
      problems,
      duplicate,
    };
  });

  return {
    rows,
    summary: {
      rows: rows.length,
      ...counts,
      newAccounts: accounts.created().length,
      newContacts: contacts.created.length,
      knownContacts: contacts.known,
      missingFields: (['title', 'account'] as const).filter((field) => mapping.columns[field] === undefined),
      ...understood.summary,
      accounts: accounts.questions(),
    },
    input: { accounts: accounts.created(), contacts: contacts.created, deals: deals.map(({ deal }) => deal) },
  };
}

const dealKey = (account: string, title: string): string => `${account}\n${comparable(title)}`;

const referenceKey = ({ reference }: AccountChoice): string =>
  reference && 'id' in reference ? reference.id : `new:${reference?.key}`;

function duplicateOf(
  old: KnownRecords['deals'][number] | undefined,
  earlier: number | undefined,
): PreviewRow['duplicate'] {
  if (old) return { of: 'deal', id: old.id, number: old.number, title: old.title, stage: old.stage };
  return earlier === undefined ? null : { of: 'line', line: earlier };
}

function decide(row: {
  problems: readonly RowProblem[];
  account: AccountChoice | null;
  choice: DuplicateAct | null;
  leaveOut: boolean;
}): PreviewRow['act'] {
  if (row.choice === 'skip') return 'skip';
  if (row.problems.length > 0) return row.leaveOut ? 'skip' : 'undecided';
  if (!row.account?.reference || row.choice === null) return 'undecided';
  return row.choice;
}

function moveProblem(values: RowValues, from: Stage, mapping: Mapping): RowProblem[] {
  if (!values.stage || values.stageIsDefault || values.stage === from || allowedMoves(from).includes(values.stage))
    return [];
  return [
    {
      field: 'stage',
      column: mapping.columns.stage === undefined ? null : mapping.columns.stage + 1,
      message: `The deal is in ${from} and cannot go to ${values.stage} from there.`,
    },
  ];
}

function dealOf(
  act: 'create' | 'update',
  values: RowValues,
  account: ImportedDeal['account'],
  deal: string | undefined,
  mapping: Mapping,
): ImportedDeal {
  const said = given(values);
  if (act === 'update' && deal) return { act, deal, account, title: values.title, ...said };
  return {
    act: 'create',
    account,
    title: values.title,
    stage: mapping.defaultStage,
    ...said,
    owner: values.owner ?? undefined,
  };
}

/** What the row itself says; empty cells say nothing. */
function given(values: RowValues): Partial<ImportedDeal> {
  return {
    ...(values.stage && !values.stageIsDefault && { stage: values.stage }),
    ...(values.owner && !values.ownerIsDefault && { owner: values.owner }),
    ...(values.value && { value: values.value }),
    ...(values.expectedClose && { expectedClose: values.expectedClose }),
    ...(values.lostReason && { lostReason: values.lostReason }),
    ...(values.source && { source: values.source }),
    ...(values.nextStep && { nextStep: values.nextStep }),
    ...(values.notes && { notes: values.notes }),
  };
}

function layOver(deal: ImportedDeal, values: RowValues): void {
  Object.assign(deal, given(values));
}
