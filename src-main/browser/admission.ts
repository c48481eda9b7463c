import { createHash, randomBytes } from 'node:crypto';
import type { Seat } from '../session';

// Secrets come from the operating system, never from the desk's context: a demonstration fixes that one, and with it anybody could
// guess them.
const secret = () => randomBytes(32).toString('base64url');
/** Secrets are looked up by digest, so that comparing them takes no time that depends on how much of a guess is right. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * Who may talk to the browser host: a browser that exchanged a one-time token for a cookie. Each such browser is one seat, which keeps
 * its person across tabs, reloads and lost connections.
 */
export class Admission {
  private readonly tokens = new Set<string>();
  private readonly seats = new Map<string, Seat>();

  /** @param port part of the cookie's name, since browsers share cookies among all ports of a host */
  constructor(private readonly port: number) {}

  /** A new token, good for one exchange while this host runs. */
  newToken(): string {
    const token = secret();
    this.tokens.add(digestOf(token));
    return token;
  }

  /** The `Set-Cookie` value for a good token; null for one that is unknown or used. */
  exchange(token: string): string | null {
    if (!this.tokens.delete(digestOf(token))) return null;
    const key = secret();
    this.seats.set(digestOf(key), { actor: null });
    return `${this.cookieName}=${key}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** The seat that a `Cookie` header proves, if any. */
  seatOf(cookies: string | undefined): Seat | null {
    for (const pair of (cookies ?? '').split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.cookieName && value) return this.seats.get(digestOf(value)) ?? null;
    }
    return null;
  }

  private get cookieName(): string {
    return `proofdesk-${this.port}`;
  }
}
