import {
  type ChartView,
  ClaimChartVersion,
  comparedChart,
  coverageOf,
  ElementComment,
  type FrozenChartView,
  type Redline,
  redlineRows,
} from '../../src-shared/claims';
import { requestView } from '../approvals';
import type { Session } from '../session';
import { personName } from '../workspace';
import { chartRows } from './chart-list';
import { type ChartDraft, chartedClaim, requireChart, requireSet, type Whole, wholeRows } from './draft-rows';
import { commentView, elementViews } from './element-views';
import { draftContent, frozenVersion } from './frozen';
import { chartLanguage, flagsOf } from './language';
import { flagView } from './language-queries';
import { readinessOf } from './readiness';
import { draftReading, livingFor, type Reading } from './reading';
import { versionStanding } from './standing';

/** One chart with everything about it: rows, evidence and whether it holds, flags, comments, versions and their decisions. */
export function getChart(session: Session, named: string): ChartView {
  const reading = draftReading(session);
  const { state, now, readable } = reading;
  const chart = requireChart(state, named);
  const { version, claim } = chartedClaim(state, chart);
  const content = draftContent(state, chart);
  const flags = flagsOf(
    chartLanguage(state, chart.id, content.head, content.elements, now),
    chart.summary,
    content.elements,
  ).map((flag) => flagView(reading, flag));
  const comments = wholeRows(state, ElementComment, { chart: chart.id }).map((row) => commentView(reading, row));
  const rows = elementViews(reading, chart, flags, comments);
  return {
    ...chartRows(reading, [chart])[0]!,
    practice: chart.practice,
    summary: chart.summary,
    claimText: claim,
    archetypeDescription: content.head.subject.description,
    setVersion: { id: version.id, version: version.version, newest: requireSet(state, chart.set).version },
    rows,
    comments: comments.filter(({ element }) => element === null),
    flags: flags.filter(({ element }) => element === null),
    openFlags: flags.filter(({ status }) => status === 'open').length,
    coverage: coverageOf(
      rows.map(({ label, status, evidence }) => ({
        label,
        status,
        evidence: evidence.length,
        broken: evidence.filter(({ broken }) => broken).length,
      })),
    ),
    versions: versionsOf(reading, chart),
    blockers: readinessOf(state, chart.id, content, now).blockers,
    notesWithheld: !readable.has('privileged'),
  };
}

function versionsOf(reading: Reading, chart: ChartDraft): ChartView['versions'] {
  return wholeRows(reading.state, ClaimChartVersion, { chart: chart.id })
    .sort((a, b) => b.version - a.version)
    .map((row) => versionLine(reading, chart, row));
}

function versionLine(
  reading: Reading,
  chart: ChartDraft,
  row: Whole<typeof ClaimChartVersion>,
): ChartView['versions'][number] {
  const { state, workspace, now, session } = reading;
  const { standing, request, release } = versionStanding(state, chart, row.version, now);
  const view = request && requestView(session, request);
  return {
    id: row.id,
    version: row.version,
    standing,
    at: row.at,
    by: row.by,
    byName: personName(workspace, row.by),
    receipt: workspace.receiptOf(ClaimChartVersion.name, row.id, 'claim.submit'),
    request: view
      ? {
          ...{ id: view.id, state: view.state, needs: view.needs, missing: view.missing, closed: view.closed },
          mine: view.mine,
          decisions: view.decisions.map(({ id, role, decision, reason, by, byName, decidedAt }) => ({
            ...{ id, role, decision, reason, by, byName },
            at: decidedAt,
          })),
        }
      : null,
    release: release?.id ?? null,
  };
}

/** A version as it was handed in, with whether its evidence still bears it. */
export function frozenChart(session: Session, named: string, version: number): FrozenChartView {
  const reading = draftReading(session);
  const { state } = reading;
  const chart = requireChart(state, named);
  const { row, content } = frozenVersion(state, chart, version);
  const living = livingFor(reading);
  return {
    ...versionLine(reading, chart, row),
    head: content.head,
    elements: content.elements.map((element) => ({
      ...element,
      stale: element.evidence.flatMap(({ citation }) => living.stateOf(citation, element.status, row.at).stale),
      damaged: element.evidence.flatMap(({ citation }) => living.damaged(citation).map(({ name }) => name)),
    })),
  };
}

/** What changed between two versions of a chart, or from one to the draft. */
export function chartRedline(
  session: Session,
  { chart: named, from, to }: { chart: string; from: number; to?: number | undefined },
): Redline {
  const { state } = draftReading(session);
  const chart = requireChart(state, named);
  const before = frozenVersion(state, chart, from).content;
  const after = to === undefined ? draftContent(state, chart) : frozenVersion(state, chart, to).content;
  return {
    from,
    to: to ?? chart.version,
    rows: redlineRows(comparedChart(before.head, before.elements), comparedChart(after.head, after.elements)),
  };
}
