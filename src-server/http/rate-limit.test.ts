import { expect, it } from 'vitest';
import { networkOf } from './listener';
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

it('says how long there is nothing left without taking anything, and which keys it knows', () => {
  let now = 0;
  const limit = new RateLimit(2, () => now);
  expect([limit.wait('a'), limit.wait('a'), limit.wait('a'), limit.knows('a')]).toEqual([0, 0, 0, false]);
  limit.take('a', 5);
  expect([limit.knows('a'), limit.wait('a')]).toEqual([true, 30]);
  now = 30_000;
  expect(limit.wait('a')).toBe(0);
  limit.forget('a');
  expect(limit.knows('a')).toBe(false);
});

it('gains nothing when the clock goes back', () => {
  let now = 100_000;
  const limit = new RateLimit(1, () => now);
  expect(limit.take('a')).toBe(0);
  now = 0;
  expect(limit.take('a')).toBeGreaterThan(0);
});

it('counts IPv6 addresses of one network as one, however they are written', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:0DB8:1:2::9')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8:1:3::9')).toBe('2001:db8:1:3::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
});
