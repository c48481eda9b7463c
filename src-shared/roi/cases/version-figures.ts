import { answerScenarios } from './answer';
import type { RoiCaseContent } from './content';
import type { RoiVersionFigures } from './figures';
import { simulateScenario } from './simulate';
import { tornadoOf } from './tornado';

/** Draws of a frozen version: enough for its percentiles, and quick to compute again. */
export const frozenDraws = 10_000;

/** Everything that a frozen version keeps, computed from its content and a seed alone. */
export function roiVersionFigures(content: RoiCaseContent, seed: number): RoiVersionFigures {
  const scenarios = answerScenarios(content);
  const whole = scenarios.every(({ figures }) => figures !== null);
  return {
    scenarios,
    tornado: whole ? tornadoOf(content) : null,
    simulation: whole ? simulateScenario(content, { draws: frozenDraws, seed, shape: 'pert' }) : null,
  };
}
