import { describe, expect, it } from 'vitest';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { failureOf } from './failure';
import { unreachable } from './unreachable';

describe('a round that failed', () => {
  it('because nothing answers goes on calmly: that work goes on is said, not what to look for', () => {
    expect(failureOf(unreachable('https://desk.example', false, new Error('refused')))).toMatchObject({
      kind: 'offline',
      says: 'https://desk.example cannot be reached. Work goes on here; what is new is sent when the connection is back.',
    });
  });

  it('because something in between answered is tried again as if nothing had, whatever its status', () => {
    for (const [code, status] of [
      ['not-found', 404],
      ['unavailable', 502],
    ] as const) {
      const answered = new ProofdeskError({ code, message: 'Said.', details: { kind: 'unexplained', status } });
      expect(failureOf(answered).kind, String(status)).toBe('offline');
    }
  });

  it('because the server knows no such workspace is not told to join it: it was in it before', () => {
    const gone = new ProofdeskError({
      code: 'not-found',
      message: 'There is no such workspace for this account.',
      hint: 'Join it with an invitation first.',
    });
    const { kind, says } = failureOf(gone);
    expect(kind).toBe('contradicts');
    expect(says).toMatch(/^The server knows nothing of this workspace any more/);
    expect(says).not.toContain('Join');
  });
});
