import { expect, it } from 'vitest';
import {
  explainPinned,
  type FigureSource,
  figureDecimal,
  figureOrderSchema,
  originForCustomer,
  originOf,
  type PinnedFigure,
  pinnedFigureSchema,
} from './index';

const sources: { [K in FigureSource['kind']]: Extract<FigureSource, { kind: K }> } = {
  verdict: { kind: 'verdict', verdict: 'v1', number: 'B-A7-0001/1', bakeoff: 'b1', row: 'totals', receipt: 'abc' },
  run: {
    kind: 'run',
    run: 'r1',
    name: 'night',
    bakeoff: 'b1',
    bakeoffNumber: 'B-A7-0001',
    metric: 'm1',
    samples: 420,
    receipt: null,
  },
  usage: {
    kind: 'usage',
    quote: 'q1',
    quoteNumber: 'Q-A7-0001',
    line: 'l1',
    file: { name: 'usage.csv', sha256: 'f'.repeat(64) },
    meter: 'tokens',
    take: 'p95',
    months: ['2026-01', '2026-02', '2026-03'],
    receipt: null,
  },
  'value-case': {
    kind: 'value-case',
    valueCase: 'c1',
    number: 'VC-A7-0001',
    version: 2,
    versionId: 'cv2',
    figure: 'payback',
    receipt: 'def',
  },
  stated: { kind: 'stated', contact: 'marit', on: '2026-11-02', how: 'by e-mail' },
};
const figure = (kind: FigureSource['kind'], more: Partial<PinnedFigure> = {}): PinnedFigure => ({
  ...{ label: 'Totals', value: '0.1', unit: 's', against: null, better: null, sentence: null, at: 0 },
  ...{ source: sources[kind], ...more },
});

it('an origin names what the figure was taken from, and never who stated it', () => {
  const { verdict, run, usage, stated } = sources;
  expect([verdict, run, usage, sources['value-case'], stated].map(originOf)).toEqual([
    'Verdict B-A7-0001/1',
    'Run night of B-A7-0001',
    'Usage usage.csv, tokens (Q-A7-0001)',
    'Value case VC-A7-0001, version 2',
    'Stated by the customer on 2026-11-02, by e-mail',
  ]);
  expect(originOf({ ...usage, meter: '' })).toBe('Usage usage.csv (Q-A7-0001)');
});

it('a customer is told the origin without files and people', () => {
  const told = Object.values(sources).map(originForCustomer);
  expect(told).toContain('Usage, 2026-01 to 2026-03');
  expect(told).toContain('Stated by you on 2026-11-02');
  expect(told.join()).not.toMatch(/usage.csv|night|marit|e-mail/);
});

it('an explanation begins with the figure and its receipt, and goes on to what it is held against', () => {
  const sentence = 'Ours needs a third.';
  expect(explainPinned(figure('verdict', { against: '0.3', sentence }))).toEqual([
    {
      ...{ what: 'Totals', how: 'median of our runs as the verdict recorded it', value: '0.1', unit: 's' },
      from: ['Verdict B-A7-0001/1', 'Receipt abc'],
    },
    { what: 'The other contender', how: 'median of their runs, of the same row', value: '0.3', unit: 's' },
    { what: 'What the verdict says', how: sentence, value: null },
  ]);
  const [step, before] = explainPinned(figure('stated', { against: '12', unit: '' }));
  expect(step).not.toHaveProperty('unit');
  expect(step).toMatchObject({ how: expect.stringContaining('nothing here measured it') });
  expect(before).toMatchObject({ what: 'Before', value: '12' });
  expect(explainPinned(figure('usage'))[0]).toMatchObject({ how: '95th percentile of 3 months, 2026-01 to 2026-03' });
  expect(explainPinned(figure('run'))[0]).toMatchObject({ how: 'figure of one run, from 420 measurements' });
});

it('only plain decimals of at most 30 digits before and 60 after the point are figures', () => {
  for (const good of ['0', '-1250.75', '9'.repeat(30), `0.${'1'.repeat(60)}`]) {
    expect(figureDecimal.parse(good)).toBe(good);
  }
  for (const bad of ['', '1e3', '.5', '5.', '+1', '1,5', 'NaN', ' 1', '1\n', '9'.repeat(31), `0.${'1'.repeat(61)}`]) {
    expect(figureDecimal.safeParse(bad).success, JSON.stringify(bad)).toBe(false);
  }
});

it('what somebody stated needs who, when as a day of the calendar, how and what', () => {
  const order = { kind: 'stated', contact: 'marit', on: '2028-02-29', how: ' call ', label: 'Hours', value: '8' };
  expect(figureOrderSchema.parse(order)).toMatchObject({ how: 'call', unit: '', against: null, better: null });
  const wrong = (change: object) =>
    figureOrderSchema.safeParse({ ...order, ...change }).error?.issues.map(({ path }) => path.join('.'));
  expect(wrong({ on: '2027-02-29' })).toEqual(['on']);
  expect(wrong({ how: ' ' })).toEqual(['how']);
  expect(wrong({ label: '' })).toEqual(['label']);
  expect(wrong({ contact: '' })).toEqual(['contact']);
  expect(wrong({ against: '1e3' })).toEqual(['against']);
  expect(figureOrderSchema.safeParse({ kind: 'guess', value: '8' }).success).toBe(false);
});

it('a kept figure has a source of a known kind, and nothing that the kind does not have', () => {
  for (const kind of Object.keys(sources) as FigureSource['kind'][]) {
    expect(pinnedFigureSchema.safeParse(figure(kind)).success, kind).toBe(true);
  }
  const extra = { ...sources.stated, receipt: 'abc' } as FigureSource;
  expect(pinnedFigureSchema.safeParse(figure('stated', { source: extra })).success).toBe(false);
  const nought = { ...sources['value-case'], version: 0 };
  expect(pinnedFigureSchema.safeParse(figure('value-case', { source: nought })).success).toBe(false);
});
