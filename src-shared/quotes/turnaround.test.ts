import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecisionFact } from '../approvals';
import { type ClockMoments, clockState, type Submission, turnaround } from './turnaround';

const HOUR = 3_600_000;
const asked: ClockMoments = {
  requestedAt: 0,
  now: 10 * HOUR,
  submissions: [],
  takenBackAt: null,
  sentAt: null,
  waits: [],
};

function decision(role: string, hour: number, decided: DecisionFact['decision'] = 'approve'): DecisionFact {
  return { role, by: role, decision: decided, decidedAt: hour * HOUR };
}

function submission(hour: number, ...decisions: DecisionFact[]): Submission {
  return { at: hour * HOUR, requester: 'rep', needs: ['finance', 'delivery'], decisions };
}

const spentOf = (moments: ClockMoments) =>
  Object.fromEntries(turnaround(moments).spent.map(({ part, milliseconds }) => [part, milliseconds / HOUR]));

describe('the turnaround clock', () => {
  it('waits for the rep until something is submitted', () => {
    expect(turnaround(asked)).toMatchObject({ elapsed: 10 * HOUR, running: true, waitingFor: ['rep'] });
  });

  it('then waits for those whose decision is missing, then for the rep again', () => {
    expect(turnaround({ ...asked, submissions: [submission(2)] }).waitingFor).toEqual(['finance', 'delivery']);
    const half = turnaround({ ...asked, submissions: [submission(2, decision('finance', 3))] });
    expect(half.waitingFor).toEqual(['delivery']);
    expect(half.roles).toEqual([
      { role: 'finance', milliseconds: HOUR },
      { role: 'delivery', milliseconds: 8 * HOUR },
    ]);
    const signed = { ...asked, submissions: [submission(2, decision('finance', 3), decision('delivery', 5))] };
    expect(turnaround(signed).waitingFor).toEqual(['rep']);
    expect(spentOf(signed)).toEqual({ drafting: 2, 'sign-off': 3, release: 5 });
  });

  it('counts every version: what was returned is drafted again, what was taken back too', () => {
    const submissions = [
      submission(1, decision('finance', 2, 'return')),
      submission(4, decision('finance', 5), decision('delivery', 6)),
    ];
    expect(spentOf({ ...asked, submissions, sentAt: 7 * HOUR })).toEqual({ drafting: 3, 'sign-off': 3, release: 1 });
    const returned = turnaround({ ...asked, submissions: submissions.slice(0, 1) });
    expect(returned).toMatchObject({ waitingFor: ['rep'], spent: [{ part: 'drafting', milliseconds: 9 * HOUR }, {}] });
    const takenBack = { ...asked, submissions: [submission(1)], takenBackAt: 3 * HOUR };
    expect(spentOf(takenBack)).toEqual({ drafting: 8, 'sign-off': 2 });
    expect(turnaround(takenBack).waitingFor).toEqual(['rep']);
  });

  it('needs a second person where one is asked for', () => {
    const needs = ['finance', 'finance:2'];
    const first = { ...decision('finance', 3), by: 'ann' };
    const one = { at: 2 * HOUR, requester: 'rep', needs, decisions: [first] };
    expect(turnaround({ ...asked, submissions: [one] }).waitingFor).toEqual(['finance']);
    const both = { ...one, decisions: [first, { ...decision('finance', 6), by: 'bo' }] };
    expect(spentOf({ ...asked, submissions: [both] })).toEqual({ drafting: 2, 'sign-off': 4, release: 4 });
  });

  it('counts for the customer while an answer is owed, and does not stop', () => {
    const waits = [
      { from: 2 * HOUR, until: 5 * HOUR },
      { from: 4 * HOUR, until: 6 * HOUR },
    ];
    const owed = { ...asked, waits };
    expect(turnaround(owed)).toMatchObject({ elapsed: 10 * HOUR, ours: 6 * HOUR, waitingFor: ['rep'] });
    expect(spentOf(owed)).toEqual({ drafting: 6, customer: 4 });
    const open = turnaround({ ...asked, waits: [{ from: 9 * HOUR, until: null }] });
    expect(open).toMatchObject({ ours: 9 * HOUR, waitingFor: ['customer'] });
    const signing = { ...asked, submissions: [submission(1)], waits: [{ from: 2 * HOUR, until: 4 * HOUR }] };
    expect(turnaround(signing).roles).toContainEqual({ role: 'finance', milliseconds: 7 * HOUR });
  });

  it('stops when it was sent, and waits for nobody', () => {
    const free = { ...submission(1), needs: [] };
    const sent = { ...asked, submissions: [free], sentAt: 4 * HOUR, now: 100 * HOUR };
    expect(turnaround(sent)).toMatchObject({ elapsed: 4 * HOUR, running: false, waitingFor: [] });
    expect(spentOf(sent)).toEqual({ drafting: 1, release: 3 });
  });

  it('spends the whole time and no more, whatever happened in whichever order', () => {
    const time = fc.nat(1_000);
    const moments = fc.record({
      requestedAt: time,
      now: time,
      takenBackAt: fc.option(time),
      sentAt: fc.option(time),
      waits: fc.array(fc.record({ from: time, until: fc.option(time) }), { maxLength: 3 }),
      submissions: fc.array(
        fc.record({
          at: time,
          requester: fc.constant('rep'),
          needs: fc.constantFrom<string[]>([], ['finance'], ['finance', 'delivery'], ['finance', 'finance:2']),
          decisions: fc.array(
            fc.record({
              role: fc.constantFrom('finance', 'delivery'),
              by: fc.constantFrom('ann', 'bo', 'rep'),
              decision: fc.constantFrom<'approve' | 'return'>('approve', 'return'),
              decidedAt: time,
            }),
            { maxLength: 4 },
          ),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(moments, (given) => {
        const clock = turnaround(given);
        expect(clock.elapsed).toBe(Math.max(0, (given.sentAt ?? given.now) - given.requestedAt));
        expect(clock.spent.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBe(clock.elapsed);
        for (const { milliseconds } of [...clock.spent, ...clock.roles]) {
          expect(milliseconds).toBeGreaterThanOrEqual(0);
          expect(milliseconds).toBeLessThanOrEqual(clock.elapsed * Math.max(1, given.submissions.length));
        }
        if (!clock.running) expect(clock.waitingFor).toEqual([]);
        else expect(clock.waitingFor).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('warns in the last quarter before the target', () => {
    const running = (elapsed: number) => clockState({ elapsed, running: true }, 24 * HOUR);
    expect([17, 18, 24, 25].map((hours) => running(hours * HOUR))).toEqual(['in-time', 'soon', 'soon', 'late']);
    expect(clockState({ elapsed: 20 * HOUR, running: false }, 24 * HOUR)).toBe('in-time');
  });
});
