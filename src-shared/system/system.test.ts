import { describe, expect, it } from 'vitest';
import { deskEvent, handedFile, jobSummary } from './index';

const job = {
  id: 'j1',
  kind: 'bakeoff.import',
  title: 'a.jtl',
  state: 'running',
  progress: 0.5,
  message: 'Reading',
  startedAt: 0,
  endedAt: null,
} as const;

describe('a job as lists show it', () => {
  it('is between nothing and everything done', () => {
    const takes = (progress: number) => jobSummary.safeParse({ ...job, progress }).success;
    expect([0, 0.5, 1].every(takes)).toBe(true);
    expect([-0.01, 1.01, Number.NaN, Number.POSITIVE_INFINITY].some(takes)).toBe(false);
  });

  it('is in a state that screens know', () => {
    for (const state of ['running', 'done', 'failed', 'cancelled']) {
      expect(jobSummary.safeParse({ ...job, state }).success, state).toBe(true);
    }
    expect(jobSummary.safeParse({ ...job, state: 'paused' }).success).toBe(false);
  });
});

describe('an event', () => {
  it('says by its kind what changed, and carries nothing else of the desk', () => {
    const told = { kind: 'changed', entities: ['deal'], rows: [{ secret: 1 }] };
    expect(deskEvent.parse(told)).toEqual({ kind: 'changed', entities: ['deal'] });
    expect(deskEvent.safeParse({ kind: 'changed' }).success).toBe(false);
    expect(deskEvent.safeParse({ kind: 'closed' }).success).toBe(false);
  });
});

describe('a file that was handed over', () => {
  it('tells a page its name, never where it lies', () => {
    const file = { id: 'f', name: 'a.jtl', bytes: 1, sha256: 'a'.repeat(64), path: '/home/ada/a.jtl' };
    expect(handedFile.parse(file)).not.toHaveProperty('path');
  });
});
