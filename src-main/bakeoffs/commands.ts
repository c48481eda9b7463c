import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import {
  addContender,
  archiveBakeoff,
  Bakeoff,
  BakeoffWaiver,
  Contender,
  checkConditions,
  createBakeoff,
  defaultRatioBand,
  reviseBakeoff,
  reviseContender,
  setBakeoffStatus,
  waiveCheck,
  withdrawWaiver,
} from '../../src-shared/bakeoffs';
import { Account, Deal } from '../../src-shared/deals';
import {
  addContenderFacts,
  archiveBakeoffFacts,
  reviseBakeoffFacts,
  reviseContenderFacts,
  setBakeoffStatusFacts,
  waiveCheckFacts,
  withdrawWaiverFacts,
} from '../../src-shared/judging/facts/bakeoffs';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Workspace } from '../../src-shared/workspace';
import { mappingCommands } from './mapping-commands';
import { runCommands } from './run-commands';
import { standingOf } from './standing';
import { verdictCommand } from './verdict-command';

/** The account of a bakeoff: the deal's where there is a deal, else the one that was named. */
function accountOf(
  state: PlanState,
  { deal, account }: { deal?: string | null | undefined; account?: string | null | undefined },
): string | null {
  if (deal) return state.require(Deal, deal).account;
  if (account) state.require(Account, account);
  return account ?? null;
}

export const bakeoffCommands = [
  implementCommand(createBakeoff, (input, state, tools) => {
    checkConditions(input);
    const id = tools.newId();
    const [workspace] = state.where(Workspace, {});
    const number = tools.number(workspace?.numbering['bakeoff'] ?? 'B');
    const { discardSeconds, runsWanted, mustBeEqual, mustBePresent } = input;
    const { title, question, deal, metrics, band, errorRateLimit, oldAfterMonths, template, competitorInternalOnly } =
      input;
    const contender = (side: 'ours' | 'theirs') =>
      input[side] ? [create(Contender, tools.newId(), { bakeoff: id, side, ...input[side] })] : [];
    return {
      changes: [
        create(Bakeoff, id, {
          number,
          title,
          question,
          deal: deal ?? null,
          account: accountOf(state, input),
          owner: tools.actor.id,
          template: template ?? 'custom',
          metrics,
          band: band ?? defaultRatioBand,
          errorRateLimit: errorRateLimit ?? null,
          oldAfterMonths: oldAfterMonths ?? null,
          staleAfterDays: input.staleAfterDays ?? null,
          ...{ discardSeconds, runsWanted, mustBeEqual, mustBePresent },
          status: 'open',
          competitorInternalOnly,
          created: tools.now,
        }),
        ...contender('ours'),
        ...contender('theirs'),
      ],
      resource: { entity: 'bakeoff', id },
      result: { id, number },
    };
  }),
  implementCommand(reviseBakeoff, ({ bakeoff, ...input }, state, tools) => {
    const row = state.require(Bakeoff, bakeoff);
    checkConditions(input);
    const moves = input.deal !== undefined || input.account !== undefined;
    const account = moves
      ? accountOf(state, {
          deal: input.deal === undefined ? row.deal : input.deal,
          account: input.account ?? row.account,
        })
      : undefined;
    return {
      ...judgedBy(reviseBakeoffFacts, tools, [patch(Bakeoff, bakeoff, { ...input, account })]),
      result: { id: bakeoff },
    };
  }),
  implementCommand(addContender, ({ bakeoff, side, ...fields }, state, tools) => {
    state.require(Bakeoff, bakeoff);
    const [present] = state.where(Contender, { bakeoff, side });
    if (present) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${side === 'ours' ? 'Our' : 'Their'} side is ${present.product} already.`,
        hint: 'Change it, or plan another bakeoff for another competitor: each comparison has its own runs.',
        where: { field: 'side' },
      });
    }
    const id = tools.newId();
    return {
      ...judgedBy(addContenderFacts, tools, [create(Contender, id, { bakeoff, side, ...fields })]),
      result: { id },
    };
  }),
  implementCommand(reviseContender, ({ contender, ...fields }, state, tools) => {
    state.require(Contender, contender);
    return {
      ...judgedBy(reviseContenderFacts, tools, [patch(Contender, contender, fields)]),
      result: { id: contender },
    };
  }),
  implementCommand(setBakeoffStatus, ({ bakeoff, status }, state, tools) => {
    const row = state.require(Bakeoff, bakeoff);
    return {
      ...judgedBy(setBakeoffStatusFacts, tools, [patch(Bakeoff, bakeoff, { status }, { status: row.status })]),
      result: { id: bakeoff },
    };
  }),
  implementCommand(archiveBakeoff, ({ bakeoff }, state, tools) => {
    state.require(Bakeoff, bakeoff);
    return { ...judgedBy(archiveBakeoffFacts, tools, [archive(Bakeoff, bakeoff)]), result: { id: bakeoff } };
  }),
  implementCommand(waiveCheck, ({ bakeoff, check, because }, state, tools) => {
    const row = state.require(Bakeoff, bakeoff);
    const { comparison, waivers } = standingOf(state, row);
    const finding = comparison.gate.findings.find((one) => one.check === check);
    if (!finding || finding.waiver) {
      throw new ProofdeskError({
        code: finding ? 'stale' : 'not-found',
        message: finding ? 'This deviation is accepted already.' : `The gate finds nothing called ${check}.`,
        hint: `It finds: ${comparison.gate.findings.map((one) => one.check).join(', ') || 'nothing'}.`,
      });
    }
    // An acceptance that lapsed makes room for the new one; both stay in the receipts.
    const lapsed = waivers.filter((waiver) => waiver.check === check).map(({ id }) => archive(BakeoffWaiver, id));
    const id = tools.newId();
    return {
      ...judgedBy(waiveCheckFacts, tools, [
        ...lapsed,
        create(BakeoffWaiver, id, {
          bakeoff,
          check,
          sentence: finding.sentence,
          severity: finding.severity,
          reason: because,
          by: tools.actor.id,
          at: tools.now,
        }),
      ]),
      result: { id },
    };
  }),
  implementCommand(withdrawWaiver, ({ waiver }, state, tools) => {
    state.require(BakeoffWaiver, waiver);
    return { ...judgedBy(withdrawWaiverFacts, tools, [archive(BakeoffWaiver, waiver)]), result: { id: waiver } };
  }),
  ...runCommands,
  ...mappingCommands,
  verdictCommand,
];
