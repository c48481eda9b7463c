import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import { Bakeoff, defaultRatioBand } from '../../src-shared/bakeoffs';
import {
  addElement,
  attachEvidence,
  ChartElement,
  ElementEvidence,
  ElementMetric,
  mapElement,
  mapElements,
  measureElement,
  noteElement,
  removeElement,
  removeEvidence,
} from '../../src-shared/claims';
import { measureElementFacts } from '../../src-shared/judging/facts/claims';
import { archive, type Change, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { positionsBetween } from '../../src-shared/quotes';
import { guardDraft } from './chart-commands';
import { type ElementDraft, elementsOf, evidenceOf, requireDraft, requireElement, whole } from './draft-rows';
import { seriesOf } from './set-commands';

/** A verdict of many runs pins many files: what one element cites has to fit into a receipt when it is frozen. */
const MOST_EVIDENCE_BYTES = 160 * 1024;

function checkAlternatives(alternatives: readonly { id: string }[] | undefined): void {
  if (alternatives && new Set(alternatives.map(({ id }) => id)).size !== alternatives.length) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Two alternatives have the same id.',
      where: { field: 'alternatives' },
    });
  }
}

export const elementCommands = [
  implementCommand(addElement, ({ chart: named, after, label, limitation }, state, tools) => {
    const chart = requireDraft(state, named);
    const present = elementsOf(state, chart.id);
    const at = after === undefined ? present.length - 1 : present.findIndex(({ id }) => id === after);
    const [position] = positionsBetween(present[at]?.position ?? null, present[at + 1]?.position ?? null, 1);
    const id = tools.newId();
    return {
      changes: [
        guardDraft(chart),
        create(ChartElement, id, { chart: chart.id, position: position!, label, limitation }),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(removeElement, ({ element: id }, state) => {
    const chart = requireDraft(state, requireElement(state, id).chart);
    return {
      changes: [guardDraft(chart), archive(ChartElement, id)],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(mapElement, ({ element: id, ...fields }, state) => {
    const chart = requireDraft(state, requireElement(state, id).chart);
    checkAlternatives(fields.alternatives);
    return {
      changes: [guardDraft(chart), patch(ChartElement, id, fields)],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(mapElements, ({ chart: named, elements }, state) => {
    const chart = requireDraft(state, named);
    const present = new Map(elementsOf(state, chart.id).map((element) => [element.id, element]));
    const changes = elements.flatMap(({ element: id, ...fields }, index): Change[] => {
      const element = present.get(id);
      if (!element) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${chart.number} has no such element.`,
          where: { field: `elements.${index}.element` },
          hint: 'It may have been taken out since.',
        });
      }
      return isChanged(element, fields) ? [patch(ChartElement, id, fields)] : [];
    });
    return {
      changes: [guardDraft(chart), ...changes],
      resource: { entity: 'claimChart', id: chart.id },
      result: { mapped: changes.length },
    };
  }),
  implementCommand(noteElement, ({ element: id, note }, state) => {
    const { chart } = requireElement(state, id);
    return {
      // Notes are legal's own and no part of any version: they may be written at any time.
      changes: [patch(ChartElement, id, { privilegedNote: note?.trim() ? note : null })],
      resource: { entity: 'claimChart', id: chart },
      result: { id },
    };
  }),
  implementCommand(attachEvidence, ({ element: of, citation, note }, state, tools) => {
    const element = requireElement(state, of);
    const chart = requireDraft(state, element.chart);
    const present = evidenceOf(state, chart.id).get(of) ?? [];
    const bytes = Buffer.byteLength(JSON.stringify([...present.map((one) => one.citation), citation]));
    if (bytes > MOST_EVIDENCE_BYTES) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${element.label} has more evidence than one element may have.`,
        hint: 'Cite fewer lines, or take evidence away that adds nothing.',
      });
    }
    const id = tools.newId();
    return {
      changes: [
        guardDraft(chart),
        create(ElementEvidence, id, {
          chart: chart.id,
          element: of,
          citation,
          note,
          by: tools.actor.id,
          at: tools.now,
        }),
      ],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(removeEvidence, ({ evidence: id }, state) => {
    const row = whole(ElementEvidence, state.require(ElementEvidence, id));
    const chart = requireDraft(state, row.chart);
    return {
      changes: [guardDraft(chart), archive(ElementEvidence, id)],
      resource: { entity: 'claimChart', id: chart.id },
      result: { id },
    };
  }),
  implementCommand(measureElement, ({ element: of, bakeoff: named, create: made, metric, row }, state, tools) => {
    const element = requireElement(state, of);
    const wanted = metric?.id ?? row;
    if (wanted === undefined)
      throw refused('metric', 'Say what is to be measured: a new row, or the id of one that is there.');
    if ((named === undefined) === (made === undefined))
      throw refused('bakeoff', 'Name a bakeoff, or say what the new one is called.');
    const link = (bakeoff: string): Change =>
      create(ElementMetric, tools.newId(), {
        chart: element.chart,
        element: of,
        bakeoff,
        row: wanted,
        by: tools.actor.id,
        at: tools.now,
      });
    if (made) {
      if (!metric) throw refused('metric', 'A new bakeoff needs the row itself.');
      const id = tools.newId();
      const number = tools.number(seriesOf(state, 'bakeoff', 'B'));
      return {
        ...judgedBy(measureElementFacts, tools, [
          create(Bakeoff, id, {
            number,
            title: made.title,
            owner: tools.actor.id,
            template: made.template,
            metrics: [metric],
            band: defaultRatioBand,
            status: 'open',
            created: tools.now,
          }),
          link(id),
        ]),
        result: { bakeoff: id, number, row: wanted },
      };
    }
    const bakeoff = bakeoffNamed(state, named!);
    const present = bakeoff.metrics.some(({ id }) => id === wanted);
    if (!present && !metric)
      throw refused(
        'row',
        `${bakeoff.number} has no row ${wanted}.`,
        `It has ${bakeoff.metrics.map(({ id }) => id).join(', ')}.`,
      );
    if (present && metric)
      throw refused(
        'metric',
        `${bakeoff.number} has a row ${wanted} already.`,
        'Link that row, or give the new one another id.',
      );
    return {
      ...judgedBy(measureElementFacts, tools, [
        ...(metric ? [patch(Bakeoff, bakeoff.id, { metrics: [...bakeoff.metrics, metric] })] : []),
        link(bakeoff.id),
      ]),
      result: { bakeoff: bakeoff.id, number: bakeoff.number, row: wanted },
    };
  }),
];

const isChanged = (
  element: ElementDraft,
  fields: { mapping?: string | undefined; status?: string | undefined },
): boolean =>
  (fields.mapping !== undefined && fields.mapping !== element.mapping) ||
  (fields.status !== undefined && fields.status !== element.status);

function bakeoffNamed(state: PlanState, named: string) {
  const found = state.get(Bakeoff, named) ?? state.where(Bakeoff, { number: named })[0];
  if (found && !found.archived) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no bakeoff ${named}.`,
    hint: 'The page Bakeoffs shows those that there are.',
  });
}

function refused(field: string, message: string, hint?: string): ProofdeskError {
  return new ProofdeskError({ code: 'bad-input', message, where: { field }, ...(hint && { hint }) });
}
