import { describe, expect, it } from 'vitest';
import { changedFields, dealValue, newDealEdit } from './deal-edit';

const edit = { ...newDealEdit({ account: 'a', currency: 'EUR', owner: 'o' }), title: 'Pilot', value: '100.50' };

describe('the form of a deal', () => {
  it('sends only what was changed', () => {
    expect(changedFields(edit, { ...edit, title: ' Pilot ' })).toEqual({});
    expect(changedFields(edit, { ...edit, nextStep: 'Call ', expectedClose: '2026-12-01' })).toEqual({
      nextStep: 'Call',
      expectedClose: '2026-12-01',
    });
  });

  it('sends value and currency together, and an emptied value as none', () => {
    expect(changedFields(edit, { ...edit, currency: 'USD' })).toEqual({ value: { minor: 10_050, currency: 'USD' } });
    expect(changedFields(edit, { ...edit, value: null })).toEqual({ value: null });
    expect(changedFields({ ...edit, value: null }, { ...edit, value: null, currency: 'USD' })).toEqual({});
  });

  it('does not round a value that its currency cannot hold', () => {
    expect(() => dealValue({ ...edit, currency: 'JPY' })).toThrow('more decimals than JPY has');
  });
});
