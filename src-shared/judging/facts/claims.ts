import { ApprovalRequest } from '../../approvals';
import { Bakeoff } from '../../bakeoffs';
import {
  Archetype,
  ClaimChart,
  ClaimChartVersion,
  ClaimChartVersionElement,
  ClaimSet,
  ElementMetric,
  ReleasedChart,
  ReleaseOpening,
  ReleaseUse,
  ReleaseWithdrawal,
  releaseChart,
  releaseState,
} from '../../claims';
import type { RowOf } from '../../kernel/entity';
import { type Act, changeOf, changesOf, type FactRule } from '../../kernel/judged';
import type { Rows } from '../../kernel/reading';
import { requireChart } from '../claims/draft-rows';
import { type ChartContent, frozenVersion } from '../claims/frozen';
import { readinessOf } from '../claims/readiness';
import { runsEver } from './bakeoffs';

const about = (id: string) => ({ entity: ClaimChart.name, id });

/** The day of a moment, in UTC. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Whether a release holds on the day of a moment, milliseconds since 1970. */
export function stateOfRelease(
  rows: Pick<Rows, 'where'>,
  release: RowOf<typeof ReleasedChart>,
  now: number,
): 'released' | 'expired' | 'withdrawn' {
  const withdrawn = rows.where(ReleaseWithdrawal, { release: release.id }).length > 0;
  return releaseState({ expiresOn: release.expiresOn, withdrawn }, dayOf(now));
}

/** The version that an act freezes, put together from what it writes. */
export function frozenContent(act: Pick<Act, 'changes'>): ChartContent {
  const { fields } = changeOf(act, ClaimChartVersion, 'create');
  const elements = changesOf(act, ClaimChartVersionElement, 'create')
    .sort((a, b) => (a.fields.index ?? 0) - (b.fields.index ?? 0))
    .map(({ fields: { content, alternatives } }) => ({ ...content!, alternatives: alternatives ?? [] }));
  return { head: fields.head!, elements };
}

export const submitChartFacts: FactRule = (act, known) => {
  const chart = String(changeOf(act, ClaimChartVersion, 'create').fields.chart);
  const { unsupported, openFlags, stale, broken, elements } = readinessOf(known, chart, frozenContent(act), act.at);
  return { resource: about(chart), facts: { unsupported, openFlags, stale, broken, elements } };
};

export const releaseChartFacts: FactRule = (act, known) => {
  const { chart: id = '', version = 0 } = changeOf(act, ReleasedChart, 'create').fields;
  const chart = requireChart(known, id);
  const { content } = frozenVersion(known, chart, version);
  const { unsupported, openFlags, stale, broken } = readinessOf(known, id, content, act.at);
  const { disclosure, expiresOn } = content.head;
  const request = known.where(ApprovalRequest, { subject: id, command: releaseChart.name, version })[0];
  return {
    resource: about(id),
    facts: {
      ...{ unsupported, openFlags, stale, broken, disclosure },
      expired: expiresOn !== null && expiresOn < dayOf(act.at),
    },
    ...(request && { approvalRequest: request.id }),
  };
};

export const recordOpeningFacts: FactRule = (act, known) => {
  const { release = '', how } = changeOf(act, ReleaseOpening, 'create').fields;
  const standing = stateOfRelease(known, known.require(ReleasedChart, release), act.at);
  return {
    resource: { entity: ReleasedChart.name, id: release },
    facts: {},
    contested: standing === 'released' ? [] : [`The release was ${standing} when it was ${how}.`],
  };
};

export const useReleaseFacts: FactRule = (act, known) => {
  const { release = '', underNda } = changeOf(act, ReleaseUse, 'create').fields;
  const row = known.require(ReleasedChart, release);
  return {
    resource: { entity: ReleasedChart.name, id: release },
    facts: {
      holds: stateOfRelease(known, row, act.at) === 'released',
      disclosure: row.disclosure,
      underNda: underNda === true,
    },
  };
};

export const archiveChartFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, ClaimChart, 'archive');
  return { resource: about(id), facts: { released: known.where(ReleasedChart, { chart: id }).length > 0 } };
};

export const archiveClaimSetFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, ClaimSet, 'archive');
  return { resource: { entity: ClaimSet.name, id }, facts: { charts: known.where(ClaimChart, { set: id }).length } };
};

export const archiveArchetypeFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, Archetype, 'archive');
  return {
    resource: { entity: Archetype.name, id },
    facts: { charts: known.where(ClaimChart, { archetype: id }).length },
  };
};

/** A new bakeoff is open and has no runs; a row that is only linked changes no bakeoff. */
export const measureElementFacts: FactRule = (act, known) => {
  const { chart = '', bakeoff = '' } = changeOf(act, ElementMetric, 'create').fields;
  const made = changesOf(act, Bakeoff, 'create').some(({ id }) => id === bakeoff);
  const rows = changesOf(act, Bakeoff, 'patch').map(({ id }) => id);
  // What is changed beside the linked bakeoff counts as well.
  const touched = made ? rows : [bakeoff, ...rows];
  return {
    resource: about(chart),
    facts: {
      closed: touched.some((id) => known.require(Bakeoff, id).status === 'closed'),
      runs: Math.max(0, ...touched.map((id) => runsEver(known, id))),
      addsRow: made || rows.length > 0,
    },
  };
};
