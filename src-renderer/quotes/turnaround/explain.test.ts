import { describe, expect, it } from 'vitest';
import type { TurnaroundAnswer } from '../../../src-shared/quotes';
import { createFormat } from '../../ui';
import { uiText } from '../../ui/text/english';
import { createTranslate } from '../../ui/text/translate';
import { ofWeek, turnaroundExplanations } from './explain';
import { turnaroundText } from './text';

type Sent = TurnaroundAnswer['quotes'][number];

const HOUR = 3_600_000;
const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London', t: createTranslate(uiText, 'en-GB') });
const explain = turnaroundExplanations(format, createTranslate(turnaroundText, 'en-GB'));

function sent(number: number, hours: number, more: Partial<Sent> = {}): Sent {
  return {
    ...{ id: `q${number}`, number: `Q-${number}`, title: `Quote ${number}`, accountName: 'Northwind' },
    ...{ sentAt: Date.parse('2026-11-18T12:00:00Z'), elapsed: hours * HOUR, ours: hours * HOUR, state: 'in-time' },
    parts: [{ part: 'drafting', milliseconds: hours * HOUR }],
    roles: [],
    ...more,
  };
}

/** What is shown of the steps. */
const results = ({ steps }: { steps: readonly { label: string; result: string }[] }) =>
  steps.map(({ label, result }) => `${label}: ${result}`.replaceAll(/[\u00a0\u202f]/g, ' '));

describe('where figures of the turnaround come from', () => {
  it('a rank names every time in order, the place, and the quote that took it', () => {
    const shown = explain.rank([sent(1, 5), sent(2, 1), sent(3, 3)], 0.5, 3 * HOUR);
    expect(results(shown)).toEqual([
      '1. Q-2: 1 h',
      '2. Q-3: 3 h',
      '3. Q-1: 5 h',
      'Place 2 of 3 (50 %, rounded up): 3 h',
    ]);
    expect(shown.sources?.map(({ label, to }) => [label, to])).toEqual([['Q-3', '/quotes/q3']]);
  });

  it('many quotes are counted, not listed, and the one that took the time is still the source', () => {
    const quotes = Array.from({ length: 40 }, (_, index) => sent(index + 1, index + 1));
    const shown = explain.rank(quotes, 0.9, 36 * HOUR);
    expect(shown.steps).toHaveLength(13);
    expect(shown.note).toBe('and 28 more quotes');
    expect(shown.sources?.[0]?.label).toBe('Q-36');
  });

  it('a mean is a sum over a count, and a role counts only the quotes that asked it', () => {
    const roles = [{ role: 'finance', milliseconds: 2 * HOUR }];
    const quotes = [sent(1, 4, { roles }), sent(2, 2)];
    expect(results(explain.part(quotes, 'drafting', 3 * HOUR)).slice(-2)).toEqual(['Sum: 6 h', '÷ 2 quotes: 3 h']);
    expect(results(explain.role(quotes, 'finance', 2 * HOUR))).toEqual(['1. Q-1: 2 h', 'Sum: 2 h', '÷ 1 quote: 2 h']);
  });

  it('what was late is named', () => {
    const shown = explain.within([sent(1, 4), sent(2, 30)], 24 * HOUR, '50%');
    expect(results(shown)).toEqual(['Quotes sent: 2', 'Took more than 24 h: 1', 'Share of the others: 50%']);
    expect(shown.sources?.map(({ label }) => label)).toEqual(['Q-2']);
  });

  it('margins say that they are internal', () => {
    const margin = {
      ...{
        id: 'q1',
        number: 'Q-1',
        title: 'Quote 1',
        accountName: 'Northwind',
        currency: 'EUR',
        months: 2,
        version: 3,
      },
      ...{ quotedBasisPoints: 4_000, revenueMinor: 100_00, costMinor: 65_00, actualBasisPoints: 3_500 },
      differenceBasisPoints: -500,
    };
    expect(explain.quoted(margin, '40%')).toMatchObject({
      internal: true,
      sources: [{ to: '/quotes/q1?version=3' }],
    });
    expect(results(explain.difference(margin, '−5'))).toEqual([
      'Actual: 35 %',
      'Quoted: 40 %',
      'Actual less quoted, in points: −5',
    ]);
    const months = [{ month: '2026-10', revenueMinor: 100_00, costMinor: 65_00 }];
    expect(explain.actual(months as never, 'EUR', '35%')).toMatchObject({ internal: true });
  });

  it('a week holds the quotes that were sent in it', () => {
    const before = sent(2, 1, { sentAt: Date.parse('2026-11-15T23:59:59Z') });
    expect(ofWeek([sent(1, 1), before], '2026-11-16').map(({ id }) => id)).toEqual(['q1']);
  });
});
