import { expect, it } from 'vitest';
import type { Area } from '../app';
import { draftPlace } from './draft-place';

const screen = (path: string, title: string) => ({ path, title, component: () => null });
const areas: Area[] = [
  { name: 'quotes', screens: [screen('/quotes/$quote', 'Quote'), screen('/quotes/new', 'New quote')] },
  { name: 'workspace', screens: [screen('/settings/{-$part}', 'Settings')] },
];

it('finds the screen that a draft belongs to, the plain path before a pattern', () => {
  expect(draftPlace('/quotes/0198#terms', areas)).toEqual({ path: '/quotes/0198', title: 'Quote' });
  expect(draftPlace('/quotes/new', areas)).toEqual({ path: '/quotes/new', title: 'New quote' });
  expect(draftPlace('/settings#company', areas)).toEqual({ path: '/settings', title: 'Settings' });
  expect(draftPlace('/settings/policies', areas)).toEqual({ path: '/settings/policies', title: 'Settings' });
  expect(draftPlace('/settings/people/1', areas)).toBeNull();
  expect(draftPlace('/claims/1', areas)).toBeNull();
  expect(draftPlace('', areas)).toBeNull();
});
