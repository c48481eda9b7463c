import { expect, it } from 'vitest';
import { wishOf } from './deed';

it.each([
  ['created a deal', 'Create a deal'],
  ['undid an act', 'Undo an act'],
  ['opened or closed a bakeoff', 'Open or close a bakeoff'],
  ['no longer accepts a deviation', 'No longer accept a deviation'],
  ['recorded that a quote was accepted', 'Record that a quote was accepted'],
])('“%s” is asked for as “%s”', (deed, wish) => {
  expect(wishOf(deed)).toBe(wish);
});

it('keeps a deed whose verb it does not know, and says that it is not done yet', () => {
  expect(wishOf('frobnicated a deal')).toBe('Approval of: frobnicated a deal');
  expect(wishOf('created or frobnicated a deal')).toBe('Approval of: created or frobnicated a deal');
  expect(wishOf('')).toBe('Approval of: ');
});
