import { describe, expect, it } from 'vitest';
import { filledCase } from '../../../test/roi/filled-case';
import { internalRate } from '../rules/internal-rate';
import { netPresentValueStart } from '../rules/net-present-value';
import { lastingPayback, payback } from '../rules/payback';
import { singleYearlyRate } from '../rules/yearly-rate';
import { answerScenario, answerScenarios } from './answer';
import { quantileOf } from './draws';
import { explainModelFigure } from './explain';
import { contentForRoom, hindrances, prepareRoom, slidersOf } from './room';
import { seekTarget } from './seek';
import { simulateScenario } from './simulate';
import { tornadoOf } from './tornado';
import { questionsOf } from './values';
import { roiVersionFigures } from './version-figures';

const whole = filledCase();
const changed = (inputs: Record<string, object>, more = {}) => {
  const content = filledCase(more);
  for (const [name, own] of Object.entries(inputs))
    content.inputs[name] = { ...(content.inputs[name] ?? content.inputs['operators']!), low: null, high: null, ...own };
  return content;
};
const expected = answerScenario(whole).figures!;
const worth = (content = whole) => Number(answerScenario(content).figures!.netPresentValue);

describe('a case by the model of ownership, worked by hand', () => {
  it('adds each line by year, rounded once', () => {
    // 420,000 × 1.05^t; 6 people × 1,650 h × 60 % × 68; 600,000 × 3 ÷ 12 for both side by side.
    expect(expected.lines.statusQuo[0]?.amounts).toEqual(['0.00', '420000.00', '441000.00', '463050.00']);
    expect(expected.lines.statusQuo[3]?.amounts[1]).toBe('403920.00');
    expect(expected.lines.proposal.find(({ id }) => id === 'parallel')?.amounts[0]).toBe('150000.00');
    // 403,920 × (1 − 50 % × 80 %)
    expect(expected.lines.proposal.find(({ id }) => id === 'operations_left')?.amounts[2]).toBe('242352.00');
    expect(expected.net.total).toBe('1280946.00');
  });

  it('discounts, and breaks even where the present value is nothing', () => {
    const [start, ...rest] = expected.net.amounts.map(Number);
    expect(Number(expected.netPresentValue)).toBeCloseTo(netPresentValueStart(0.08, start!, rest), 1);
    expect(expected.discountedCumulative.at(-1)).toBe(expected.netPresentValue);
    expect(expected.costOfDelay).toBe('28649.00');
    const dearer = 1 + expected.breakEvenPrice.value!;
    const [goingOn, offer] = [expected.goingOn, expected.proposal].map(({ amounts }) =>
      netPresentValueStart(0.08, Number(amounts[0]), amounts.slice(1).map(Number)),
    );
    expect(offer! * dearer).toBeCloseTo(goingOn!, 3);
  });

  it('gives its own results in their units', () => {
    const outputs = Object.fromEntries(expected.outputs.map((own) => [own.name, own]));
    expect(outputs['saved_share']).toMatchObject({ unit: '%', value: (1 - 2_476_116 / 3_757_062) * 100 });
    // 5,940 × 50 % × 50 % + 540 × 40 % × 50 % + 160 × 80 %
    expect(outputs['saved_hours']?.byYear?.[0]).toBeCloseTo(1485 + 108 + 128, 9);
    expect(outputs['per_gb_now']).toMatchObject({ unit: 'EUR/GB/year' });
  });

  it('takes the worse and the better end in its scenarios, and what they say over that', () => {
    const [low, middle, high] = answerScenarios(whole).map(({ figures }) => Number(figures!.netPresentValue));
    expect(low).toBeLessThan(middle!);
    expect(middle).toBeLessThan(high!);
    const own = filledCase({
      scenarios: [...whole.scenarios, { key: 'late', label: 'Late', take: 'likely', values: { operators: '12' } }],
    });
    expect(Number(answerScenario(own, 'late').figures!.netPresentValue)).toBeCloseTo(
      worth(changed({ operators: { value: '12' } })),
      2,
    );
  });
});

