import type { Workspace } from '../../src-core/workspace/workspace';
import { ApprovalDecision, ApprovalRequest } from '../../src-shared/approvals';
import { Bakeoff, BenchmarkRun, Contender, VerdictRecord } from '../../src-shared/bakeoffs';
import {
  type Citation,
  type ClaimAttention,
  ClaimChart,
  ClaimChartVersion,
  ClaimChartVersionElement,
  citedFiles,
  ElementEvidence,
  type FrozenElement,
  ReleasedChart,
  ReleaseWithdrawal,
} from '../../src-shared/claims';
import type { Session } from '../session';
import { tables } from '../tables';
import { type ChartDraft, whole } from './draft-rows';
import { keptFiles, livingFor, type Reading, readingOf } from './reading';
import { dayOf } from './review-commands';
import { approvedVersion, versionStanding } from './standing';
import { sinceWhen } from './touched';

/** What the answer follows from. */
const FOLLOWS = [
  ...[ClaimChart, ClaimChartVersion, ElementEvidence, ReleasedChart, ReleaseWithdrawal],
  ...[ApprovalRequest, ApprovalDecision, Bakeoff, BenchmarkRun, Contender, VerdictRecord],
].map(({ name }) => name);

type CitedFile = ReturnType<typeof citedFiles>[number];

interface Answer {
  since: string;
  files: ReadonlyMap<string, CitedFile>;
  found: ClaimAttention[];
}

const kept = new WeakMap<Workspace, Answer>();

/** Charts with legal, approved or released whose evidence changed under them; for those who review. */
export function chartsToLookAt(session: Session): ClaimAttention[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  const { workspace } = reading;
  const touched = sinceWhen(workspace, FOLLOWS, ClaimChartVersionElement.name);
  const sinceOf = (files: Answer['files']): string =>
    JSON.stringify([touched, dayOf(reading.now), damagedAmong(workspace, files)]);
  // Every frozen element is held against what there is now: once, until something of it changes.
  const before = kept.get(workspace);
  if (before && before.since === sinceOf(before.files)) return before.found;
  const { files, found } = lookAtAll(reading);
  kept.set(workspace, { since: sinceOf(files), files, found });
  return found;
}

/** Cited files that are missing on this device or are not as large as they were. */
function damagedAmong(workspace: Workspace, files: Answer['files']): string[] {
  const here = keptFiles(workspace);
  return [...files.values()].filter(({ sha256, bytes }) => here.size(sha256) !== bytes).map(({ sha256 }) => sha256);
}

interface Found {
  label: string;
  why: string[];
}

function lookAtAll(reading: Reading): Omit<Answer, 'since'> {
  const { workspace, state, now } = reading;
  const living = livingFor(reading);
  const files = new Map<string, CitedFile>();
  const changed = new Map<string, Map<number, Found[]>>();
  const rows = workspace.runner.all(
    tables
      .selectFrom('claimChartVersion')
      .innerJoin('claimChartVersionElement', 'claimChartVersionElement.version', 'claimChartVersion.id')
      .innerJoin('claimChart', 'claimChart.id', 'claimChartVersion.chart')
      .where('claimChart.archived', '=', 0)
      .select(['claimChartVersion.chart', 'claimChartVersion.version', 'claimChartVersion.at'])
      .select('claimChartVersionElement.content')
      .orderBy('claimChart.created')
      .orderBy('claimChart.id')
      .orderBy('claimChartVersionElement.index'),
  );
  for (const { chart, version, at, content } of rows) {
    if (chart === null || version === null || at === null || content === null) continue;
    // Checked when it was frozen.
    const { label, status, evidence } = JSON.parse(content) as FrozenElement;
    const citations: Citation[] = evidence.map(({ citation }) => citation);
    for (const file of citations.flatMap(citedFiles)) files.set(file.sha256, file);
    const why = [...new Set(citations.flatMap((citation) => living.stateOf(citation, status, at).stale))];
    if (why.length === 0) continue;
    const versions = changed.get(chart) ?? new Map<number, Found[]>();
    versions.set(version, [...(versions.get(version) ?? []), { label, why }]);
    changed.set(chart, versions);
  }
  const found = [...changed].flatMap(([id, versions]): ClaimAttention[] => {
    const chart: ChartDraft = whole(ClaimChart, state.get(ClaimChart, id)!);
    const shown = new Set([approvedVersion(state, chart, now), chart.status === 'submitted' ? chart.version : null]);
    return [...shown].flatMap((version): ClaimAttention[] => {
      const elements = version === null ? undefined : versions.get(version);
      if (version === null || !elements) return [];
      const title = state.where(ClaimChartVersion, { chart: id, version })[0]?.head?.title ?? chart.title;
      return [
        {
          ...{ chart: id, number: chart.number, title, version },
          standing: versionStanding(state, chart, version, now).standing,
          elements: elements.map(({ label }) => label),
          why: elements.flatMap(({ label, why }) => why.map((sentence) => `${label}: ${sentence}`)),
        },
      ];
    });
  });
  return { files, found };
}
