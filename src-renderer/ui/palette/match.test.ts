import { describe, expect, it } from 'vitest';
import { match } from './match';
import { answer, type PaletteItem } from './palette';

const item = (label: string, more: Partial<PaletteItem> = {}): PaletteItem => ({
  id: label,
  label,
  run: () => {},
  ...more,
});

describe('looking for something', () => {
  it('finds words in any order, without regard to case and accents', () => {
    expect(match('energy halden', 'Halden Energy, 36 months')).not.toBeNull();
    expect(match('ostrava pôrts', 'Ostrava Ports')).not.toBeNull();
    expect(match('halden steel', 'Halden Energy')).toBeNull();
  });

  it('finds by first letters, but not by letters strewn about', () => {
    expect(match('he36', 'Halden Energy, 36 months')?.places).toEqual([0, 7, 15, 16]);
    expect(match('hdny', 'Halden Energy')).toBeNull();
  });

  it('marks the letters that matched', () => {
    expect(match('rec', 'Open receipts')?.places).toEqual([5, 6, 7]);
  });

  it('puts beginnings before middles, names before keywords, short before long', () => {
    const group = {
      id: 'g',
      label: 'G',
      items: [
        item('Preview'),
        item('Documents', { keywords: 'review' }),
        item('Review all open receipts of this quarter'),
        item('Review'),
      ],
    };
    expect(answer(group, 'review').map((found) => found.item.label)).toEqual([
      'Review',
      'Review all open receipts of this quarter',
      'Preview',
      'Documents',
    ]);
  });

  it('leaves what a search has answered as it came', () => {
    const group = { id: 'g', label: 'G', answered: true, items: [item('B'), item('A')] };
    expect(answer(group, 'zzz').map((found) => found.item.label)).toEqual(['B', 'A']);
  });
});
