import { describe, expect, it } from 'vitest';
import analystHours from '../../../resources/roi-models/analyst-hours.json';
import buildOrBuy from '../../../resources/roi-models/build-or-buy.json';
import consolidation from '../../../resources/roi-models/consolidation.json';
import incidentCost from '../../../resources/roi-models/incident-cost.json';
import tco from '../../../resources/roi-models/tco.json';
import timeToInsight from '../../../resources/roi-models/time-to-insight.json';
import { answerScenarios } from '../cases/answer';
import { emptyCase } from '../cases/values';
import { checkRoiModel } from './check';
import { roiModelContentSchema } from './content';

const shipped = [tco, analystHours, timeToInsight, incidentCost, consolidation, buildOrBuy];

describe('models that come with the application', () => {
  it.each(shipped.map((own) => [own.name, own] as const))('%s is sound, without a warning', (_name, own) => {
    const content = roiModelContentSchema.parse(own.content);
    expect(checkRoiModel(content).problems).toEqual([]);
    expect(checkRoiModel(content).model).not.toBeNull();
  });

  it.each(shipped.map((own) => [own.name, own] as const))(
    '%s lists what is missing instead of taking it for zero',
    (_name, own) => {
      const answers = answerScenarios(emptyCase(roiModelContentSchema.parse(own.content), 'EUR'));
      expect(answers.map(({ key }) => key)).toEqual(['conservative', 'expected', 'stretch']);
      for (const { figures, missing } of answers) {
        expect(figures).toBeNull();
        expect(missing).toContain('price');
      }
    },
  );

  it('the model of ownership has some thirty formulas', () => {
    expect(tco.content.formulas.length).toBeGreaterThanOrEqual(30);
  });
});
