import { expect, it } from 'vitest';
import { RateLimit } from './rate-limit';

it('lets through so many a minute of each key, and says when there is room again', () => {
  let now = 0;
  const limit = new RateLimit(60, () => now);
  for (let request = 0; request < 60; request += 1) expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBe(1);
  expect(limit.take('b')).toBe(0);
  now += 1_000;
  expect(limit.take('a')).toBe(0);
  expect(limit.take('a')).toBeGreaterThan(0);
  expect(limit.take('b', 70)).toBeGreaterThan(1);
});

it('gains nothing when the clock goes back', () => {
  let now = 100_000;
  const limit = new RateLimit(1, () => now);
  expect(limit.take('a')).toBe(0);
  now = 0;
  expect(limit.take('a')).toBeGreaterThan(0);
});
