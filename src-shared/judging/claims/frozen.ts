import {
  Archetype,
  ClaimChartVersion,
  ClaimChartVersionElement,
  type DesignAlternative,
  type FrozenElement,
  type FrozenHead,
} from '../../claims';
import { type Change, create } from '../../kernel/change';
import { ProofdeskError } from '../../kernel/errors';
import {
  type ChartDraft,
  chartedClaim,
  elementsOf,
  evidenceOf,
  requireSet,
  type State,
  type Whole,
  whole,
  wholeRows,
} from './draft-rows';

/** Version of the rules that checks and frozen charts follow. */
export const claimRulesVersion = 'claims-1';

/** A chart with its elements, as a version holds them or a draft would. */
export interface ChartContent {
  head: FrozenHead;
  elements: (FrozenElement & { alternatives: DesignAlternative[] })[];
}

/** What a draft would freeze now. Privileged notes are no part of it. */
export function draftContent(state: State, chart: ChartDraft): ChartContent {
  const { version, claim } = chartedClaim(state, chart);
  const set = requireSet(state, chart.set);
  const archetype = chart.archetype ? state.get(Archetype, chart.archetype) : undefined;
  const evidence = evidenceOf(state, chart.id);
  const { number, title, summary, disclosure, expiresOn } = chart;
  return {
    head: {
      ...{ number, title, summary, disclosure, expiresOn },
      set: {
        id: set.id,
        number: set.number,
        title: set.title,
        kind: set.kind,
        reference: set.reference,
        version: version.version,
      },
      claim: {
        number: claim.number,
        text: claim.text,
        preamble: claim.preamble,
        transition: claim.transition,
        independent: claim.dependsOn.length === 0,
      },
      subject: archetype
        ? { kind: 'archetype', name: archetype.title ?? '', description: archetype.description ?? '' }
        : { kind: 'own', name: chart.practice || 'Own practice', description: '' },
    },
    elements: elementsOf(state, chart.id).map(({ id, label, limitation, mapping, status, alternatives }) => ({
      element: id,
      ...{ label, limitation, mapping, status },
      evidence: (evidence.get(id) ?? []).map((one) => ({ id: one.id, citation: one.citation, note: one.note })),
      alternatives,
    })),
  };
}

/** Freezes a draft as its version n: a copy of all that those who review may read. */
export function freezeChart(
  state: State,
  tools: { actor: { id: string }; now: number; newId(): string },
  chart: ChartDraft,
): { versionId: string; content: ChartContent; changes: Change[] } {
  const content = draftContent(state, chart);
  const versionId = tools.newId();
  return {
    versionId,
    content,
    changes: [
      create(ClaimChartVersion, versionId, {
        chart: chart.id,
        version: chart.version,
        head: content.head,
        rules: claimRulesVersion,
        by: tools.actor.id,
        at: tools.now,
      }),
      ...content.elements.map(({ alternatives, ...element }, index) =>
        create(ClaimChartVersionElement, tools.newId(), { version: versionId, index, content: element, alternatives }),
      ),
    ],
  };
}

/** A frozen version. Throws `not-found` where there is none of this number. */
export function frozenVersion(
  state: State,
  chart: { id: string; number: string },
  version: number,
): { row: Whole<typeof ClaimChartVersion>; content: ChartContent } {
  const found = state.where(ClaimChartVersion, { chart: chart.id, version })[0];
  if (!found) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no version ${version} of ${chart.number}.`,
      hint: 'Versions are made when a chart is handed in for review.',
    });
  }
  const row = whole(ClaimChartVersion, found);
  const elements = wholeRows(state, ClaimChartVersionElement, { version: row.id })
    .sort((a, b) => a.index - b.index)
    .map(({ content, alternatives }) => ({ ...content, alternatives }));
  return { row, content: { head: row.head, elements } };
}
