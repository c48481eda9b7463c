import { describe, expect, it } from 'vitest';
import { Admission } from './admission';

const secretOf = (setCookie: string | null) => /^proofdesk-4100=([\w-]+);/.exec(setCookie ?? '')?.[1];

describe('admission', () => {
  it('exchanges a token once for a cookie that no script reads and no other site sends', () => {
    const admission = new Admission(4100);
    const token = admission.newToken();
    const cookie = admission.exchange(token);
    expect(cookie).toMatch(/^proofdesk-4100=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(cookie).not.toContain(token);
    expect(admission.exchange(token)).toBeNull();
  });

  it('gives every token and every cookie only once', () => {
    const admission = new Admission(4100);
    const tokens = Array.from({ length: 50 }, () => admission.newToken());
    const cookies = tokens.map((token) => admission.exchange(token));
    expect(new Set([...tokens, ...cookies]).size).toBe(100);
  });

  it.each(['', 'guess', 'a'.repeat(43)])('takes no token that it did not give: %j', (token) => {
    const admission = new Admission(4100);
    admission.newToken();
    expect(admission.exchange(token)).toBeNull();
  });

  it('finds the seat of a cookie among others, the same each time', () => {
    const admission = new Admission(4100);
    const [mine, other] = [admission.exchange(admission.newToken()), admission.exchange(admission.newToken())];
    const seat = admission.seatOf(`theme=dark; proofdesk-4100=${secretOf(mine)} ; x=y`);
    expect(seat).not.toBeNull();
    expect(admission.seatOf(`proofdesk-4100=${secretOf(mine)}`)).toBe(seat);
    expect(admission.seatOf(`proofdesk-4100=${secretOf(other)}`)).not.toBe(seat);
  });

  it('finds none for a missing, empty or guessed cookie, for a token, or under the name of another port', () => {
    const admission = new Admission(4100);
    const token = admission.newToken();
    const secret = secretOf(admission.exchange(admission.newToken()));
    for (const cookies of [
      undefined,
      '',
      'proofdesk-4100',
      'proofdesk-4100=',
      'proofdesk-4100=guess',
      `proofdesk-4100=${token}`,
      `proofdesk-4101=${secret}`,
      `xproofdesk-4100=${secret}`,
    ]) {
      expect(admission.seatOf(cookies), String(cookies)).toBeNull();
    }
    expect(new Admission(4100).seatOf(`proofdesk-4100=${secret}`)).toBeNull();
  });
});
