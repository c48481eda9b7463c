import { Bakeoff, VerdictRecord } from '../../src-shared/bakeoffs';
import {
  ChartElement,
  type CommentView,
  citationTitle,
  type ElementComment,
  ElementEvidence,
  ElementMetric,
  type ElementStatus,
  type ElementView,
  type EvidenceView,
  type FlagView,
} from '../../src-shared/claims';
import { personName } from '../workspace';
import { type ChartDraft, type EvidenceDraft, elementsOf, evidenceOf, type Whole, wholeRows } from './draft-rows';
import type { LivingEvidence } from './living';
import { livingFor, type Reading } from './reading';

/** A comment as it is read. */
export function commentView({ workspace }: Reading, row: Whole<typeof ElementComment>): CommentView {
  const { id, element, text, version, by, at, resolved } = row;
  return { ...{ id, element, text, version, by, at }, byName: personName(workspace, by), settled: resolved };
}

/** The elements of a draft in their order, with all that belongs to each. */
export function elementViews(
  reading: Reading,
  chart: ChartDraft,
  flags: readonly FlagView[],
  comments: readonly CommentView[],
): ElementView[] {
  const { state, readable } = reading;
  const evidence = evidenceOf(state, chart.id);
  const living = livingFor(reading);
  const metrics = wholeRows(state, ElementMetric, { chart: chart.id });
  return elementsOf(state, chart.id).map((element) => {
    const attached = (evidence.get(element.id) ?? []).map((row) => evidenceView(reading, living, element.status, row));
    const { id, label, position, limitation, mapping, status, alternatives } = element;
    return {
      ...{ id, label, position, limitation, mapping, status, alternatives },
      privilegedNote: readable.has('privileged') ? (state.get(ChartElement, id)?.privilegedNote ?? null) : null,
      evidence: attached,
      comments: comments.filter((comment) => comment.element === id),
      metrics: metrics.filter((one) => one.element === id).map((one) => metricLine(reading, one)),
      flags: flags.filter((flag) => flag.element === id),
      stale: [...new Set(attached.flatMap(({ stale }) => stale))],
    };
  });
}

function evidenceView(
  { workspace }: Reading,
  living: LivingEvidence,
  status: ElementStatus,
  row: EvidenceDraft,
): EvidenceView {
  const { id, citation, note, by, at } = row;
  return {
    ...{ id, citation, note, at },
    title: citationTitle(citation),
    byName: personName(workspace, by),
    ...living.stateOf(citation, status, at),
    damaged: living.damaged(citation).map(({ name }) => name),
    receipt: workspace.journal.touching(ElementEvidence.name, id)[0]?.hash ?? null,
  };
}

function metricLine(
  { state }: Reading,
  { id, bakeoff, row }: Whole<typeof ElementMetric>,
): ElementView['metrics'][number] {
  const of = state.get(Bakeoff, bakeoff);
  const newest = state.where(VerdictRecord, { bakeoff }).at(-1);
  return {
    ...{ id, bakeoff, row },
    number: of?.number ?? '',
    label: of?.metrics.find((metric) => metric.id === row)?.label ?? row,
    outcome: newest?.rows.find(({ key }) => key === row)?.verdict ?? null,
    verdict: newest?.id ?? null,
  };
}
