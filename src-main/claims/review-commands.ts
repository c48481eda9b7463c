import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { ApprovalRequest } from '../../src-shared/approvals';
import {
  addReleaseToDeal,
  ClaimChart,
  ClaimChartVersion,
  ReleasedChart,
  ReleasedElement,
  ReleaseOpening,
  ReleaseUse,
  ReleaseWithdrawal,
  recordOpening,
  releaseChart,
  removeReleaseFromDeal,
  reviseChart,
  submitChart,
  withdrawRelease,
} from '../../src-shared/claims';
import { Deal } from '../../src-shared/deals';
import {
  dayOf,
  recordOpeningFacts,
  releaseChartFacts,
  stateOfRelease,
  submitChartFacts,
  useReleaseFacts,
} from '../../src-shared/judging/facts/claims';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { requireChart, requireDraft } from './draft-rows';
import { freezeChart, frozenVersion } from './frozen';

/** Nothing in the way, so that the gate says whose approval is needed and not what is missing. */
const inOrder = { unsupported: 0, openFlags: 0, stale: 0, broken: 0, expired: false };

export const reviewCommands = [
  implementCommand(submitChart, ({ chart: named }, state, tools) => {
    const chart = requireDraft(state, named);
    const { versionId, changes } = freezeChart(state, tools, chart);
    const request = tools.newId();
    const earlier = state.where(ApprovalRequest, { subject: chart.id, command: releaseChart.name, closed: false });
    const facts = { ...inOrder, disclosure: chart.disclosure };
    return {
      ...judgedBy(submitChartFacts, tools, [
        ...changes,
        patch(ClaimChart, chart.id, { status: 'submitted' }, { status: 'draft', version: chart.version }),
        ...earlier.map((old) => patch(ApprovalRequest, old.id, { closed: true }, { closed: false })),
        create(ApprovalRequest, request, {
          // All may read this title: it says nothing of the draft.
          title: `Claim chart, version ${chart.version}`,
          insideTitle: `${chart.number}, version ${chart.version}: ${chart.title}`,
          circle: 'claims',
          command: releaseChart.name,
          entity: ClaimChart.name,
          subject: chart.id,
          version: chart.version,
          needs: tools.needsFor(releaseChart.name, { entity: ClaimChart.name, id: chart.id }, facts, ['legal']),
          requester: tools.actor.id,
          requestedAt: tools.now,
          input: null,
          changes: null,
        }),
      ]),
      result: { version: chart.version, versionId, request },
    };
  }),
  implementCommand(reviseChart, ({ chart: named }, state) => {
    const chart = requireChart(state, named);
    if (chart.status === 'draft')
      throw new ProofdeskError({ code: 'stale', message: `${chart.number} is a draft already.` });
    const open = state.where(ApprovalRequest, { subject: chart.id, command: releaseChart.name, closed: false });
    return {
      changes: [
        patch(
          ClaimChart,
          chart.id,
          { status: 'draft', version: chart.version + 1 },
          { status: chart.status, version: chart.version },
        ),
        ...(chart.status === 'submitted'
          ? open.map((old) => patch(ApprovalRequest, old.id, { closed: true }, { closed: false }))
          : []),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { version: chart.version + 1 },
    };
  }),
  implementCommand(releaseChart, ({ chart: named, version }, state, tools) => {
    const chart = requireChart(state, named);
    const { row, content } = frozenVersion(state, chart, version);
    if (state.where(ReleasedChart, { chart: chart.id, version }).length > 0)
      throw new ProofdeskError({
        code: 'stale',
        message: `Version ${version} of ${chart.number} was released already.`,
        hint: 'A release does not change: open the next draft and have it approved, or withdraw the release.',
      });
    const { head, elements } = content;
    const release = tools.newId();
    return {
      ...judgedBy(releaseChartFacts, tools, [
        patch(ClaimChart, chart.id, { status: 'released' }, { status: 'submitted', version }),
        create(ReleasedChart, release, {
          chart: chart.id,
          version,
          number: head.number,
          title: head.title,
          head,
          disclosure: head.disclosure,
          expiresOn: head.expiresOn,
          frozenBy: tools.receiptOf(ClaimChartVersion.name, row.id, submitChart.name) ?? '',
          by: tools.actor.id,
          at: tools.now,
        }),
        // Alternatives that were considered stay with those who drafted it.
        ...elements.map(({ alternatives: _alternatives, ...element }, index) =>
          create(ReleasedElement, tools.newId(), { release, index, content: element }),
        ),
      ]),
      result: { release },
    };
  }),
  implementCommand(withdrawRelease, ({ release, reason }, state, tools) => {
    state.require(ReleasedChart, release);
    if (state.where(ReleaseWithdrawal, { release }).length > 0)
      throw new ProofdeskError({ code: 'stale', message: 'This release was withdrawn already.' });
    const id = tools.newId();
    return {
      changes: [create(ReleaseWithdrawal, id, { release, reason, by: tools.actor.id, at: tools.now })],
      resource: { entity: 'releasedChart', id: release },
      result: { id },
    };
  }),
  implementCommand(recordOpening, ({ release, how }, state, tools) => {
    state.require(ReleasedChart, release);
    const id = tools.newId();
    return {
      ...judgedBy(recordOpeningFacts, tools, [
        create(ReleaseOpening, id, { release, person: tools.actor.id, how, at: tools.now }),
      ]),
      result: { id },
    };
  }),
  implementCommand(addReleaseToDeal, ({ release, deal: dealId, underNda }, state, tools) => {
    const row = state.require(ReleasedChart, release);
    const deal = state.require(Deal, dealId);
    if (state.where(ReleaseUse, { release, deal: dealId }).length > 0)
      throw new ProofdeskError({ code: 'stale', message: `${row.number} is used on this deal already.` });
    const id = tools.newId();
    return {
      ...judgedBy(useReleaseFacts, tools, [
        create(ReleaseUse, id, {
          release,
          deal: dealId,
          account: deal.account,
          underNda,
          by: tools.actor.id,
          at: tools.now,
        }),
      ]),
      result: { id },
    };
  }),
  implementCommand(removeReleaseFromDeal, ({ use }, state) => {
    const row = state.require(ReleaseUse, use);
    return {
      changes: [archive(ReleaseUse, use)],
      resource: { entity: 'releasedChart', id: row.release },
      result: { id: use },
    };
  }),
];

export { dayOf, stateOfRelease };
