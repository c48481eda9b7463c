import { describe, expect, it } from 'vitest';
import { hasServer, signOf, skewSaid } from './status';
import { statusOf } from './testing';

const time = (moment: number) => `at ${moment}`;

describe('the indicator', () => {
  it('says since when the server cannot be reached, and how much waits to be sent', () => {
    const sign = signOf(statusOf({ state: 'offline', offlineSince: 5, pending: 3, attention: 2 }), time);
    expect(sign).toEqual({ state: 'offline', since: 'at 5', pending: 3 });
  });

  it('says what waits for a person only while everything else goes on', () => {
    expect(signOf(statusOf({ state: 'synced', attention: 2 }), time)).toMatchObject({
      state: 'attention',
      attention: 2,
    });
    expect(signOf(statusOf({ state: 'sending', attention: 1 }), time).state).toBe('attention');
    expect(signOf(statusOf({ state: 'signed-out', attention: 2 }), time).state).toBe('sign-in');
    expect(signOf(statusOf({ state: 'removed', attention: 2 }), time).state).toBe('removed');
  });

  it('is quiet about a workspace without a server', () => {
    const alone = statusOf({ state: 'none', pending: 0 });
    expect(signOf(alone, time)).toEqual({ state: 'local' });
    expect(hasServer(alone)).toBe(false);
    expect(hasServer(undefined)).toBe(false);
  });
});

it('mentions a clock only beyond half a minute, with the way it is wrong', () => {
  expect(skewSaid(null)).toBeNull();
  expect(skewSaid(30_000)).toBeNull();
  expect(skewSaid(-29_000)).toBeNull();
  expect(skewSaid(240_000)).toEqual({ way: 'ahead', by: 240_000 });
  expect(skewSaid(-86_400_000)).toEqual({ way: 'behind', by: 86_400_000 });
});
