import { sql } from 'kysely';
import type { Workspace } from '../../src-core/workspace/workspace';
import {
  Bakeoff,
  type BakeoffRow,
  type BakeoffView,
  BenchmarkRun,
  type DealProof,
  daysBetween,
  expectedFacts,
  factOf,
  missingFacts,
  type RunView,
  type SideName,
  VerdictRecord,
  VerdictRun,
  type VerdictSummary,
  type VerdictView,
} from '../../src-shared/bakeoffs';
import { Account, Deal } from '../../src-shared/deals';
import { conditionsOf, standingStaleness, verdictStalenessIn } from '../../src-shared/judging/bakeoffs/staleness';
import type { RowOf } from '../../src-shared/kernel/entity';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
import { coursesOf } from './courses';
import { requireBakeoff, requireVerdict } from './find';
import { metadataOf, type RunRecord, type Standing, sortedRuns, standingOf } from './standing';

export interface ListFilter {
  deal?: string | undefined;
  account?: string | undefined;
  status?: 'open' | 'closed' | undefined;
  text?: string | undefined;
  sort: 'number' | 'title' | 'created';
  descending: boolean;
  offset: number;
  limit: number;
}

/** Bakeoffs as lists show them; what the runs say is computed on a bakeoff's own page only. */
export function listBakeoffs(session: Session, filter: ListFilter): { bakeoffs: BakeoffRow[]; total: number } {
  const workspace = session.desk.workspace();
  const { see } = readableFor(session);
  let query = tables.selectFrom('bakeoff').where('archived', '=', 0);
  if (filter.deal !== undefined) query = query.where('deal', '=', filter.deal);
  if (filter.account !== undefined) query = query.where('account', '=', filter.account);
  if (filter.status !== undefined) query = query.where('status', '=', filter.status);
  if (filter.text?.trim()) {
    const pattern = `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((where) => where.or([where('number', 'like', pattern), where('title', 'like', pattern)]));
  }
  // The page first, from an index alone; only its rows are read.
  const page = query
    .select(sql<number>`rowid`.as('row'))
    .orderBy(filter.sort, filter.descending ? 'desc' : 'asc')
    .orderBy(sql`rowid`, filter.descending ? 'desc' : 'asc');
  const { order, total } = filter.text?.trim()
    ? searched(workspace.runner.all(page), filter)
    : {
        order: workspace.runner.all(page.limit(filter.limit).offset(filter.offset)).map(({ row }) => row),
        total: workspace.runner.first(query.select((column) => column.fn.countAll<number>().as('n')))?.n ?? 0,
      };
  const rows = workspace.runner.all(
    tables
      .selectFrom('bakeoff')
      .leftJoin('account', 'account.id', 'bakeoff.account')
      .select(['bakeoff.id', 'bakeoff.number', 'bakeoff.title', 'bakeoff.deal', 'bakeoff.account', 'bakeoff.owner'])
      .select(['bakeoff.status', 'bakeoff.created', 'bakeoff.staleAfterDays', 'account.name as accountName'])
      .select(sql<number>`bakeoff.rowid`.as('row'))
      .where(sql`bakeoff.rowid`, 'in', order),
  );
  const place = new Map(order.map((row, index) => [row, index]));
  rows.sort((a, b) => place.get(a.row)! - place.get(b.row)!);
  const ids = rows.map(({ id }) => id);
  const contenders = contendersOf(workspace, ids);
  const runs = runCounts(workspace, ids);
  const verdicts = newestVerdicts(workspace, ids);
  const owners = new Map([...new Set(rows.map(({ owner }) => owner))].map((id) => [id, personName(workspace, id)]));
  return {
    total,
    bakeoffs: rows.map((raw) => {
      // Every field of a list is for all who may read bakeoffs, but its declaration decides.
      const { id, number, title, deal, account, owner, status, created, staleAfterDays } = see(Bakeoff, {
        ...raw,
        archived: false,
      } as unknown as RowOf<typeof Bakeoff>);
      const newest = verdicts.get(id);
      const counted = runs.get(id) ?? { ours: 0, theirs: 0, newest: '' };
      return {
        id,
        number,
        title,
        deal,
        account,
        accountName: account && raw.accountName,
        ownerName: owners.get(owner) ?? null,
        status,
        ours: contenders.get(id)?.ours ?? null,
        theirs: contenders.get(id)?.theirs ?? null,
        runs: { ours: counted.ours, theirs: counted.theirs },
        verdict: newest?.verdict ?? null,
        outdated:
          newest !== undefined &&
          (counted.newest > newest.recorded ||
            (staleAfterDays !== null && daysBetween(newest.verdict.at, workspace.context.now()) >= staleAfterDays)),
        created,
      };
    }),
  };
}

/** A search looks at every bakeoff in any case: one pass gives the page and how many there are. */
function searched(found: readonly { row: number }[], { offset, limit }: ListFilter) {
  return { order: found.slice(offset, offset + limit).map(({ row }) => row), total: found.length };
}

function contendersOf(workspace: Workspace, bakeoffs: string[]): Map<string, Partial<Record<SideName, string>>> {
  const found = new Map<string, Partial<Record<SideName, string>>>();
  if (bakeoffs.length === 0) return found;
  const query = tables
    .selectFrom('contender')
    .select(['bakeoff', 'side', 'product', 'version'])
    .where('bakeoff', 'in', bakeoffs)
    .where('archived', '=', 0);
  for (const { bakeoff, side, product, version } of workspace.runner.all(query)) {
    found.set(bakeoff, { ...found.get(bakeoff), [side]: [product, version].filter(Boolean).join(' ') });
  }
  return found;
}

/**
 * How many runs each side has, and when the newest came. Runs hold all of their figures, so they are counted in the index of their
 * contenders and not read; for the same reason `newest` is the clock of their receipt and not `importedAt`.
 */
function runCounts(workspace: Workspace, bakeoffs: string[]) {
  const counts = new Map<string, { ours: number; theirs: number; newest: string }>();
  if (bakeoffs.length === 0) return counts;
  const query = tables
    .selectFrom('contender')
    .innerJoin('benchmarkRun', 'benchmarkRun.contender', 'contender.id')
    .select(['contender.bakeoff', 'contender.side'])
    .select((column) => [
      column.fn.countAll<number>().as('runs'),
      column.fn.max<string>('benchmarkRun._created').as('newest'),
    ])
    .where('contender.bakeoff', 'in', bakeoffs)
    .where('benchmarkRun.archived', '=', 0)
    .groupBy(['contender.bakeoff', 'contender.side']);
  for (const { bakeoff, side, runs, newest } of workspace.runner.all(query)) {
    const before = counts.get(bakeoff) ?? { ours: 0, theirs: 0, newest: '' };
    counts.set(bakeoff, { ...before, [side]: runs, newest: later(newest, before.newest) });
  }
  return counts;
}

/** Clocks are texts that sort. */
const later = (one: string, other: string): string => (one > other ? one : other);

/** The newest verdict of each bakeoff, with the clock of its receipt. */
function newestVerdicts(workspace: Workspace, bakeoffs: string[]) {
  const found = new Map<string, { verdict: NonNullable<BakeoffRow['verdict']>; recorded: string }>();
  if (bakeoffs.length === 0) return found;
  const query = tables
    .selectFrom('verdict')
    .select(['id', 'bakeoff', 'version', 'headline', 'at', '_created as recorded'])
    .where('bakeoff', 'in', bakeoffs)
    .where('archived', '=', 0)
    .orderBy('version');
  for (const { bakeoff, recorded, ...verdict } of workspace.runner.all(query))
    found.set(bakeoff, { verdict, recorded });
  return found;
}

const nameOfAccount = (workspace: Workspace, account: string): string | null =>
  workspace.reader.get(Account, account)?.name ?? null;

/** One bakeoff whole: what was agreed, its runs, what they say now, what was accepted, and the verdicts that were recorded. */
export function getBakeoff(session: Session, named: string): BakeoffView {
  const workspace = session.desk.workspace();
  const { see } = readableFor(session);
  const row = see(Bakeoff, requireBakeoff(session, named));
  const standing = standingOf(workspace.reader, row);
  const { contenders, comparison } = standing;
  const sideOf = new Map(contenders.map(({ id, side }) => [id, side]));
  const view = (run: RunRecord): RunView =>
    runView(workspace, see(BenchmarkRun, run), sideOf.get(run.contender) ?? 'ours');
  const lapsed = new Set(comparison.lapsed.map(({ id }) => id));
  const excluded = workspace.reader
    .where(BenchmarkRun, { bakeoff: row.id, archived: true })
    .filter(({ excludedReason }) => excludedReason !== null);
  const runs = standing.runs.map(view);
  const files = runs.flatMap((run) => run.files);
  const { id, number, title, question, deal, account, owner, template, metrics, band } = row;
  const { errorRateLimit, oldAfterMonths, staleAfterDays, status, archived, competitorInternalOnly, created } = row;
  return {
    ...{ id, number, title, question, deal, account, owner, template, metrics, band },
    ...conditionsOf(row),
    ...{ errorRateLimit, oldAfterMonths, staleAfterDays, status, archived, competitorInternalOnly, created },
    dealTitle: deal && (workspace.reader.get(Deal, deal)?.title ?? null),
    accountName: account && nameOfAccount(workspace, account),
    ownerName: personName(workspace, owner),
    contenders: contenders.map(({ id: contender, side, product, version, configuration, notes, prices }) => ({
      id: contender,
      side,
      product,
      version,
      configuration,
      notes,
      prices,
    })),
    runs,
    excluded: sortedRuns(excluded).map(view),
    waivers: standing.waivers.map(({ id: waiver, check, sentence, severity, reason, by, at }) => ({
      id: waiver,
      check,
      sentence,
      severity,
      reason,
      by,
      byName: personName(workspace, by),
      at,
      lapsed: lapsed.has(waiver),
    })),
    verdicts: workspace.reader
      .where(VerdictRecord, { bakeoff: row.id })
      .map((verdict) => verdictSummary(workspace, verdict, standing))
      .reverse(),
    comparison,
    courses: coursesOf(standing),
    evidence: {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: files.filter(({ present }) => !present).length,
    },
  };
}

export function runView(workspace: Workspace, run: RunRecord, side: SideName): RunView {
  const { id, contender, name, tool, format, parse, importer, figures, warnings, confirmed, metadata, operator } = run;
  const ranBy = operator ? personName(workspace, operator) : run.ranBy;
  const facts = metadataOf(run);
  const expected = expectedFacts([facts]);
  const known = expected.filter(({ path }) => factOf(facts, path) !== undefined).length;
  return {
    ...{
      id,
      contender,
      side,
      name,
      tool,
      format,
      parse,
      importer,
      figures,
      warnings,
      confirmed,
      metadata,
      operator,
      ranBy,
    },
    observed: run.observed,
    clockStart: run.timelines?.start ?? null,
    files: run.files.map((file) => ({ ...file, present: workspace.blobs.has(file.sha256) })),
    facts: { known, of: expected.length, unknown: missingFacts([facts]) },
    importedByName: personName(workspace, run.importedBy),
    importedAt: run.importedAt,
    receipt: workspace.receiptOf(BenchmarkRun.name, id, 'run.import'),
    excluded: run.excludedReason,
  };
}

function verdictSummary(
  workspace: Workspace,
  verdict: RowOf<typeof VerdictRecord>,
  standing: Standing,
): VerdictSummary {
  const { id, version, number, headline, at, by } = verdict;
  return {
    ...{ id, version, number, headline, at },
    byName: personName(workspace, by),
    receipt: workspace.receiptOf(VerdictRecord.name, id, 'verdict.record'),
    stale: staleness(workspace, verdict, standing),
  };
}

const staleness = (workspace: Workspace, verdict: RowOf<typeof VerdictRecord>, standing: Standing): string[] =>
  standingStaleness(workspace.reader, workspace.context.now(), verdict, standing);

/** One recorded verdict as it was frozen, with the receipts of its runs and whether it is still true. */
export function getVerdict(session: Session, named: string): VerdictView {
  const workspace = session.desk.workspace();
  const { see } = readableFor(session);
  const verdict = see(VerdictRecord, requireVerdict(session, named));
  const bakeoff = workspace.reader.get(Bakeoff, verdict.bakeoff);
  const runs = workspace.reader.where(VerdictRun, { verdict: verdict.id }).map((run) => see(VerdictRun, run));
  const { id, version, number, headline, rest, ours, theirs, metrics, rows, unknown, rules, importers, at } = verdict;
  return {
    ...{ id, version, number, headline, rest, ours, theirs, metrics, rows, unknown, rules, importers, at },
    ...conditionsOf(verdict),
    bakeoff: verdict.bakeoff,
    bakeoffNumber: bakeoff?.number ?? '',
    bakeoffTitle: bakeoff?.title ?? '',
    findings: verdict.findings.map(({ waiver, ...finding }) => ({
      ...finding,
      ...(waiver && { waiver: { ...waiver, by: personName(workspace, waiver.by) ?? 'erased' } }),
    })),
    runs: [...runs]
      .sort((a, b) => a.place - b.place)
      .map(({ run, side, place, name, files, importer, figures }) => ({
        ...{ run, side, place, name, files, importer, figures },
        receipt: workspace.receiptOf(BenchmarkRun.name, run, 'run.import'),
      })),
    byName: personName(workspace, verdict.by),
    receipt: workspace.receiptOf(VerdictRecord.name, id, 'verdict.record'),
    stale: bakeoff ? staleness(workspace, verdict, standingOf(workspace.reader, bakeoff)) : [],
  };
}

/** Why a recorded verdict no longer says what there is; null where there is no such verdict. */
export function stalenessOf(session: Session, id: string): string[] | null {
  const { reader, context } = session.desk.workspace();
  return verdictStalenessIn(reader, id, context.now());
}

/** Whether nothing about a recorded verdict may leave the house, because its competitor is marked for internal use. */
export function isKeptInside(session: Session, id: string): boolean {
  const { reader } = session.desk.workspace();
  const verdict = reader.get(VerdictRecord, id);
  if (!verdict) return false;
  return verdict.competitorInternalOnly || reader.get(Bakeoff, verdict.bakeoff)?.competitorInternalOnly === true;
}

/** The newest verdict of each bakeoff of a deal, and whether it still holds: what the deal's offers are built on. */
export function proofOfDeal(session: Session, deal: string): DealProof[] {
  const workspace = session.desk.workspace();
  const { see } = readableFor(session);
  return workspace.reader.where(Bakeoff, { deal }).flatMap((row) => {
    const bakeoff = see(Bakeoff, row);
    const newest = workspace.reader.where(VerdictRecord, { bakeoff: bakeoff.id }).at(-1);
    if (!newest) return [];
    const { id: verdict, number, headline, at, competitorInternalOnly } = see(VerdictRecord, newest);
    return [
      {
        bakeoff: bakeoff.id,
        bakeoffNumber: bakeoff.number,
        bakeoffTitle: bakeoff.title,
        ...{ verdict, number, headline, at },
        keptInside: competitorInternalOnly || bakeoff.competitorInternalOnly,
        stale: staleness(workspace, newest, standingOf(workspace.reader, bakeoff)),
      },
    ];
  });
}
