import { expect, it } from 'vitest';
import { signaturePath, signatureSchema } from './signature';

const takes = (value: unknown) => signatureSchema.safeParse(value).success;

it('a signature is typed words or strokes within its field, and nothing else', () => {
  expect(takes({ kind: 'typed', text: ' Yara Demir ' })).toBe(true);
  expect(takes({ kind: 'drawn', strokes: [[[0, 0]], [[1000, 320]]] })).toBe(true);
  for (const wrong of [
    { kind: 'typed', text: '   ' },
    { kind: 'typed', text: 'a\nb' },
    { kind: 'drawn', strokes: [] },
    { kind: 'drawn', strokes: [[]] },
    { kind: 'drawn', strokes: [[[1001, 0]]] },
    { kind: 'drawn', strokes: [[[0.5, 0]]] },
    { kind: 'drawn', strokes: [[['0"/><script>', 0]]] },
    { kind: 'drawn', strokes: Array.from({ length: 201 }, () => [[0, 0]]) },
    { kind: 'drawn', strokes: Array.from({ length: 4 }, () => Array.from({ length: 2_000 }, () => [0, 0])) },
    { kind: 'drawn', strokes: [[[0, 0]]], svg: '<svg/>' },
  ]) {
    expect(takes(wrong), JSON.stringify(wrong).slice(0, 80)).toBe(false);
  }
});

it('is drawn stroke by stroke, a single point as a dot', () => {
  expect(
    signaturePath([
      [
        [1, 2],
        [3, 4],
      ],
      [[5, 6]],
    ]),
  ).toBe('M1 2L3 4M5 6L5 6');
});
