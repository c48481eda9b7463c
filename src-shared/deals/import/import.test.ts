import { describe, expect, it } from 'vitest';
import { decimalSignOf, figureToMinor, plainFigure, splitAmount } from './amounts';
import { dateOrderOf, readDate } from './dates';
import { knownStage, looksLikeHeader, proposeColumns } from './headers';
import { type KnownRecords, planImport } from './plan';
import { type Mapping, mappingSchema } from './schema';

const known: KnownRecords = {
  accounts: [{ id: 'helix', name: 'Helix Systems GmbH' }],
  deals: [{ id: 'd1', number: 'D-A7-0001', account: 'helix', title: 'Latency pilot', stage: 'proof' }],
  people: [
    { id: 'ada', name: 'Ada Admin', email: 'ada@example.com' },
    { id: 'tom', name: 'Tom Berg', email: '' },
  ],
  contacts: [{ account: 'helix', name: 'Yara Demir', email: 'yara@helix.example' }],
  actor: 'ada',
};
const columns = { title: 0, account: 1, value: 2 } as const;
const mapping = (more: Partial<Mapping> = {}): Mapping => mappingSchema.parse({ columns, currency: 'EUR', ...more });
const rows = (...cells: string[][]) => cells.map((row, index) => ({ line: index + 2, cells: row }));
const plan = (cells: string[][], more: Partial<Mapping> = {}) => planImport(rows(...cells), mapping(more), known);

describe('amounts in files', () => {
  it.each([
    ['€ 1.200,50', '1.200,50', 'EUR'],
    ['1200 usd', '1200', 'USD'],
    ['£3,000', '3,000', 'GBP'],
    ["CHF 12'500.--", null, null],
    ["12'500", "12'500", null],
    ['12 k', null, null],
    ['EUR 5 EUR', null, null],
  ])('%s is taken apart', (text, figure, currency) => {
    const split = splitAmount(text);
    expect(split?.figure ?? null).toBe(figure);
    expect(split?.currency ?? null).toBe(currency);
  });

  it('does not decide which dollar or krone is meant', () => {
    expect(splitAmount('$ 5')).toMatchObject({ currency: null, among: expect.arrayContaining(['USD', 'CAD']) });
    expect(splitAmount('5 kr')).toMatchObject({ currency: null, among: expect.arrayContaining(['SEK', 'NOK']) });
  });

  it('tells the decimal sign from a column only where a figure shows it', () => {
    expect(decimalSignOf(['12.500', '1.234,56'])).toMatchObject({ sign: 'comma', open: ['12.500'] });
    expect(decimalSignOf(['12.500', '7.250'])).toMatchObject({ sign: null, open: ['12.500', '7.250'], needed: true });
    expect(decimalSignOf(['1,5', '1.5'])).toMatchObject({ sign: null });
    expect(decimalSignOf(['1.234.567'])).toMatchObject({ sign: 'comma' });
    expect(decimalSignOf(['1234.567'])).toMatchObject({ sign: 'point' });
    expect(decimalSignOf(['0.500'])).toMatchObject({ sign: 'point' });
    expect(decimalSignOf(['12', '500'])).toMatchObject({ sign: null, needed: false });
  });

  it('reads figures with the sign it is told, exactly, or not at all', () => {
    expect(plainFigure('1.234.567,89', 'comma')).toBe('1234567.89');
    expect(plainFigure('12,34,567.5', 'point')).toBe('1234567.5');
    expect(plainFigure('1.5', 'comma')).toBeNull();
    expect(plainFigure('1,23,4', 'point')).toBeNull();
    expect(figureToMinor('1.200,50', 'comma', 'EUR')).toEqual({ minor: 120_050 });
    expect(figureToMinor('1200.500', 'point', 'EUR')).toEqual({ minor: 120_050 });
    expect(figureToMinor('1200.505', 'point', 'EUR')).toHaveProperty('problem');
    expect(figureToMinor('1200', 'point', 'JPY')).toEqual({ minor: 1200 });
    expect(figureToMinor('-5', 'point', 'EUR')).toHaveProperty('problem');
    expect(figureToMinor('99999999999999999', 'point', 'EUR')).toHaveProperty('problem');
  });
});

describe('dates in files', () => {
  it.each([
    ['2026-03-04', '2026-03-04'],
    ['2026-03-04T10:00:00Z', '2026-03-04'],
    ['4.3.2026', '2026-03-04'],
    ['4 Mar 2026', '2026-03-04'],
    ['March 4, 2026', '2026-03-04'],
    ['4.3.26', '2026-03-04'],
  ])('%s can be read in one way', (text, date) => {
    expect(readDate(text)).toEqual({ dmy: date, mdy: date });
  });

  it('sees where day and month can be exchanged, and what settles it', () => {
    expect(readDate('03/04/2026')).toEqual({ dmy: '2026-04-03', mdy: '2026-03-04' });
    expect(readDate('31/04/2026')).toBeNull();
    expect(readDate('29.02.2027')).toBeNull();
    expect(readDate('soon')).toBeNull();
    expect(dateOrderOf(['03/04/2026', '17/04/2026'])).toEqual({ order: 'dmy', open: ['03/04/2026'] });
    expect(dateOrderOf(['03/04/2026', '04/17/2026'])).toMatchObject({ order: 'mdy' });
    expect(dateOrderOf(['17/04/2026', '04/17/2026'])).toMatchObject({ order: null });
  });
});