describe('what is not there or cannot be', () => {
  it('is listed by name and never taken for zero', () => {
    const { operators: _operators, price: _price, ...inputs } = whole.inputs;
    const answer = answerScenario(filledCase({ inputs }));
    expect(answer).toMatchObject({ figures: null, missing: ['operators', 'price'] });
    expect(roiVersionFigures(filledCase({ inputs }), 1)).toMatchObject({ tornado: null, simulation: null });
  });

  it('is asked about with the bound, until there is a reason', () => {
    const nonsense = changed({ operations_saved: { value: '900' }, operators: { value: '-2' } });
    const [negative, saved] = questionsOf(nonsense);
    expect(saved?.message).toBe(
      'Operating work saved is 900 %, above 90 %: It is not below 0, and more than 90 % of the work saved has to be shown.',
    );
    expect(negative).toMatchObject({ name: 'operators', bound: 'minimum', limit: '0', reason: null });
    expect(hindrances(nonsense, answerScenarios(nonsense))).toHaveLength(2);
    const meant = changed({ operations_saved: { value: '95', reason: 'The whole team moves to another product' } });
    expect(hindrances(meant, answerScenarios(meant))).toEqual([]);
  });

  it('is a problem of its formula where it divides by nothing', () => {
    const answer = answerScenario(changed({ data_today: { value: '0' } }));
    expect(answer.figures).toBeNull();
    expect(answer.problem).toMatchObject({ formula: 'per_gb_now', message: expect.stringContaining('divides by 0') });
  });
});

describe('fast figures are those of the slow rules', () => {
  it('for internal rates and paybacks', () => {
    for (const net of [
      [-70000, 12000, 15000, 18000, 21000],
      [-70000, 12000, 15000, 18000, 21000, 26000],
      [-1, 1000],
      [-100, 0, 0, 1],
      [5, 5, -40],
    ]) {
      const slow = internalRate(net.map((amount, time) => ({ time, amount }))).value!;
      expect(singleYearlyRate(net)).toBeCloseTo(slow, 9);
      expect(lastingPayback(net, 0.05)).toEqual(payback(net[0]!, net.slice(1), 0.05).lasting);
    }
    expect(singleYearlyRate([1, -2, 1.5])).toBeNaN();
    expect(singleYearlyRate([1, 2])).toBeNaN();
  });
});

describe('sensitivity, draws and goals', () => {
  it('a tornado holds the figure with one input at its ends', () => {
    const { bars, base, without } = tornadoOf(whole)!;
    expect(base).toBeCloseTo(worth(), 1);
    const [widest] = bars;
    expect(widest?.name).toBe('operations_saved');
    expect(widest?.atLow).toBeCloseTo(worth(changed({ operations_saved: { value: '30' } })), 1);
    expect(bars.map(({ swing }) => swing)).toEqual([...bars.map(({ swing }) => swing)].sort((a, b) => b! - a!));
    expect(without).toContain('price');
  });

  it('the same seed gives the same draws, another others', () => {
    const order = { draws: 2000, seed: 7 };
    expect(simulateScenario(whole, order)).toEqual(simulateScenario(whole, order));
    const other = simulateScenario(whole, { ...order, seed: 8 });
    expect(other.figures[0]?.mean).not.toBe(simulateScenario(whole, order).figures[0]?.mean);
    expect(other.figures[0]?.histogram?.counts.reduce((a, b) => a + b)).toBe(2000);
  });

  it('draws have the mean and the quantiles of their distribution', () => {
    for (const shape of ['pert', 'triangular'] as const) {
      const quantile = quantileOf(shape, 10, 20, 60);
      const values = Array.from({ length: 20_000 }, (_, index) => quantile((index + 0.5) / 20_000));
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean).toBeCloseTo(shape === 'pert' ? (10 + 4 * 20 + 60) / 6 : (10 + 20 + 60) / 3, 1);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(10);
      expect(Math.max(...values)).toBeLessThanOrEqual(60);
    }
    // Of a triangle: F(20) = (20 − 10)² ÷ (50 × 10) = 0.2
    expect(quantileOf('triangular', 10, 20, 60)(0.2)).toBeCloseTo(20, 9);
  });

  it('a goal is met by what it says, and not by less', () => {
    const order = { target: 'paybackYears', wanted: 0.5 } as const;
    const { now, reached, inputs, together } = seekTarget(whole, order);
    expect(reached).toBe(false);
    expect(now).toBeCloseTo(expected.paybackYears.value!, 6);
    const operators = inputs.find(({ name }) => name === 'operators')!;
    const at = (value: number) =>
      answerScenario(changed({ operators: { value: value.toFixed(6) } })).figures!.paybackYears.value!;
    expect(at(Number(operators.needed))).toBeLessThanOrEqual(0.5);
    expect(at(Number(operators.needed) - 0.01)).toBeGreaterThan(0.5);
    expect(operators.beyondRange).toBe(true);
    const moved = changed(Object.fromEntries(together.inputs.map(({ name, needed }) => [name, { value: needed }])));
    expect(answerScenario(moved).figures!.paybackYears.value).toBeLessThanOrEqual(0.5 + 1e-6);
  });

  it('a goal that one input cannot reach says the best that it can do', () => {
    const { inputs, together } = seekTarget(whole, { target: 'paybackYears', wanted: 0.01 });
    expect(inputs.find(({ name }) => name === 'upgrades_avoided')).toMatchObject({
      needed: null,
      best: { value: '100' },
    });
    // What bears on later years only makes a payback no better.
    expect(inputs.find(({ name }) => name === 'data_growth')).toMatchObject({ needed: null, best: null });
    expect(together.share).toBeNull();
    expect(together.best).toBeGreaterThan(0.01);
  });
});

