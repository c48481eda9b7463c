import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOpening, isDue, RHYTHM, type Rhythm, type RhythmEvent, rhythmAfter, until, wantsSocket } from './rhythm';

const happens = (events: RhythmEvent[], now = 0, begun: Rhythm = atOpening(0)): Rhythm =>
  events.reduce((rhythm, event) => rhythmAfter(rhythm, event, now, 0.5), begun);
const wait = (rhythm: Rhythm, now = 0): number => until(rhythm, now)!;

describe('when rounds begin', () => {
  it('at once after the opening, and then at every poll', () => {
    expect(isDue(atOpening(7), 7)).toBe(true);
    expect(wait(happens([{ kind: 'began' }, { kind: 'done' }]))).toBe(RHYTHM.poll);
  });

  it('soon after a commit, once for several', () => {
    const quiet = happens([{ kind: 'began' }, { kind: 'done' }]);
    const first = rhythmAfter(quiet, { kind: 'committed' }, 100, 0.5);
    const second = rhythmAfter(first, { kind: 'committed' }, 110, 0.5);
    expect(second.due).toBe(100 + RHYTHM.bundle);
  });

  it('again after a round during which something was committed', () => {
    expect(wait(happens([{ kind: 'began' }, { kind: 'committed' }, { kind: 'done' }]))).toBe(RHYTHM.bundle);
  });

  it('ever more seldom while the server cannot be reached, at once when somebody asks', () => {
    const waits: number[] = [];
    let rhythm = atOpening(0);
    for (let failures = 0; failures < 12; failures += 1) {
      rhythm = happens([{ kind: 'began' }, { kind: 'failed' }], 0, rhythm);
      waits.push(wait(rhythm));
    }
    expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits.at(-1)).toBe(RHYTHM.longestBackOff);
    expect(wait(rhythmAfter(rhythm, { kind: 'committed' }, 0, 0.5))).toBe(RHYTHM.commitBackOff);
    expect(wait(rhythmAfter(rhythm, { kind: 'asked' }, 0, 0.5))).toBe(0);
    expect(wantsSocket(rhythm)).toBe(false);
  });

  it('not before the time that the server asked for, whoever wants it', () => {
    const limited = happens([{ kind: 'began' }, { kind: 'limited', wait: 5_000 }]);
    expect(wait(rhythmAfter(limited, { kind: 'asked' }, 0, 0.5))).toBe(5_000);
    expect(wait(rhythmAfter(limited, { kind: 'committed' }, 0, 0.5))).toBe(5_000);
  });

  it('not by themselves while a sign-in is wanted, and again when there is one', () => {
    const stopped = happens([{ kind: 'began' }, { kind: 'stopped' }, { kind: 'committed' }, { kind: 'notified' }]);
    expect(until(stopped, 0)).toBeNull();
    expect(wait(rhythmAfter(stopped, { kind: 'asked' }, 0, 0.5))).toBe(0);
  });

  const event: fc.Arbitrary<RhythmEvent> = fc.oneof(
    ...(['committed', 'notified', 'asked', 'done', 'more', 'busy', 'failed', 'contradicted', 'stopped'] as const).map(
      (kind) => fc.constant<RhythmEvent>({ kind }),
    ),
    fc.nat(60_000).map((wanted): RhythmEvent => ({ kind: 'limited', wait: wanted })),
  );
  const endings = new Set(['done', 'more', 'busy', 'failed', 'contradicted', 'limited', 'stopped']);

  it('always sooner or later, one at a time, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat(40_000), fc.double({ min: 0, max: 1, noNaN: true }))), (steps) => {
        let rhythm = atOpening(0);
        let now = 0;
        for (const [what, passed, chance] of steps) {
          now += passed;
          if (isDue(rhythm, now)) {
            expect(now).toBeGreaterThanOrEqual(rhythm.untouched);
            rhythm = rhythmAfter(rhythm, { kind: 'began' }, now, chance);
          }
          // Only a round that runs can end.
          if (endings.has(what.kind) && !rhythm.running) continue;
          rhythm = rhythmAfter(rhythm, what, now, chance);
          if (rhythm.running) expect(isDue(rhythm, now)).toBe(false);
          else if (rhythm.stopped) expect(rhythm.due).toBeNull();
          else expect(until(rhythm, now)).toBeLessThanOrEqual(RHYTHM.longestContradicted * (1 + RHYTHM.jitter));
        }
      }),
      { numRuns: 300 },
    );
  });
});
