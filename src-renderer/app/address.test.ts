import { expect, it } from 'vitest';
import { parseSearch, searchText } from './address';

it('keeps what stands in an address as plain text', () => {
  const search = { person: '0198', number: '007', text: 'a & b = c?', flag: 'true' };
  expect(parseSearch(searchText(search))).toEqual(search);
});

it('leaves out what is not chosen', () => {
  expect(searchText({ a: '', b: null, c: undefined })).toBe('');
  expect(searchText({ a: '1', b: null })).toBe('?a=1');
});
