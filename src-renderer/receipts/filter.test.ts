import { expect, it } from 'vitest';
import { filterOf, isFiltered } from './filter';

it('takes whole days, the last one included', () => {
  const { from, to } = filterOf({ from: '2026-03-28', until: '2026-03-29' });
  expect(from).toBe(new Date(2026, 2, 28).getTime());
  expect(to).toBe(new Date(2026, 2, 30).getTime());
});

it('leaves out what is not there or cannot be read', () => {
  expect(filterOf({})).toEqual({});
  expect(filterOf({ from: 'yesterday', id: 'x', contested: 'perhaps' })).toEqual({});
  expect(isFiltered(filterOf({ person: 'p' }))).toBe(true);
  expect(filterOf({ entity: 'deal', id: 'd', contested: '1' })).toEqual({ entity: 'deal', id: 'd', contested: true });
});
