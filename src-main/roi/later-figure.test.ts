import { describe, expect, it } from 'vitest';
import { type RoiSource, roiSourceSchema } from '../../src-shared/roi';
import type { Session } from '../session';
import { laterFigure } from './case-queries';

const quote = { id: 'quote', status: 'submitted', version: 3 };
const sessionWith = (row: object | undefined) =>
  ({ desk: { workspace: () => ({ reader: { get: () => row } }) } }) as unknown as Session;
const source = (own: Partial<RoiSource>) =>
  roiSourceSchema.parse({ kind: 'quote', text: 'Quote', id: 'quote', ...own });

describe('what a figure says now', () => {
  it('is that of the quote’s newest submitted version', () => {
    const taken = source({ figure: 'quote.per-year', version: 2 });
    expect(laterFigure(sessionWith(quote), taken)).toMatchObject({ quote: 'quote', version: 3 });
    expect(laterFigure(sessionWith({ ...quote, status: 'draft' }), taken)).toBeNull();
    expect(laterFigure(sessionWith(undefined), taken)).toBeNull();
  });

  it('is looked up again for usage and verdicts, and is none for what was typed', () => {
    const figure = 'usage.per-year';
    expect(laterFigure(sessionWith(quote), source({ kind: 'usage', figure }))).toMatchObject({ line: 'quote' });
    expect(laterFigure(sessionWith(quote), source({ kind: 'verdict', figure, row: 'search' }))).toMatchObject({
      row: 'search',
    });
    expect(laterFigure(sessionWith(quote), source({ kind: 'customer', id: null }))).toBeNull();
  });
});
