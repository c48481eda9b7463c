import type { Workspace } from '../../src-core/workspace/workspace';
import {
  Bakeoff,
  type BakeoffRow,
  type BakeoffView,
  BenchmarkRun,
  expectedFacts,
  factOf,
  importersVersion,
  missingFacts,
  type RunView,
  type SideName,
  VerdictRecord,
  VerdictRun,
  type VerdictSummary,
  type VerdictView,
  verdictRulesVersion,
  verdictStaleness,
} from '../../src-shared/bakeoffs';
import { Account, Deal } from '../../src-shared/deals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
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
  const total = workspace.runner.first(query.select((column) => column.fn.countAll<number>().as('n')))?.n ?? 0;
  const rows = workspace.reader.rows(
    Bakeoff,
    query
      .selectAll()
      .orderBy(filter.sort, filter.descending ? 'desc' : 'asc')
      .orderBy('id')
      .limit(filter.limit)
      .offset(filter.offset),
  );
  const ids = rows.map(({ id }) => id);
  const contenders = contendersOf(workspace, ids);
  const runs = runCounts(workspace, ids);
  const verdicts = newestVerdicts(workspace, ids);
  return {
    total,
    bakeoffs: rows.map((raw) => {
      const { id, number, title, deal, account, owner, status, created } = see(Bakeoff, raw);
      const verdict = verdicts.get(id) ?? null;
      const counted = runs.get(id) ?? { ours: 0, theirs: 0, newest: 0 };
      return {
        id,
        number,
        title,
        deal,
        account,
        accountName: account && nameOfAccount(workspace, account),
        ownerName: personName(workspace, owner),
        status,
        ours: contenders.get(id)?.ours ?? null,
        theirs: contenders.get(id)?.theirs ?? null,
        runs: { ours: counted.ours, theirs: counted.theirs },
        verdict,
        outdated: verdict !== null && counted.newest > verdict.at,
        created,
      };
    }),
  };
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

function runCounts(workspace: Workspace, bakeoffs: string[]) {
  const counts = new Map<string, { ours: number; theirs: number; newest: number }>();
  if (bakeoffs.length === 0) return counts;
  const query = tables
    .selectFrom('benchmarkRun')
    .innerJoin('contender', 'contender.id', 'benchmarkRun.contender')
    .select(['benchmarkRun.bakeoff', 'contender.side'])
    .select((column) => [
      column.fn.countAll<number>().as('runs'),
      column.fn.max<number>('benchmarkRun.importedAt').as('newest'),
    ])
    .where('benchmarkRun.bakeoff', 'in', bakeoffs)
    .where('benchmarkRun.archived', '=', 0)
    .groupBy(['benchmarkRun.bakeoff', 'contender.side']);
  for (const { bakeoff, side, runs, newest } of workspace.runner.all(query)) {
    const before = counts.get(bakeoff) ?? { ours: 0, theirs: 0, newest: 0 };
    counts.set(bakeoff, { ...before, [side]: runs, newest: Math.max(before.newest, newest) });
  }
  return counts;
}

function newestVerdicts(workspace: Workspace, bakeoffs: string[]) {
  const newest = new Map<string, NonNullable<BakeoffRow['verdict']>>();
  if (bakeoffs.length === 0) return newest;
  const query = tables
    .selectFrom('verdict')
    .select(['id', 'bakeoff', 'version', 'headline', 'at'])
    .where('bakeoff', 'in', bakeoffs)
    .where('archived', '=', 0)
    .orderBy('version');
  for (const { bakeoff, ...verdict } of workspace.runner.all(query)) newest.set(bakeoff, verdict);
  return newest;
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
  const { errorRateLimit, oldAfterMonths, status, archived, competitorInternalOnly, created } = row;
  return {
    ...{ id, number, title, question, deal, account, owner, template, metrics, band },
    ...{ errorRateLimit, oldAfterMonths, status, archived, competitorInternalOnly, created },
    dealTitle: deal && (workspace.reader.get(Deal, deal)?.title ?? null),
    accountName: account && nameOfAccount(workspace, account),
    ownerName: personName(workspace, owner),
    contenders: contenders.map(({ id: contender, side, product, version, configuration, notes }) => ({
      id: contender,
      side,
      product,
      version,
      configuration,
      notes,
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
    evidence: {
      files: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      missing: files.filter(({ present }) => !present).length,
    },
  };
}

function runView(workspace: Workspace, run: RunRecord, side: SideName): RunView {
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

function staleness(workspace: Workspace, verdict: RowOf<typeof VerdictRecord>, standing: Standing): string[] {
  const runs = workspace.reader.where(VerdictRun, { verdict: verdict.id });
  const { comparison, compared, bakeoff } = standing;
  return verdictStaleness(
    { ...verdict, runs },
    {
      comparison,
      runs: compared,
      metrics: bakeoff.metrics,
      band: bakeoff.band,
      rules: verdictRulesVersion,
      importersVersion,
    },
  );
}

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
