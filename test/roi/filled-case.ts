import tco from '../../resources/roi-models/tco.json';
import { type RoiCaseContent, roiCaseContentSchema, roiModelContentSchema } from '../../src-shared/roi';

const customer = { kind: 'customer' as const, text: 'Workshop of 3 March' };

/** What a customer of the shipped model of ownership said; figures of a made-up company. */
export const customersNumbers: Record<string, { value: string | string[]; low?: string; high?: string }> = {
  licences_today: { value: '420000', low: '400000', high: '440000' },
  infrastructure_today: { value: '180000', low: '150000', high: '220000' },
  data_today: { value: '120000', low: '100000', high: '150000' },
  storage_price: { value: '0.09', low: '0.07', high: '0.12' },
  operators: { value: '6', low: '5', high: '8' },
  hour_cost: { value: '68', low: '60', high: '80' },
  incidents_today: { value: '90', low: '60', high: '120' },
  price: { value: ['310000', '325000', '340000'] },
  one_time_price: { value: '65000' },
};

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
