import { describe, expect, it } from 'vitest';
import { searchContract, searchHit } from './index';

/** The schema that calls are checked against. */
const input = searchContract.find['~orpc'].inputSchema!;

describe('a search', () => {
  it('answers thirty hits unless said otherwise, and never more than a hundred', () => {
    expect(input.parse({ text: 'halden' })).toEqual({ text: 'halden', limit: 30 });
    for (const limit of [1, 100]) expect(input.safeParse({ text: '', limit }).success).toBe(true);
    for (const limit of [0, 101, 2.5, -1])
      expect(input.safeParse({ text: '', limit }).success, String(limit)).toBe(false);
  });

  it('takes no text that would be slow to look for', () => {
    expect(input.safeParse({ text: 'a'.repeat(300) }).success).toBe(true);
    expect(input.safeParse({ text: 'a'.repeat(301) }).success).toBe(false);
  });

  it('answers what a list shows and no field beside it', () => {
    const hit = { entity: 'deal', id: 'd', label: 'deal', title: 'Halden', excerpt: '' };
    expect(searchHit.parse({ ...hit, cost: 12 })).toEqual(hit);
  });
});
