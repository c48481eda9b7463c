import { describe, expect, it } from 'vitest';
import { actualMargin, standingActuals } from './actuals';
import { readActualRows } from './actuals-csv';

const find = (number: string) =>
  number === 'Q-1'
    ? { id: 'one', currency: 'EUR', accepted: true }
    : number === 'Q-2'
      ? { id: 'two', currency: 'JPY', accepted: false }
      : null;
const read = (text: string) => readActualRows(text, 'actuals.csv', find);

describe('actual figures', () => {
  it('are read in the minor units of the quote’s currency, whatever the order of columns', () => {
    expect(read('cost;month;quote;revenue\n480,00;2026-11;Q-1;1.200,50\n')).toEqual([
      {
        line: 2,
        number: 'Q-1',
        quote: 'one',
        month: '2026-11',
        revenueMinor: 120_050,
        costMinor: 48_000,
        problem: null,
      },
    ]);
    expect(read('Quote,Month,Revenue,Cost\nQ-1,2026-11,-5,0\n')[0]).toMatchObject({ revenueMinor: -500, costMinor: 0 });
  });

  it('say at their line what keeps them from being recorded, and guess nothing', () => {
    const problems = (rows: string) =>
      read(`quote,month,revenue,cost\n${rows}`).map(({ line, problem }) => [line, problem]);
    expect(problems('Q-9,2026-11,1,1\nQ-2,2026-11,1,1\n\nQ-1,11/2026,1,1\nQ-1,2026-13,1,1')).toEqual([
      [2, 'There is no quote Q-9.'],
      [3, 'Q-2 was not accepted.'],
      [5, '“11/2026” is no month. Write it as 2026-11.'],
      [6, '“2026-13” is no month. Write it as 2026-11.'],
    ]);
    expect(problems('Q-1,2026-11,"1,200",1')[0]![1]).toContain('two ways');
    expect(problems('Q-1,2026-11,much,1')[0]![1]).toBe('The revenue “much” is no amount.');
    expect(problems('Q-1,2026-11,1.234567,1')[0]![1]).toContain('more decimals');
    expect(problems('Q-1,2026-11,1,')[0]![1]).toBe('It has no cost.');
    expect(problems('Q-1,2026-11,1,1\nQ-1,2026-11,2,2')[1]![1]).toContain('earlier line');
    expect(problems('Q-1,2026-11,99999999999999999999,1')[0]![1]).toContain('beyond');
  });

  it('need their columns', () => {
    expect(() => read('number,month,revenue,cost\n')).toThrow('no column “quote”');
    expect(() => read('')).toThrow('no column');
  });

  it('of a month that is recorded again take the earlier ones’ place; margin is of what was brought', () => {
    const row = (month: string, revenueMinor: number, recordedAt: number) => ({
      month,
      revenueMinor,
      costMinor: 40,
      recordedAt,
    });
    const standing = standingActuals([row('2026-12', 300, 1), row('2026-11', 100, 2), row('2026-11', 200, 3)]);
    expect(standing.map(({ month, revenueMinor }) => [month, revenueMinor])).toEqual([
      ['2026-11', 200],
      ['2026-12', 300],
    ]);
    expect(actualMargin(standing)).toEqual({ revenueMinor: 500, costMinor: 80, marginBasisPoints: 8400 });
    expect(actualMargin([]).marginBasisPoints).toBeNull();
  });
});
