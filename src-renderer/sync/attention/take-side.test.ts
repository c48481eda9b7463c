import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { contract, type DeskClient, entities } from '../../../src-shared/contract';
import { commandRules } from '../../../src-shared/rules-of-commands';
import { placesOf } from '../../app';
import { areas } from '../../screens';
import { placeOfRow } from './place-of-row';
import { NOT_ALONE, type Side, takingOf } from './take-side';

type Row = Record<string, unknown>;

const day = '2026-11-30';
const digest = 'ab'.repeat(32);
const metric = {
  id: 'home',
  label: 'Latency',
  series: 'home',
  metric: 'elapsed',
  measure: { kind: 'median' },
  unit: 'ms',
};
const rule = { id: 'best', title: 'Best', category: 'absolute', reason: 'No.', patterns: ['best'], suggestion: 'good' };
const language = { ...rule, examples: { bad: ['the best'], good: [] } };
const price = { label: 'Machine', amount: '0.4', currency: 'EUR', per: 'hour', date: day, source: 'Offer' };
const forecast = { base: '2', per: 'month', growth: null, seasons: null, start: '2027-01', low: null, high: null };
const rate = { value: '0.08', unit: 'a year', source: 'Treasury' };
const said = { kind: 'customer', text: 'Workshop of 3 March' };

/**
 * Of each notable field a value as it is stored, what its row and its receipt say besides, and what its command is given where that is more
 * than the row and the field.
 */
const SAMPLES: Record<string, { row?: Row; also?: Row; values: Row; given?: Row }> = {
  account: { values: { name: 'Halden' } },
  contact: { values: { name: 'Anton Huber', email: 'anton@halden.example' } },
  deal: {
    row: { currency: 'EUR' },
    also: { lostReason: 'Price' },
    values: { stage: 'lost', owner: 'ines', valueMinor: 7_500_000, expectedClose: day },
    given: {
      stage: { deal: 'row', to: 'lost', lostReason: 'Price' },
      valueMinor: { deal: 'row', value: { minor: 7_500_000, currency: 'EUR' } },
    },
  },
  quote: {
    values: {
      ...{ model: 'm', currency: 'EUR', startDate: day, termMonths: 36, billing: 'year', paymentDays: 30 },
      ...{ validUntil: day, orderDiscountBasisPoints: 300, orderDiscountAmount: '12.5', multiYear: false },
      amendment: { effectiveOn: day, changes: [{ kind: 'remove', line: 'l' }], basis: [{ number: 'Q-1', version: 1 }] },
      alternatives: ['Small', 'Large'],
    },
    given: {
      amendment: {
        quote: 'row',
        fields: { amendment: { effectiveOn: day, changes: [{ kind: 'remove', line: 'l' }] } },
      },
    },
  },
  quoteLine: {
    values: {
      ...{ sku: 'SEAT', quantity: '190', quantityFrom: { kind: 'forecast', forecast, unit: 'calls', steps: 'none' } },
      ...{ discountBasisPoints: 1200, unitPriceOverride: '5.5', contractUnitPrice: '4', discountAmount: '10' },
      ...{ alternative: 'Small', ramp: [{ months: 12, quantity: '40' }] },
    },
  },
  valueCase: {
    values: { input: { currency: 'EUR', years: 3, discountRate: rate, statusQuo: {}, proposal: {}, benefits: [] } },
  },
  roiModelVersion: { values: { content: { inputs: [], formulas: [] } } },
  roiCase: { values: { model: 'm', years: 4, discountRate: { value: '0.08', source: 'Treasury' } } },
  roiCaseInput: {
    row: { roiCase: 'c', name: 'operators', value: '5', low: null, high: null, source: said },
    also: { low: '5', high: '8' },
    values: { value: '6', low: '5', high: '8', source: said },
    given: {
      value: { case: 'c', inputs: [{ name: 'operators', value: '6', low: '5', high: '8', source: said }] },
      low: { case: 'c', inputs: [{ name: 'operators', low: '5', high: '8' }] },
      high: { case: 'c', inputs: [{ name: 'operators', low: '5', high: '8' }] },
      source: { case: 'c', inputs: [{ name: 'operators', source: said }] },
    },
  },
  roiCaseScenario: {
    row: { roiCase: 'c', key: 'stretch', values: { operators: '4', hours: '7' } },
    values: { values: { operators: '3' } },
    given: { values: { case: 'c', key: 'stretch', values: { operators: '3', hours: null } } },
  },
  bakeoff: {
    values: {
      metrics: [{ ...metric, better: 'lower' }],
      ...{ band: 0.05, discardSeconds: 30, runsWanted: 9, mustBeEqual: ['server.cores'], mustBePresent: ['os.name'] },
    },
  },
  contender: { values: { prices: [price] } },
  claimChart: { values: { setVersion: 'v', disclosure: 'nda', expiresOn: day } },
  chartElement: { values: { mapping: 'It does so.', status: 'met' } },
  claimLanguageRule: { values: { content: language }, given: { content: { rule: language } } },
  languageSnippet: {
    row: { title: 'Fast', expiresOn: day },
    values: { text: 'As measured.' },
    given: { text: { snippet: 'row', title: 'Fast', text: 'As measured.', expiresOn: day } },
  },
  defensibilityBrief: { values: { charts: ['c'] } },
  caseStudy: {
    values: { situation: 'So.', approach: 'Thus.', results: 'Well.', anonymised: true, disclosure: 'nda' },
  },
  caseStudyMetric: { values: { figure: null } },
  successGoal: { values: { due: day, owner: 'ines', baseline: '12', target: '4' } },
  successMilestone: { values: { due: day, owner: 'ines' } },
  composition: { values: { disclosure: 'public' } },
  compositionBlock: { values: { content: { kind: 'text', title: 'Why', text: 'So.' } } },
  snippet: { values: { text: 'Approved words.' } },
  documentTemplate: { values: { content: digest } },
};