describe('headers', () => {
  it('are recognised in the words of other programs, each column once', () => {
    expect(proposeColumns(['Opportunity Name', 'Account Name', 'Stage', 'Amount', 'Close Date', 'Deal owner'])).toEqual(
      {
        title: 0,
        account: 1,
        stage: 2,
        value: 3,
        expectedClose: 4,
        owner: 5,
      },
    );
    expect(proposeColumns(['Titel', 'Firma', 'Betrag', 'Währung'])).toEqual({
      title: 0,
      account: 1,
      value: 2,
      currency: 3,
    });
    expect(proposeColumns(['Name', 'Company', 'Contact name', 'E-mail'])).toEqual({
      title: 0,
      account: 1,
      contactName: 2,
      contactEmail: 3,
    });
  });

  it('are told from a first row of values', () => {
    expect(looksLikeHeader(['Deal', 'Company'])).toBe(true);
    expect(looksLikeHeader(['Pilot', 'Helix', '12000'])).toBe(false);
  });

  it('knows what other programs call the stages', () => {
    expect(knownStage('Closed Won')).toBe('won');
    expect(knownStage('Proposal/Price Quote')).toBe('quote');
    expect(knownStage('Stage 3')).toBeNull();
  });
});

describe('planning an import', () => {
  it('links an account by its name in any spelling, and makes a new one once', () => {
    const { rows: shown, input } = plan([
      ['Renewal', 'HELIX systems gmbh', '100'],
      ['Pilot', 'Orion Bank', '200'],
      ['Second pilot', 'orion bank', '300'],
    ]);
    expect(shown.map(({ accountState, act }) => [accountState, act])).toEqual([
      ['linked', 'create'],
      ['new', 'create'],
      ['new', 'create'],
    ]);
    expect(input.accounts).toMatchObject([{ key: 'orion bank', name: 'Orion Bank' }]);
    expect(input.deals.map(({ account }) => account)).toEqual([
      { id: 'helix' },
      { key: 'orion bank' },
      { key: 'orion bank' },
    ]);
  });

  it('asks about a name that is close to an account, there or in the file', () => {
    const undecided = plan([
      ['Renewal', 'Helix Systems', '100'],
      ['A', 'Orion Bank AG', '1'],
      ['B', 'Orion Bank', '1'],
    ]);
    expect(undecided.rows.map(({ act }) => act)).toEqual(['undecided', 'create', 'undecided']);
    expect(undecided.summary.accounts).toMatchObject([
      { key: 'helix systems', choice: null, candidates: [{ id: 'helix' }] },
      { key: 'orion bank', choice: null, candidates: [{ id: 'new:orion bank ag', name: 'Orion Bank AG' }] },
    ]);
    const decided = plan(
      [
        ['Renewal', 'Helix Systems', '100'],
        ['A', 'Orion Bank AG', '1'],
        ['B', 'Orion Bank', '1'],
      ],
      { accounts: { 'helix systems': 'helix', 'orion bank': 'new:orion bank ag' } },
    );
    expect(decided.summary.undecided).toBe(0);
    expect(decided.input.accounts).toHaveLength(1);
  });

  it('shows a repeated deal and does with it what was chosen', () => {
    const repeated = [
      ['latency PILOT', 'Helix Systems GmbH', '100'],
      ['Other', 'Helix Systems GmbH', '5'],
      ['Other', 'Helix Systems GmbH', '7'],
    ];
    const open = plan(repeated);
    expect(open.rows.map(({ act }) => act)).toEqual(['undecided', 'create', 'undecided']);
    expect(open.rows[0]!.duplicate).toMatchObject({ of: 'deal', number: 'D-A7-0001' });
    expect(open.rows[2]!.duplicate).toEqual({ of: 'line', line: 3 });
    const updated = plan(repeated, { everyDuplicate: 'update' });
    expect(updated.input.deals).toEqual([
      {
        act: 'update',
        deal: 'd1',
        account: { id: 'helix' },
        title: 'latency PILOT',
        value: { minor: 10_000, currency: 'EUR' },
      },
      expect.objectContaining({ act: 'create', title: 'Other', value: { minor: 700, currency: 'EUR' } }),
    ]);
    const mixed = plan(repeated, { everyDuplicate: 'skip', duplicates: { 4: 'create' } });
    expect(mixed.summary).toMatchObject({ create: 2, skip: 1, duplicates: 2 });
  });

  it('does not let an update move a deal where it cannot go', () => {
    const { rows: shown } = plan([['Latency pilot', 'Helix Systems GmbH', '', 'Invoiced']], {
      columns: { ...columns, stage: 3 },
      everyDuplicate: 'update',
    });
    expect(shown[0]!.problems).toMatchObject([{ field: 'stage', column: 4 }]);
  });

  it('names row and column of what cannot be read, and imports such rows only without them', () => {
    const bad = [
      ['', 'Orion Bank', '1'],
      ['A', '', '1'],
      ['B', 'Orion Bank', 'twelve'],
      ['C', 'Orion Bank', '12'],
      ['D', 'x'.repeat(201), '12'],
    ];
    const { rows: shown, summary } = plan(bad);
    expect(shown.map(({ problems }) => problems.map(({ field, column }) => [field, column]))).toEqual([
      [['title', 1]],
      [['account', 2]],
      [['value', 3]],
      [],
      [['account', 2]],
    ]);
    expect(summary).toMatchObject({ undecided: 4, problems: 4, create: 1 });
    const left = plan(bad, { leaveOutProblems: true });
    expect(left.summary).toMatchObject({ undecided: 0, skip: 4, create: 1 });
    expect(left.input.deals).toHaveLength(1);
  });

  it('waits with amounts that can be read in two ways, and shows both', () => {
    const ambiguous = [['A', 'Orion Bank', '12.500']];
    const open = plan(ambiguous);
    expect(open.rows[0]).toMatchObject({ act: 'undecided', valueMinor: null });
    expect(open.summary.decimal).toEqual({
      sign: null,
      certain: false,
      samples: [{ text: '12.500', point: '12.500', comma: '12500' }],
    });
    expect(plan(ambiguous, { decimal: 'comma' }).rows[0]).toMatchObject({ act: 'create', valueMinor: 1_250_000 });
    expect(plan(ambiguous, { decimal: 'point' }).rows[0]).toMatchObject({ act: 'create', valueMinor: 1_250 });
  });

  it('waits with amounts of no currency, and takes the one of a sign’s currencies that was chosen', () => {
    expect(plan([['A', 'Orion', '5']], { currency: null }).summary).toMatchObject({
      currencyNeeded: true,
      undecided: 1,
    });
    expect(plan([['A', 'Orion', '$ 5']]).summary.undecided).toBe(1);
    expect(plan([['A', 'Orion', '$ 5']], { currency: 'CAD' }).rows[0]).toMatchObject({ currency: 'CAD' });
    const withColumn = { columns: { ...columns, currency: 3 } };
    expect(plan([['A', 'Orion', '5', 'JPY']], withColumn).rows[0]).toMatchObject({ valueMinor: 5, currency: 'JPY' });
    expect(plan([['A', 'Orion', '€5', 'USD']], withColumn).rows[0]!.problems).toMatchObject([{ field: 'currency' }]);
  });

  it('asks who an unknown owner is and what an unknown stage means', () => {
    const withBoth = { columns: { ...columns, owner: 3, stage: 4 } };
    const cells = [
      ['A', 'Orion', '', 'tom berg', 'Closed Lost'],
      ['B', 'Orion', '', 'Jo', 'Stage 3'],
      ['C', 'Orion', '', '', ''],
    ];
    const open = plan(cells, withBoth);
    expect(open.rows.map(({ act }) => act)).toEqual(['create', 'undecided', 'create']);
    expect(open.summary.owners).toContainEqual({ text: 'Jo', key: 'jo', rows: 1, person: null });
    expect(open.rows[2]).toMatchObject({ stage: 'qualification', ownerName: 'Ada Admin' });
    const decided = plan(cells, { ...withBoth, owners: { jo: 'tom' }, stages: { 'stage 3': 'proof' } });
    expect(decided.input.deals[1]).toMatchObject({ owner: 'tom', stage: 'proof' });
  });

  it('brings each contact once, and leaves those alone that are there', () => {
    const withContact = { columns: { ...columns, contactName: 3, contactEmail: 4 } };
    const { input, summary } = plan(
      [
        ['A', 'Helix Systems GmbH', '', 'Yara D.', 'YARA@helix.example'],
        ['B', 'Helix Systems GmbH', '', 'Max Orth', ''],
        ['C', 'Helix Systems GmbH', '', 'max  orth', ''],
        ['D', 'Orion', '', '', 'desk@orion.example'],
      ],
      withContact,
    );
    expect(input.contacts.map(({ name }) => name)).toEqual(['Max Orth', 'desk@orion.example']);
    expect(summary).toMatchObject({ newContacts: 2, knownContacts: 1 });
  });
});
