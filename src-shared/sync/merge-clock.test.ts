import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tick } from '../kernel/hybrid-clock';
import { mergeClockOf } from './merge-clock';

it('is the receipt’s own clock unless that is later than its arrival, and never puts a chain out of order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: -1_000, max: 1_000 }), fc.nat(50)), { maxLength: 30 }), (steps) => {
      let now = 1_000_000;
      let server: string | null = null;
      let own: string | null = null;
      let last: string | null = null;
      for (const [skew, passed] of steps) {
        now += passed;
        own = tick(own, now + skew, 'device');
        server = tick(server, now, 'server');
        const clock = mergeClockOf({ at: own, arrival: server, last });
        if (own <= server) expect(clock).toBe(own);
        else expect(clock).toBe(server);
        if (last !== null) expect(clock > last).toBe(true);
        last = clock;
      }
    }),
  );
});