const notable = entities.flatMap(({ name, fields }) =>
  Object.entries(fields)
    .filter(([, { notable }]: [string, { notable?: boolean }]) => notable)
    .map(([field, { schema }]: [string, { schema: z.ZodType }]) => ({ entity: name as string, field, schema })),
);

const sideOf = (entity: string, field: string): Side => {
  const { row = {}, also = {}, values } = SAMPLES[entity] ?? { values: {} };
  return { entity, row: 'row', field, value: values[field], present: row, also };
};

/** A desk that keeps what it is asked, by the way to the procedure. */
function askedOf(edit: (desk: DeskClient) => Promise<unknown>): { path: string[]; given: { input: unknown } } {
  const asked: { path: string[]; given: { input: unknown } }[] = [];
  const at = (path: string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => at([...path, String(name)]),
      apply: (_, __, [given]) => asked.push({ path, given }),
    });
  void edit(at([]) as DeskClient);
  return asked[0]!;
}

/** The command of a procedure of the contract, by the input that both declare. */
function commandAt(path: readonly string[]) {
  let at: unknown = contract;
  for (const name of path) at = (at as Row)[name];
  const { inputSchema } = (at as { '~orpc': { inputSchema: z.ZodObject } })['~orpc'];
  return [...commandRules.values()]
    .map(({ declaration }) => declaration)
    .find(({ input }) => input === inputSchema.shape['input']);
}

describe('the other value of a field that was changed twice', () => {
  it.each(notable)(
    '$field of a row of $entity is taken by the command that writes it, or it is said why not',
    (one) => {
      const { entity, field, schema } = one;
      const side = sideOf(entity, field);
      const taken = takingOf(side);
      if (`${entity}.${field}` in NOT_ALONE) {
        expect(taken).toBe(NOT_ALONE[`${entity}.${field}` as keyof typeof NOT_ALONE]);
        return;
      }
      expect(schema.safeParse(side.value).error).toBeUndefined();
      if (typeof taken === 'string')
        throw new Error(`No command is named for ${entity}.${field}, nor why there is none.`);
      const { path, given } = askedOf(taken);
      const command = commandAt(path);
      expect(command?.input.safeParse(given.input).error).toBeUndefined();
      expect(command?.writes).toContainEqual(
        expect.objectContaining({ entity, op: 'patch', fields: expect.arrayContaining([field]) }),
      );
      const input = given.input as Row;
      const whole = SAMPLES[entity]?.given?.[field];
      if (whole) return expect(input).toEqual(whole);
      const rowName = Object.keys(input)[0]!;
      const written = { [field]: side.value };
      expect([
        { [rowName]: 'row', ...written },
        { [rowName]: 'row', fields: written },
      ]).toContainEqual(input);
    },
  );

  it('is not taken alone where it came from somewhere else or would be nothing alone', () => {
    const fromQuote = { ...sideOf('roiCaseInput', 'value'), also: { source: { kind: 'quote', text: 'Q-1' } } };
    expect(takingOf(fromQuote)).toBe('conflict.not.source');
    expect(takingOf({ ...sideOf('deal', 'valueMinor'), present: {} })).toBe('conflict.not.alone');
    expect(takingOf({ ...sideOf('quote', 'amendment'), value: null })).toBe('conflict.not.alone');
  });
});

it.each([...new Set(notable.map(({ entity }) => entity))])(
  'a row of %s that was changed twice leads to the screen on which it is edited',
  (entity) => {
    const within = Object.fromEntries(
      Object.keys(entities.find(({ name }) => name === entity)?.fields ?? {}).map((field) => [field, 'whole']),
    );
    expect(placeOfRow(placesOf(areas), { entity, row: 'row', present: within })).toMatch(/^\/[a-z]/);
  },
);
