import { describe, expect, it } from 'vitest';
import { checkRoiModel } from './check';
import { type RoiModelContentInput, roiModelContentSchema } from './content';
import { parseFormula } from './parse-formula';
import { readUnit, sameMeasure, sayUnit } from './units';

const source = 'assumed';
const base: RoiModelContentInput = {
  inputs: [
    { name: 'people', label: 'People', unit: 'people', value: '10', source },
    { name: 'hours', label: 'Hours', unit: 'hours/person/year', value: '100', source },
    { name: 'hour_cost', label: 'Cost of an hour', unit: 'money/hour', value: '60', source },
    { name: 'days', label: 'Days', unit: 'days', value: '3', source },
    { name: 'share', label: 'Share', unit: '%', value: '50', source },
    { name: 'ramp', label: 'Ramp', unit: '%', value: ['50', '100'], source, shape: 'by-year' },
  ],
  formulas: [],
};
const check = (formula: string, unit = '1', more: RoiModelContentInput['formulas'] = []) =>
  checkRoiModel(
    roiModelContentSchema.parse({
      ...base,
      formulas: [{ name: 'asked', label: 'Asked', unit, formula }, ...more],
      outputs: ['asked'],
    }),
  );
const errors = (...given: Parameters<typeof check>) =>
  check(...given).problems.filter(({ severity }) => severity === 'error');

describe('units', () => {
  it('may be called like anything that objects have', () => {
    const unit = readUnit('money/constructor');
    expect(unit).toMatchObject({ powers: { money: 1, constructor: -1 } });
    expect(typeof unit === 'string' ? unit : sayUnit(unit)).toBe('money/constructor');
    const [one, other] = [readUnit('constructor'), readUnit('1')];
    expect(typeof one !== 'string' && typeof other !== 'string' && sameMeasure(one, other)).toBe(false);
  });

  it('come out of products and quotients, singular and plural alike', () => {
    expect(errors('people * hours * hour_cost * share', 'money/year')).toEqual([]);
    expect(errors('sum(people * hours * hour_cost)', 'money')).toEqual([]);
    expect(errors('(people * hours) ^ 2 / (people * hours)', 'hours/year')).toEqual([]);
    const [one, other] = [readUnit('queries/person/day'), readUnit('query/people/days')];
    expect(typeof one !== 'string' && typeof other !== 'string' && sameMeasure(one, other)).toBe(true);
    expect(typeof one !== 'string' && sayUnit(one)).toBe('queries/day/person');
  });

  it.each([
    ['hour_cost + hours', 'adds “hour_cost” in money/hour and “hours” in hours/person/year', 13],
    ['days - people', 'subtracts “days” in days and “people” in people', 8],
    ['max(days, people)', 'puts side by side in max “days” in days and “people” in people', 11],
    ['if(year > 1, days, people)', 'chooses between “days” in days and “people” in people', 20],
    ['people > days ? 1 : 2', 'compares “people” in people and “days” in days', 10],
    ['2 ^ people', 'takes “people” in people as a power', 5],
    ['exp(days)', 'takes “days” in days as the number of exp', 5],
  ])('that do not fit are named with both and the place: %s', (formula, message, column) => {
    expect(errors(formula)[0]).toMatchObject({ name: 'asked', column, message: expect.stringContaining(message) });
  });

  it('of a result are compared with what was declared', () => {
    expect(errors('people * hours', 'money/year')[0]?.message).toBe(
      '“asked” comes to hours/year, and its unit is said to be money/year.',
    );
  });

  it('take a typed 0 for anything, and a currency for nothing', () => {
    expect(errors('max(0, days)', 'days')).toEqual([]);
    expect(readUnit('EUR/year')).toContain('EUR is a currency');
  });
});

describe('names', () => {
  it('that are unknown are named with the nearest one', () => {
    expect(errors('peple * 2', 'people')[0]).toMatchObject({ column: 1, hint: 'Did you mean people?' });
  });

  it('that go round in a circle are named by their path', () => {
    const [problem] = errors('second', '1', [
      { name: 'second', label: 'Second', unit: '1', formula: 'third' },
      { name: 'third', label: 'Third', unit: '1', formula: 'asked' },
    ]);
    expect(problem?.message).toBe('“asked” → “second” → “third” → “asked” go round in a circle.');
  });

  it('of inputs that nothing uses are told, without refusing the model', () => {
    const { problems, model } = check('people * days', 'people*days');
    expect(model).not.toBeNull();
    expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(problems.some(({ message }) => message.includes('No formula uses the input “Cost of an hour”'))).toBe(true);
  });

  it('of the language’s own objects are nobody’s', () => {
    for (const name of ['constructor', 'tostring', 'valueof']) expect(errors(name)[0]?.message).toContain(name);
    expect(errors('constructor(1)')[0]?.message).toContain('which is no function');
  });
});

describe('formulas', () => {
  it.each([
    'people.length',
    '"text"',
    '[1, 2]',
    'people = 2',
    'people; days',
    'people[0]',
    '`a`',
    'a =>',
    'this.x',
    '',
    '(',
    '1 2',
  ])('hold nothing but arithmetic: %s', (text) => {
    expect(() => parseFormula(text)).toThrow();
  });

  it('refuse what can be read two ways, and nesting without end', () => {
    expect(() => parseFormula('-people ^ 2')).toThrow('two ways');
    expect(() => parseFormula('(-people) ^ 2')).not.toThrow();
    expect(() => parseFormula(`${'max(1, '.repeat(80)}2${')'.repeat(80)}`)).toThrow('nested');
  });

  it('know whether they may differ by year', () => {
    const { checked } = check('people * ramp', 'people', [
      { name: 'total', label: 'Total', unit: 'people*years', formula: 'sum(asked)' },
    ]);
    expect(checked).toMatchObject([
      { name: 'asked', byYear: true, needs: ['people', 'ramp'], neededBy: ['total'], order: 0 },
      { name: 'total', byYear: false, needs: ['asked'], order: 1 },
    ]);
  });
});

describe('flows', () => {
  it('are money a year, or money at the start', () => {
    const { problems } = checkRoiModel(
      roiModelContentSchema.parse({
        ...base,
        formulas: [{ name: 'cost', label: 'Cost', unit: 'money/year', formula: 'people * hours * hour_cost' }],
        flows: [{ formula: 'cost', stream: 'proposal', when: 'start' }],
      }),
    );
    expect(problems.find(({ severity }) => severity === 'error')?.message).toBe(
      '“cost” flows at the start and is money/year instead of money.',
    );
  });
});
