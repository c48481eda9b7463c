import {
  type ChartRow,
  type ChartView,
  ClaimChart,
  ClaimChartVersion,
  type chartStandings,
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
import {
  type ChartDraft,
  chartedClaim,
  elementsOf,
  evidenceOf,
  requireChart,
  requireSet,
  type Whole,
  wholeRows,
} from './draft-rows';
import { commentView, elementViews } from './element-views';
import { draftContent, frozenVersion } from './frozen';
import { chartLanguage, flagsOf } from './language';
import { flagView } from './language-queries';
import { readinessOf } from './readiness';
import { draftReading, livingFor, type Reading, readingOf } from './reading';
import { subjectOf } from './set-queries';
import { standingOfChart, versionStanding } from './standing';

/** Lists show so many charts, the newest. */
const MOST_CHARTS = 500;

interface ChartFilter {
  set?: string | undefined;
  standing?: (typeof chartStandings)[number] | undefined;
  text?: string | undefined;
  mine?: boolean | undefined;
}

/** Charts, the newest first; none for whoever may not read drafts. */
export function listCharts(session: Session, { set: ofSet, standing, text, mine }: ChartFilter): ChartRow[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  const { state, now } = reading;
  const set = ofSet === undefined ? undefined : requireSet(state, ofSet).id;
  const wanted = text?.toLowerCase();
  const living = livingFor(reading);
  return wholeRows(state, ClaimChart, set === undefined ? {} : { set })
    .filter((chart) => !mine || chart.owner === session.actor)
    .filter(({ number, title }) => !wanted || [number, title].some((one) => one.toLowerCase().includes(wanted)))
    .filter((chart) => !standing || standingOfChart(state, chart, now) === standing)
    .sort((a, b) => b.created - a.created)
    .slice(0, MOST_CHARTS)
    .map((chart) => chartRow(reading, chart, living));
}

function chartRow(reading: Reading, chart: ChartDraft, living = livingFor(reading)): ChartRow {
  const { state, workspace, now } = reading;
  const set = requireSet(state, chart.set);
  const evidence = evidenceOf(state, chart.id);
  const elements = elementsOf(state, chart.id);
  const found = elements.map((element) =>
    (evidence.get(element.id) ?? []).map(({ citation, at }) => living.stateOf(citation, element.status, at)),
  );
  const { id, number, title, claim, version, disclosure, expiresOn, owner, created } = chart;
  return {
    ...{ id, number, title, claim, version, disclosure, expiresOn, owner, created },
    set: set.id,
    setNumber: set.number,
    setTitle: set.title,
    setKind: set.kind,
    subject: {
      kind: chart.archetype ? 'archetype' : 'own',
      id: chart.archetype,
      name: subjectOf(reading, chart),
    },
    standing: standingOfChart(state, chart, now),
    ownerName: personName(workspace, owner),
    elements: elements.length,
    supported: found.filter((all) => all.some(({ broken }) => !broken)).length,
    openComments: wholeRows(state, ElementComment, { chart: id, resolved: false }).length,
    stale: found.filter((all) => all.some(({ stale }) => stale.length > 0)).length,
  };
}

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
    ...chartRow(reading, chart),
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
