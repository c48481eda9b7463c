import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import {
  Archetype,
  adoptSetVersion,
  archiveChart,
  ChartElement,
  ClaimChart,
  commentOnChart,
  createChart,
  ElementComment,
  editChart,
  settleComment,
} from '../../src-shared/claims';
import { archiveChartFacts } from '../../src-shared/judging/facts/claims';
import { archive, type Change, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { positionsBetween } from '../../src-shared/quotes';
import { Person } from '../../src-shared/workspace';
import {
  type ChartDraft,
  chartedClaim,
  elementsOf,
  requireChart,
  requireDraft,
  requireElement,
  requireSet,
  setVersion,
  whole,
} from './draft-rows';
import { elementsOfClaim } from './element-labels';
import { seriesOf } from './set-commands';

/** Says that a change builds on a draft: it is refused where the chart was handed in meanwhile. */
export const guardDraft = ({ id, version }: ChartDraft): Change =>
  patch(ClaimChart, id, {}, { status: 'draft', version });

export const chartCommands = [
  implementCommand(createChart, (input, state, tools) => {
    const set = requireSet(state, input.set);
    const version = setVersion(state, set);
    const claim = version.claims.find(({ number }) => number === input.claim);
    if (!claim) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${set.number} has no claim ${input.claim}.`,
        where: { field: 'claim' },
        hint: `It has ${version.claims.map(({ number }) => number).join(', ')}.`,
      });
    }
    const archetype = input.archetype ? whole(Archetype, state.require(Archetype, input.archetype)) : null;
    const subject = archetype?.title ?? (input.practice?.trim() || 'own practice');
    const id = tools.newId();
    const number = tools.number(seriesOf(state, 'claimChart', 'CC'));
    const elements = elementsOfClaim(claim);
    const positions = positionsBetween(null, null, elements.length);
    const rows = elements.map((element, index) => ({ id: tools.newId(), position: positions[index]!, ...element }));
    return {
      changes: [
        create(ClaimChart, id, {
          number,
          title: input.title ?? `${set.title}, claim ${claim.number}: ${subject}`.slice(0, 200),
          set: set.id,
          setVersion: version.id,
          claim: claim.number,
          archetype: archetype?.id ?? null,
          practice: input.practice ?? '',
          summary: input.summary ?? '',
          owner: tools.actor.id,
          status: 'draft',
          version: 1,
          disclosure: input.disclosure ?? 'internal',
          expiresOn: input.expiresOn ?? null,
          created: tools.now,
        }),
        ...rows.map(({ id: element, ...fields }) => create(ChartElement, element, { chart: id, ...fields })),
      ],
      resource: { entity: 'claimChart', id },
      result: { id, number, elements: rows.map((row) => row.id) },
    };
  }),
  implementCommand(editChart, ({ chart: named, ...fields }, state) => {
    const chart = requireDraft(state, named);
    if (fields.owner) state.require(Person, fields.owner);
    return {
      changes: [patch(ClaimChart, chart.id, fields, { status: 'draft', version: chart.version })],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id: chart.id },
    };
  }),
  implementCommand(adoptSetVersion, ({ chart: named }, state, tools) => {
    const chart = requireDraft(state, named);
    const set = requireSet(state, chart.set);
    const before = chartedClaim(state, chart);
    const newest = setVersion(state, set);
    const claim = newest.claims.find(({ number }) => number === chart.claim);
    if (!claim) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `Version ${newest.version} of ${set.number} has no claim ${chart.claim} any more.`,
        hint: 'Archive this chart, or begin one of another claim.',
      });
    }
    if (newest.id === before.version.id) {
      throw new ProofdeskError({ code: 'stale', message: `${chart.number} stands on the newest version already.` });
    }
    const left = elementsOf(state, chart.id);
    const wanted = elementsOfClaim(claim);
    // What somebody added by hand, such as a preamble, is none of the old limitations and stays in front.
    const byHand = left.filter(({ limitation }) => !before.claim.limitations.includes(limitation));
    const own = left.filter((element) => !byHand.includes(element));
    const positions = positionsBetween(null, null, byHand.length + wanted.length);
    const changes: Change[] = byHand.map(({ id }, index) => patch(ChartElement, id, { position: positions[index]! }));
    let kept = byHand.length;
    let added = 0;
    wanted.forEach(({ label, limitation }, index) => {
      const position = positions[byHand.length + index]!;
      const at = own.findIndex((element) => element.limitation === limitation);
      if (at < 0) {
        added += 1;
        changes.push(create(ChartElement, tools.newId(), { chart: chart.id, position, label, limitation }));
        return;
      }
      kept += 1;
      const [element] = own.splice(at, 1);
      changes.push(patch(ChartElement, element!.id, { position, label }));
    });
    return {
      changes: [
        patch(ClaimChart, chart.id, { setVersion: newest.id }, { status: 'draft', version: chart.version }),
        ...changes,
        ...own.map(({ id }) => archive(ChartElement, id)),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { version: newest.version, kept, added, removed: own.length },
    };
  }),
  implementCommand(archiveChart, ({ chart: named }, state, tools) => {
    const { id } = requireChart(state, named);
    return { ...judgedBy(archiveChartFacts, tools, [archive(ClaimChart, id)]), result: { id } };
  }),
  implementCommand(commentOnChart, ({ chart: named, element, text }, state, tools) => {
    const chart = requireChart(state, named);
    if (element !== undefined && requireElement(state, element).chart !== chart.id) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This element belongs to another chart.',
        where: { field: 'element' },
      });
    }
    const id = tools.newId();
    return {
      changes: [
        create(ElementComment, id, {
          chart: chart.id,
          element: element ?? null,
          text,
          version: chart.version,
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(settleComment, ({ comment: id, settled }, state) => {
    const comment = whole(ElementComment, state.require(ElementComment, id));
    return {
      changes: [patch(ElementComment, id, { resolved: settled }, { resolved: !settled })],
      resource: { entity: 'claimChart', id: comment.chart },
      result: { id },
    };
  }),
];
