import {
  answerScenarios,
  checkRoiModel,
  prepareRoom,
  seekTarget,
  simulateScenario,
  tornadoOf,
} from '../../src-shared/roi';
import { filledCase } from '../roi/filled-case';
import { type BenchFigure, measure } from './figures';

/** Times of ROI models, on the shipped model of ownership with all inputs filled. The draws run as they do in a worker: on one thread. */
export async function measureRoi(): Promise<BenchFigure[]> {
  const content = filledCase();
  const formulas = content.model.formulas.length;
  const room = prepareRoom({ content });
  let turn = 0;
  return [
    await measure(
      `ROI: 100,000 draws of the model of ownership (${formulas} formulas, 3 years)`,
      1_000,
      () => simulateScenario(content, { draws: 100_000, seed: 7 }),
      { runs: 5, warm: 1, note: 'on one thread' },
    ),
    await measure(
      'ROI: a slider moves, all three scenarios',
      4,
      () => room.answer({ operators: 6 + (turn++ % 50) / 10 }),
      {
        runs: 101,
        warm: 20,
      },
    ),
    await measure('ROI: model checked after a key press', 16, () =>
      checkRoiModel({ ...content.model, formulas: [...content.model.formulas] }),
    ),
    await measure('ROI: scenarios side by side, with their words', 16, () => answerScenarios(content)),
    await measure('ROI: tornado', null, () => tornadoOf(content)),
    await measure('ROI: goal seek over all inputs', null, () =>
      seekTarget(content, { target: 'paybackYears', wanted: 0.5 }),
    ),
  ];
}
