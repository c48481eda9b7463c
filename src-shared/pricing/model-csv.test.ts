import { describe, expect, it } from 'vitest';
import { model, sku } from '../../test/fixtures/pricing/models';
import { modelFromCsv, modelFromJson, modelToCsv, modelToJson, type PricingModel, type Rate } from './index';

const rates: Rate[] = [
  { kind: 'per-unit', unitPrice: '0.000000000001' },
  { kind: 'flat', price: '7' },
  { kind: 'package', packageSize: '100', packagePrice: '5' },
  {
    kind: 'graduated',
    tiers: [
      { upTo: '10', unitPrice: '2', flatFee: '1' },
      { from: '10', upTo: null, unitPrice: '1' },
    ],
  },
  { kind: 'volume', tiers: [{ upTo: null, unitPrice: '2' }] },
  {
    kind: 'volume-package',
    tiers: [
      { upTo: '10', packageSize: '5', packagePrice: '1' },
      { upTo: null, packageSize: '7', packagePrice: '1' },
    ],
  },
  {
    kind: 'stair-step',
    tiers: [
      { upTo: '10', flatFee: '99' },
      { upTo: null, flatFee: '399' },
    ],
  },
  { kind: 'committed', commitment: '10', committedUnitPrice: '1', overageUnitPrice: '2', trueUp: 'term' },
  { kind: 'percentage-of', percent: '18', of: { skus: ['S0', 'S1'], families: ['Data'] } },
];
const full: PricingModel = model([
  ...rates.map((rate, index) =>
    sku(`S${index}`, { rate, family: rate.kind === 'percentage-of' ? 'Service' : 'Platform' }),
  ),
  sku('X', {
    name: 'Seat, "named"; per user\nand month',
    family: 'Data',
    description: '=HYPERLINK("http://example.test")',
    region: 'EU',
    from: '2026-01-01',
    until: '2027-01-01',
    metered: true,
    discountable: false,
    escalates: false,
    freeAllowance: '5',
    minimum: '1',
    maximum: '100',
    taxCategory: 'standard',
    delivery: { service: true, leadTimeDays: 14 },
    cost: { fixed: '1', perUnit: '0.5' },
  }),
]);
const { skus: _skus, ...rest } = full;
const header = 'code,name,family,unit,billingPeriod,rate,tier,tierUpTo,unitPrice,costPerUnit';
const read = (...lines: string[]) => modelFromCsv([header, ...lines].join('\n'), rest);

describe('a model as CSV', () => {
  it('comes back as it was, every kind of rate and every field', () => {
    const back = modelFromCsv(modelToCsv(full), rest);
    expect(back.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(back.model).toEqual(full);
  });

  it('is also read with semicolons, a byte order mark and Windows line ends', () => {
    const text = `\uFEFF${header.replaceAll(',', ';')}\r\nA;Product;Platform;seat;month;per-unit;;;9.50;\r\n`;
    expect(modelFromCsv(text, rest).model!.skus[0]!.rate).toEqual({ kind: 'per-unit', unitPrice: '9.50' });
  });

  it('never writes a cell that a spreadsheet takes for a formula', () => {
    for (const name of ['=1+1', '+1', '-1+cmd', '@SUM(A1)', '\tx', "='x", "'=x", "''@x"]) {
      const text = modelToCsv(model([sku('A', { name })]));
      expect(text).not.toMatch(/(?:^|[,;\n"])[=+@\t-](?!\d)/m);
      if (name.trim() === name) expect(modelFromCsv(text, rest).model!.skus[0]!.name).toBe(name);
    }
  });

  it('names line and column of what cannot be read, and guesses nothing', () => {
    const back = read(
      'A,Product,Platform,seat,month,per-unit,,,"9,50",',
      '',
      'B,Product,Platform,seat,weekly,per-unit,,,1,',
      'C,,Platform,seat,month,per-units,,,1,',
      'D,Product,Platform,seat,month,per-unit,,,,x',
      'E,Product,Platform,seat,month,flat,,,1,',
    );
    expect(back.model).toBeNull();
    expect(back.problems.map((problem) => [problem.line, problem.column, problem.severity])).toEqual([
      [3, null, 'warning'],
      [2, 'unitPrice', 'error'],
      [5, 'name', 'error'],
      [5, 'rate', 'error'],
      [6, 'costPerUnit', 'error'],
      [6, 'unitPrice', 'error'],
      [7, 'unitPrice', 'error'],
      [7, 'price', 'error'],
    ]);
    expect(back.problems[1]!.hint).toContain('point');
    expect(read('B,Product,Platform,seat,weekly,per-unit,,,1,').problems).toMatchObject([
      { line: 2, column: 'billingPeriod' },
    ]);
  });

  it('names the tier that overlaps, at its own line', () => {
    const back = read('A,Product,Platform,seat,month,graduated,1,20,1,', 'A,,,,,,2,10,1,', 'A,,,,,,3,,1,');
    expect(back.problems).toMatchObject([{ line: 3, column: 'tierUpTo', message: expect.stringContaining('Tier 2') }]);
    expect(back.model).not.toBeNull();
    expect(read('A,Product,Platform,seat,month,graduated,1,20,1,', 'B,,,,,,2,,1,').problems[0]).toMatchObject({
      line: 3,
      column: 'tier',
    });
    expect(read('A,Product,Platform,seat,month,graduated,1,20,1,', 'A,,,,,,3,,1,').problems[0]!.message).toContain(
      'comes 2',
    );
  });

  it('refuses unknown, missing and repeated columns, loose quotation marks and too many cells', () => {
    const problems = (text: string) => modelFromCsv(text, rest).problems;
    expect(problems('')[0]!.message).toContain('empty');
    expect(problems('code,prize').map((problem) => problem.column)).toContain('prize');
    expect(problems('code,code,name,family,unit,billingPeriod,rate')[0]!.message).toContain('twice');
    expect(problems(`${header}\nA,"never closed`)[0]).toMatchObject({ line: 2 });
    expect(problems(`${header}\nA,"x"y`)[0]!.message).toContain('after the closing');
    expect(read('A,Product,Platform,seat,month,per-unit,,,9,50,').problems[0]!.message).toContain('11 cells');
  });
});

describe('a model as JSON', () => {
  it('comes back as it was, the tables too', () => {
    const whole = { ...full, taxes: [{ jurisdiction: 'DE', category: 'standard', percent: '19', from: '2021-01-01' }] };
    const back = modelFromJson(modelToJson(whole));
    expect(back.model).toEqual(whole);
  });

  it('names the path of what is wrong', () => {
    expect(modelFromJson('{')).toMatchObject({
      model: null,
      problems: [{ message: expect.stringContaining('not JSON') }],
    });
    const shaped = { ...full, skus: [{ ...full.skus[0], billingPeriod: 'weekly' }] };
    expect(modelFromJson(JSON.stringify(shaped)).problems[0]).toMatchObject({ column: 'skus.0.billingPeriod' });
  });
});
