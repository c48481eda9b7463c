import { implementCommand } from '../../src-core/commands/implementation';
import { addStudyMetric, CaseStudyMetric, editStudyMetric, removeStudyMetric } from '../../src-shared/case-studies';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { positionsBetween } from '../../src-shared/quotes';
import { pinFigure } from '../pinned-figures';
import { guardDraft, metricsOf, requireDraft, type State } from './study-rows';

/** More figures than these are no case study any more, and would not fit into one receipt when they are frozen. */
const MOST_METRICS = 40;

function requireMetric(state: State, id: string) {
  const found = state.get(CaseStudyMetric, id);
  if (found && !found.archived) return found;
  throw new ProofdeskError({ code: 'not-found', message: 'There is no such figure in a case study.' });
}

export const metricCommands = [
  implementCommand(addStudyMetric, ({ study: named, figure: order, label }, state, tools) => {
    const study = requireDraft(state, named);
    const present = metricsOf(state, study.id);
    if (present.length >= MOST_METRICS) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${study.number} has ${MOST_METRICS} figures already.`,
        hint: 'Take one out first.',
      });
    }
    const figure = pinFigure(state, tools.receiptOf, order, study.account);
    const [position] = positionsBetween(present.at(-1)?.position ?? null, null, 1);
    const id = tools.newId();
    return {
      changes: [
        guardDraft(study),
        create(CaseStudyMetric, id, { study: study.id, position: position!, label: label ?? figure.label, figure }),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id },
    };
  }),
  implementCommand(editStudyMetric, ({ metric: id, label, figure: order, after }, state, tools) => {
    const metric = requireMetric(state, id);
    const study = requireDraft(state, metric.study);
    const others = metricsOf(state, study.id).filter((one) => one.id !== id);
    const at = after === null ? -1 : others.findIndex((one) => one.id === after);
    const position =
      after === undefined
        ? undefined
        : positionsBetween(others[at]?.position ?? null, others[at + 1]?.position ?? null, 1)[0];
    const figure = order && pinFigure(state, tools.receiptOf, order, study.account);
    return {
      changes: [guardDraft(study), patch(CaseStudyMetric, id, { label, position, figure })],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id },
    };
  }),
  implementCommand(removeStudyMetric, ({ metric: id }, state) => {
    const study = requireDraft(state, requireMetric(state, id).study);
    return {
      changes: [guardDraft(study), archive(CaseStudyMetric, id)],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id },
    };
  }),
];
