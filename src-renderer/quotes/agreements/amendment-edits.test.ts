import { describe, expect, it } from 'vitest';
import type { AgreedLineView, AmendmentChange } from '../../../src-shared/quotes';
import { amendmentRows, withoutRow, withQuantity, withRemoved, withSwapped } from './amendment-edits';

const line: AgreedLineView = {
  id: 'a',
  sku: 'SEAT',
  name: 'Seats',
  unit: 'seat',
  quantity: '10',
  from: '2026-01-01',
  until: '2029-01-01',
  once: false,
};
const rowOf = (changes: AmendmentChange[], id = 'a') => {
  const row = amendmentRows([line], changes).find((own) => own.id === id);
  if (!row) throw new Error(`There is no row ${id}.`);
  return row;
};

describe('a number typed into an amendment', () => {
  it('becomes more, fewer, an end, or nothing', () => {
    const row = rowOf([]);
    expect(withQuantity([], row, '15')).toEqual([{ kind: 'more', line: 'a', by: '5' }]);
    expect(withQuantity([{ kind: 'more', line: 'a', by: '5' }], row, '7.5')).toEqual([
      { kind: 'fewer', line: 'a', by: '2.5' },
    ]);
    expect(withQuantity([], row, '0')).toEqual([{ kind: 'remove', line: 'a' }]);
    expect(withQuantity([{ kind: 'remove', line: 'a' }], row, '10')).toEqual([]);
  });

  it('changes a line that comes in its own change', () => {
    const add: AmendmentChange = { kind: 'add', id: 'n', sku: 'TIER', quantity: '1' };
    expect(withQuantity([add], rowOf([add], 'n'), '4')).toEqual([{ ...add, quantity: '4' }]);
    expect(withRemoved([add], rowOf([add], 'n'))).toEqual([]);
  });
});

it('an item in place of another ends the one and brings the other', () => {
  const changes = withSwapped([{ kind: 'more', line: 'a', by: '5' }], rowOf([]), 'TIER', '3').map((own) => ({
    ...own,
    id: 'n',
  }));
  expect(amendmentRows([line], changes as AmendmentChange[])).toMatchObject([
    { id: 'a', before: '10', after: null },
    { id: 'n', before: null, after: '3', instead: 'a' },
  ]);
  expect(withoutRow(changes as AmendmentChange[], rowOf([]))).toEqual([]);
});