describe('in the room', () => {
  it('nothing leads into the workspace, and figures are the same', () => {
    const inside = changed({
      operators: {
        source: {
          kind: 'quote',
          text: 'Quote Q-1, version 2',
          entity: 'quote',
          id: 'secret-id',
          figure: 'quote.per-year',
          version: 2,
          row: null,
          receipt: 'secret-receipt',
        },
        confirmed: { who: 'Head of operations', contact: 'secret-contact', on: '2026-03-03' },
        reason: 'secret reason',
      },
    });
    const shown = contentForRoom(inside);
    expect(JSON.stringify(shown)).not.toContain('secret');
    expect(answerScenarios(shown)).toEqual(answerScenarios(inside));
  });

  it('sliders move every scenario and go back', () => {
    const room = prepareRoom({ content: whole });
    const before = room.answer({});
    expect(before.map(({ figures }) => figures?.netPresentValue)).toEqual(
      answerScenarios(whole).map(({ figures }) => figures?.netPresentValue),
    );
    const after = room.answer({ operators: 12 });
    expect(Number(after[1]?.figures?.netPresentValue)).toBeCloseTo(worth(changed({ operators: { value: '12' } })), 2);
    expect(answerScenarios(room.content({ operators: 12 }))[0]?.figures?.netPresentValue).toBe(
      after[0]?.figures?.netPresentValue,
    );
    expect(room.answer({})).toEqual(before);
    const slider = slidersOf(whole).find(({ name }) => name === 'operators')!;
    expect(slider).toMatchObject({ value: '6', from: '2', to: '11', step: '0.05', unit: 'people' });
  });
});

describe('where a figure comes from', () => {
  it('goes down to the sources, inputs first', () => {
    const steps = explainModelFigure(whole, 'expected', 'operations');
    expect(steps.map(({ what }) => what)).toEqual([
      'People who operate it',
      'Hours worked by a person in a year',
      'Part of their time that it takes',
      'Cost of an hour of work',
      'Hours of operating work',
      'Operating work',
    ]);
    expect(steps[0]).toMatchObject({ value: '6', unit: 'people', from: ['Workshop of 3 March'] });
    expect(steps.at(-1)).toMatchObject({ value: '403920', unit: 'EUR/year', rule: 'roi.model' });
    for (const figure of ['netPresentValue', 'statusQuo', 'costOfDelay', 'breakEvenPrice', 'internalRate'])
      expect(explainModelFigure(whole, 'stretch', figure).length, figure).toBeGreaterThan(1);
    expect(explainModelFigure(whole, 'expected', 'nothing')).toEqual([]);
  });

  it('says an end of a range only where one is taken, and every year of a plain number', () => {
    const typed = changed({ operations_saved: { value: '92', reason: 'Measured.' } });
    expect(explainModelFigure(typed, 'stretch', 'operations_saved')[0]?.how).toContain('as entered');
    expect(explainModelFigure(whole, 'stretch', 'operations_saved')[0]?.how).toBe('the better end of its range');
    const { model } = filledCase();
    const inputs = model.inputs.map((own) =>
      own.name === 'adoption' ? { ...own, unit: '1', value: ['0.5', '0.8', '1'] } : own,
    );
    const ratio = filledCase({ model: { ...model, inputs } });
    expect(explainModelFigure(ratio, 'expected', 'adoption')[0]?.value).toBe('0.5, 0.8, 1');
  });
});
