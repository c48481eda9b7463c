import { describe, expect, it } from 'vitest';
import { type RoiCaseInput, roiCaseInputSchema } from '../../src-shared/roi';
import { draftOf, emptyLine, readDraft, withYears } from './case-draft';
import { shiftDecimal } from './decimal-shift';

const money = (value: string) => ({ value, unit: 'EUR', source: 'Invoice 4711' });
const input: RoiCaseInput = roiCaseInputSchema.parse({
  currency: 'EUR',
  years: 3,
  discountRate: { value: '0.085', unit: 'a year', source: 'Finance' },
  statusQuo: { yearly: [{ id: 'a', kind: 'level', label: 'Licences', perYear: money('142000') }] },
  proposal: {
    yearly: [{ id: 'b', kind: 'by-year', label: 'Quote', amounts: ['1', '2', '3'], unit: 'EUR', source: 'Q-1' }],
    oneTime: [{ id: 'c', label: 'Migration', amount: money('42000'), year: 1 }],
  },
  benefits: [
    {
      id: 'd',
      kind: 'quantity',
      label: 'Hours',
      quantity: { value: '1200', unit: 'hours', source: 'Pilot' },
      each: money('65'),
      growth: { value: '0.03', unit: 'a year', source: 'Plan' },
      share: { value: '0.75', unit: 'fraction', source: 'Caution' },
    },
  ],
});

describe('a value case while it is typed', () => {
  it('reads back as it was stored', () => {
    expect(readDraft(draftOf({ title: 'T', quote: null, input })).input).toEqual(input);
  });

  it('names each input that is missing, and gives no input then', () => {
    const draft = draftOf({ title: 'T', quote: null, input });
    draft.lines.benefits.push(emptyLine('quantity', 3, ['a', 'b', 'c', 'd']));
    const { input: read, problems } = readDraft(draft);
    expect(read).toBeNull();
    expect(problems.map(({ line, at }) => `${line} ${at}`)).toEqual([
      'line-5 label',
      'line-5 quantity',
      'line-5 quantity.source',
      'line-5 quantity.unit',
      'line-5 amount',
      'line-5 amount.source',
    ]);
  });

  it('waits for the amounts of years that were added, and cuts those that were taken away', () => {
    const draft = draftOf({ title: 'T', quote: null, input });
    expect(readDraft(withYears(draft, 4)).problems).toMatchObject([{ line: 'b', at: 'amounts.3' }]);
    expect(readDraft(withYears(draft, 2)).input?.proposal.yearly[0]).toMatchObject({ amounts: ['1', '2'] });
  });

  it('refuses a share above 100 % with the words of the rule', () => {
    const draft = draftOf({ title: 'T', quote: null, input });
    draft.lines.benefits[0]!.share!.value = '120';
    expect(readDraft(draft).problems).toMatchObject([
      { side: 'benefits', line: 'd', at: 'share', message: expect.stringContaining('share from 0 to 1') },
    ]);
  });
});

describe('moving the point of a decimal', () => {
  it.each([
    ['0.085', 2, '8.5'],
    ['8.5', -2, '0.085'],
    ['12', -2, '0.12'],
    ['0.5', -2, '0.005'],
    ['-0.1', 2, '-10'],
    ['100', -2, '1'],
    ['0', 2, '0'],
  ] as const)('%s by %d is %s', (text, places, moved) => {
    expect(shiftDecimal(text, places)).toBe(moved);
  });
});
