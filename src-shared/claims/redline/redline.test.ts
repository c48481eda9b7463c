import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrozenElement } from '../review-schema';
import { type ComparedHead, comparedChart } from './compared';
import { differences } from './differences';
import { type RedlinePiece, redlineText } from './redline';
import { redlineRows } from './rows';

const marked = (pieces: readonly RedlinePiece[]): string =>
  pieces.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}]` : `[-${text}]`)).join('');
const of = (pieces: readonly RedlinePiece[], without: RedlinePiece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('a redline of two texts', () => {
  it.each([
    ['the cache is warm', 'the cache was warm', 'the cache [-is][+was] warm'],
    ['', 'new', '[+new]'],
    ['old', '', '[-old]'],
    ['same', 'same', 'same'],
    ['one two three', 'one 2 3', 'one [-two three][+2 3]'],
    ['the server stores it', 'the server stores it, once', 'the server stores it[+, once]'],
    ['特許の請求項', '特許の請求範囲', '特許の請求[-項][+範囲]'],
  ])('%j → %j is %s', (before, after, expected) => {
    expect(marked(redlineText(before, after))).toBe(expected);
  });

  it('gives back both texts, whatever they are', () => {
    const text = fc.oneof(
      fc
        .array(fc.constantFrom('a ', 'b ', 'server', ' ', '\n', ',', '🙂', '項'), { maxLength: 40 })
        .map((all) => all.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = redlineText(before, after);
        return (
          of(pieces, 'added') === before &&
          of(pieces, 'removed') === after &&
          pieces.every(({ text: held }) => held !== '')
        );
      }),
      { numRuns: 100 },
    );
  });

  it('is as short as the longest common subsequence allows', () => {
    const items = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(items, items, (a, b) => {
        const same = differences(a, b)
          .filter(({ kind }) => kind === 'same')
          .reduce((sum, { from, to }) => sum + to - from, 0);
        return same === longestCommon(a, b);
      }),
      { numRuns: 300 },
    );
  });

  it('takes long texts that have nothing in common as one replacement, in time', () => {
    const long = (word: string) => Array.from({ length: 4_000 }, (_, at) => `${word}${at}`).join(' ');
    const pieces = redlineText(long('a'), long('b'));
    expect(of(pieces, 'added')).toBe(long('a'));
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [at, other] of b.entries()) next.push(one === other ? row[at]! + 1 : Math.max(row[at + 1]!, next[at]!));
    row = next;
  }
  return row.at(-1)!;
}

describe('a redline of two versions of a chart', () => {
  const element = (id: string, change: Partial<FrozenElement> = {}): FrozenElement => ({
    element: id,
    label: `1[${id}]`,
    limitation: `a ${id}`,
    mapping: 'the index is kept',
    status: 'met',
    evidence: [],
    ...change,
  });
  const head: ComparedHead = {
    title: 'Chart',
    summary: '',
    disclosure: 'nda',
    expiresOn: null,
    subject: { kind: 'own', name: 'Store 4', description: '' },
    set: { id: 's', number: 'S-1', title: 'Set', kind: 'own-patent', reference: '', version: 1 },
    claim: { number: 1, text: 'x', preamble: null, transition: null, independent: true },
  };
  const log = (id: string, digit: string): FrozenElement['evidence'][number] => ({
    id,
    note: '',
    citation: {
      kind: 'log',
      file: { name: 'a.log', sha256: digit.repeat(64), bytes: 1 },
      run: null,
      fromLine: 1,
      toLine: 2,
      quote: 'q',
    },
  });

  it('tells changed, added, removed and moved elements apart', () => {
    const before = comparedChart(
      head,
      ['a', 'b', 'c', 'd'].map((id) => element(id)),
    );
    const after = comparedChart({ ...head, expiresOn: '2027-01-31' }, [
      element('d'),
      element('a', { mapping: 'the index is kept twice', status: 'disputed' }),
      element('c'),
      element('e'),
    ]);
    const rows = redlineRows(before, after);
    expect(rows.map((row) => `${row.key} ${row.change}`)).toEqual([
      'chart changed',
      'd same',
      'a changed',
      'b removed',
      'c same',
      'e added',
    ]);
    const field = (row: number, name: string) => marked(rows[row]!.fields.find((one) => one.field === name)!.runs);
    expect(field(0, 'expiresOn')).toBe('[+2027-01-31]');
    expect(field(2, 'mapping')).toBe('the index is kept[+ twice]');
    expect(field(2, 'status')).toBe('[-met][+disputed]');
    expect(redlineRows(before, before).every(({ change }) => change === 'same')).toBe(true);
  });

  it('shows evidence that came, went or is another file now', () => {
    const of = (...evidence: FrozenElement['evidence']) => comparedChart(head, [element('a', { evidence })]);
    const runs = redlineRows(of(log('1', '1')), of(log('1', '2')))[1]!.fields.find(
      (one) => one.field === 'evidence',
    )!.runs;
    expect(marked(runs)).toBe(`a.log, lines 1 to 2, sha256 [-${'1'.repeat(16)}][+${'2'.repeat(16)}]`);
    expect(redlineRows(of(log('1', '1')), of())[1]!.change).toBe('changed');
  });
});
