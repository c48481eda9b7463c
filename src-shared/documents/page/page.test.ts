import { describe, expect, it } from 'vitest';
import { deckExample, quoteExample, roiExample } from '../../../test/documents/examples';
import { type DocumentInput, type ProofDeck, parseDocumentData, type QuoteDocument, type RoiDocument } from '../schema';
import { deckPage, rowNames, rowOnAxis, writeP } from './deck-page';
import { documentFileName } from './frame';
import { quotePage } from './quote-page';
import { roiPage } from './roi-page';
import { paragraphs, printable, verbatim, writeText } from './text';

const context = { inputsDigest: '0123456789abcdef'.repeat(4) };
const quoteOf = (input: DocumentInput) => quotePage(parseDocumentData(input) as QuoteDocument, context);
const deckOf = (input: DocumentInput) => deckPage(parseDocumentData(input) as ProofDeck, context);
const roiOf = (input: DocumentInput) => roiPage(parseDocumentData(input) as RoiDocument, context);

describe('printable', () => {
  it('gives long addresses, paths and digests places to break, and leaves words alone', () => {
    expect(printable('a plain sentence')).toBe('a plain sentence');
    expect(printable('https://example.com/a/long/path').split('\u200b').length).toBeGreaterThan(3);
    for (const part of printable('0123456789abcdef0123456789abcdef').split('\u200b'))
      expect(part.length).toBeLessThanOrEqual(12);
    expect(printable('Donaudampfschifffahrtsgesellschaft')).toBe('Donaudampfschifffahrtsgesellschaft');
    expect(printable('見積書の件名はとても長くても日本語なら折り返せます')).not.toContain('\u200b');
  });

  it('drops characters that direct rendering or have no picture, and keeps percent signs with their numbers', () => {
    expect(printable('a\u202eb\ufe0f\u0000c\tz')).toBe('abc z');
    expect(printable('8 % off')).toBe('8\u00a0% off');
    expect(verbatim('one\r\ntwo\tthree')).toBe('one\ntwo three');
    expect(paragraphs('a\nb\n\n\nc\n\n')).toEqual([['a', 'b'], ['c']]);
  });

  it('writes figures inside text as the locale does', () => {
    const text = [
      'median ',
      { number: '1234.5', unit: 'ms' },
      ', ',
      { number: '-8', unit: '%' },
      ', ',
      { number: '12.30', unit: 'EUR' },
    ];
    expect(writeText('de', text)).toBe('median 1.234,5\u00a0ms, \u22128\u00a0%, 12,30\u00a0EUR');
    expect(writeText('en', [{ number: '0.034753974980000005', unit: 's', significant: 3 }])).toBe('0.0348\u00a0s');
  });
});

describe('quotePage', () => {
  it('writes amounts with all their digits, a dash where there is no discount, and the note where there is no list price', () => {
    const page = quoteOf(quoteExample(5));
    const [platform, metered] = page.groups;
    expect(platform!.lines[0]).toMatchObject({ amount: '132,480.00', list: '48,000.00', discount: '8\u00a0%' });
    expect(metered!.lines[0]).toMatchObject({
      list: 'graduated',
      discount: '–',
      steps: [{ amount: '600.00' }, {}, {}],
    });
    expect(page.totals[1]!.label).toBe('Multi-year discount, 3\u00a0%');
    expect(page.facts.map(({ value }) => value)).toEqual(['USD\u00a0297,019.04', '36 months', '31 Dec 2026']);
  });

  it('leaves out columns that no line uses', () => {
    const bare = quoteExample(1, {
      groups: [{ title: '', lines: [{ id: '1', name: 'One thing', amount: '5.00' }] }],
      totals: [{ key: 'total', amount: '5.00', emphasis: true }],
    });
    expect(quoteOf(bare).shows).toEqual({ quantity: false, list: false, discount: false });
  });

  it('asks for acceptance only when approved, and says else that it is a draft', () => {
    expect(quoteOf(quoteExample(1)).acceptance?.fields).toHaveLength(4);
    const draft = quoteOf(quoteExample(1, { approved: false }));
    expect(draft.acceptance).toBeNull();
    expect(draft.watermark).toBe('Not approved');
  });

  it('names a file after number and version', () => {
    expect(documentFileName({ kind: 'quote', number: 'Q-A7-0142', version: 3 })).toBe('Q-A7-0142-v3.pdf');
    expect(documentFileName({ kind: 'proof-deck', number: 'B/1 ..', version: 1 })).toBe('B-1-..-deck-v1.pdf');
  });
});

describe('deckPage', () => {
  it('puts ratios on the axis as percent and the band as the factor either way', () => {
    const row = (parseDocumentData(deckExample()) as ProofDeck).rows[0]!;
    const { point, band } = rowOnAxis(row);
    expect(point).toBeCloseTo(-29.8);
    expect(band.high).toBeCloseTo(7);
    expect(band.low).toBeCloseTo(-6.542);
  });

  it('says better or worse with the size and p, and other verdicts in words only', () => {
    const { summary, table } = deckOf(deckExample());
    expect(summary?.rows.map(({ text }) => text)).toEqual([
      '\u221229.8\u00a0%, p\u00a00.0008',
      '\u221237.5\u00a0%, p\u00a00.0024',
      'equivalent',
      'no clear difference',
      'not enough runs',
    ]);
    expect(table.rows[4]).toMatchObject({ p: '–', runs: '3 + 3' });
  });

  it('writes p values without trailing zeros and never as zero', () => {
    expect(writeP('en', 0.0008)).toBe('0.0008');
    expect(writeP('en', 0.4)).toBe('0.4');
    expect(writeP('en', 1)).toBe('1');
    expect(writeP('de', 0.0000003)).toBe('< 0,0001');
  });

  it('marks environment rows with a note by a footnote', () => {
    const { environment } = deckOf(deckExample());
    expect(environment?.rows.at(-1)).toMatchObject({ value: 'eu-west-1 / eu-central-1', mark: '1' });
    expect(environment?.footnotes).toHaveLength(1);
  });

  it('names rows by what tells them apart', () => {
    const rows = (parseDocumentData(deckExample()) as ProofDeck).rows;
    expect(rowNames(rows)[0]).toBe('Latency p50');
    expect(rowNames(rows.map((row, at) => ({ ...row, metric: 'p50', workload: `w${at}` })))[1]).toBe('w1');
    expect(rowNames(rows.map((row, at) => ({ ...row, workload: `w${at}` })))[0]).toBe('w0, Latency p50');
  });
});

describe('roiPage', () => {
  it('says why a measure has no value, and adds the total to each row', () => {
    const page = roiOf(roiExample());
    const measure = page.measures?.items[2];
    expect(measure).toMatchObject({ value: 'none' });
    expect(measure?.definition).toMatch(/^none: no year costs more than now\. /);
    expect(page.costs.sides[0]!.rows[0]!.cells).toHaveLength(4);
  });

  it('refuses rows that do not have one amount a period', () => {
    expect(() => roiOf(roiExample({ periods: ['Year 1', 'Year 2'] }))).toThrow('needs 2 amounts');
  });
});
