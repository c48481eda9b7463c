import tco from '../../resources/roi-models/tco.json';
import { type RoiCaseContent, roiCaseContentSchema, roiModelContentSchema } from '../../src-shared/roi';
import { customersNumbers } from './customers-numbers';

export { customersNumbers };

const customer = { kind: 'customer' as const, text: 'Workshop of 3 March' };

/** A case by the shipped model of ownership with every input filled; part of tests and of the bench. */
export function filledCase(changes: Partial<RoiCaseContent> = {}): RoiCaseContent {
  return {
    ...roiCaseContentSchema.parse({
      currency: 'EUR',
      years: 3,
      discountRate: { value: '0.08', source: 'The customer’s treasury' },
      model: roiModelContentSchema.parse(tco.content),
      inputs: Object.fromEntries(
        Object.entries(customersNumbers).map(([name, own]) => [name, { ...own, source: customer }]),
      ),
      scenarios: [
        { key: 'conservative', label: 'Conservative', take: 'worse' },
        { key: 'expected', label: 'Expected', take: 'likely' },
        { key: 'stretch', label: 'Stretch', take: 'better' },
      ],
    }),
    ...changes,
  };
}
