import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import type { ServerSession } from '../../src-shared/sync/server-contract';
import type { Database, Sql } from '../database/database';
import { notSignedIn } from '../http/refusals';
import type { IdentityCheck } from './id-token';
import { newSecret, secretHash } from './secrets';

export const ACCESS_MILLISECONDS = 3_600_000;
export const REFRESH_MILLISECONDS = 60 * 86_400_000;
/** An answer that was lost on the way may be asked for again this long, as long as nobody has used what it held. */
const LOST_ANSWER_MILLISECONDS = 60_000;

/** Who signs in with what; every token is kept as a hash alone. */
export class Sessions {
  readonly #database: Database;
  readonly #context: Context;
  readonly #identity: IdentityCheck | null;

  constructor(database: Database, context: Context, identity: IdentityCheck | null) {
    this.#database = database;
    this.#context = context;
    this.#identity = identity;
  }

  /** Trades an ID token for a session. The same one is taken once. */
  async open(idToken: string, nonce: string): Promise<ServerSession> {
    if (!this.#identity) throw notSignedIn('unknown');
    const who = await this.#identity.verify(idToken, nonce);
    const now = this.#context.now();
    return this.#database.transaction(async (sql) => {
      const fresh = await sql.query(
        'INSERT INTO used_nonces (hash, expires) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING hash',
        [secretHash(`${who.issuer}\n${nonce}`), who.expires + 120_000],
      );
      if (fresh.length === 0) throw notSignedIn('revoked');
      await sql.query(
        'INSERT INTO accounts (id, issuer, subject, created) VALUES ($1, $2, $3, $4) ON CONFLICT (issuer, subject) DO NOTHING',
        [newId(this.#context), who.issuer, who.subject, now],
      );
      const [account] = await sql.query<{ id: string }>('SELECT id FROM accounts WHERE issuer = $1 AND subject = $2', [
        who.issuer,
        who.subject,
      ]);
      const session = newId(this.#context);
      await sql.query('INSERT INTO sessions (id, account, created) VALUES ($1, $2, $3)', [session, account!.id, now]);
      return this.#tokens(sql, session, account!.id);
    });
  }

  /**
   * New tokens for a refresh token. One that comes a second time was stolen, by the first or by the second who used it: the whole session
   * ends, unless it is the first one's repetition of an answer that got lost.
   */
  async refresh(refreshToken: string): Promise<ServerSession> {
    const hash = secretHash(refreshToken);
    const now = this.#context.now();
    const answer = await this.#database.transaction(async (sql): Promise<ServerSession | 'unknown' | 'revoked'> => {
      const [token] = await sql.query<RefreshRow>(
        `SELECT r.session, r.expires, r.used, r.successor, s.account, s.revoked FROM refresh_tokens r
         JOIN sessions s ON s.id = r.session WHERE r.hash = $1 FOR UPDATE`,
        [hash],
      );
      if (!token || token.expires <= now) return 'unknown';
      if (token.revoked !== null) return 'revoked';
      if (token.used !== null) {
        const [next] = await sql.query<{ used: number | null }>('SELECT used FROM refresh_tokens WHERE hash = $1', [
          token.successor,
        ]);
        if (!next || next.used !== null || now - token.used > LOST_ANSWER_MILLISECONDS) {
          await this.#end(sql, token.session);
          return 'revoked';
        }
        await sql.query('DELETE FROM refresh_tokens WHERE hash = $1', [token.successor]);
      }
      await sql.query('DELETE FROM access_tokens WHERE session = $1', [token.session]);
      const session = await this.#tokens(sql, token.session, token.account);
      await sql.query('UPDATE refresh_tokens SET used = coalesce(used, $2), successor = $3 WHERE hash = $1', [
        hash,
        now,
        secretHash(session.refreshToken),
      ]);
      return session;
    });
    if (typeof answer === 'string') throw notSignedIn(answer);
    return answer;
  }

  /** Ends a session with all its tokens. */
  async close(session: string): Promise<void> {
    await this.#database.transaction((sql) => this.#end(sql, session));
  }

  /** Ends every session of an account. */
  async closeAll(account: string): Promise<void> {
    await this.#database.transaction(async (sql) => {
      const open = await sql.query<{ id: string }>('SELECT id FROM sessions WHERE account = $1 AND revoked IS NULL', [
        account,
      ]);
      for (const { id } of open) await this.#end(sql, id);
    });
  }

  /** Removes what has expired. */
  async sweep(): Promise<void> {
    const now = this.#context.now();
    await this.#database.query('DELETE FROM used_nonces WHERE expires < $1', [now]);
    await this.#database.query('DELETE FROM access_tokens WHERE expires < $1', [now]);
    await this.#database.query('DELETE FROM refresh_tokens WHERE expires < $1', [now]);
    await this.#database.query(
      `DELETE FROM sessions WHERE created < $1 AND NOT EXISTS (SELECT 1 FROM refresh_tokens r WHERE r.session = sessions.id)`,
      [now - REFRESH_MILLISECONDS],
    );
  }

  async #tokens(sql: Sql, session: string, account: string): Promise<ServerSession> {
    const now = this.#context.now();
    const [accessToken, refreshToken] = [newSecret('pda', this.#context), newSecret('pdr', this.#context)];
    const [accessExpires, refreshExpires] = [now + ACCESS_MILLISECONDS, now + REFRESH_MILLISECONDS];
    await sql.query('INSERT INTO access_tokens (hash, session, expires) VALUES ($1, $2, $3)', [
      secretHash(accessToken),
      session,
      accessExpires,
    ]);
    await sql.query('INSERT INTO refresh_tokens (hash, session, expires) VALUES ($1, $2, $3)', [
      secretHash(refreshToken),
      session,
      refreshExpires,
    ]);
    return { account, accessToken, accessExpires, refreshToken, refreshExpires };
  }

  async #end(sql: Sql, session: string): Promise<void> {
    await sql.query('UPDATE sessions SET revoked = $2 WHERE id = $1 AND revoked IS NULL', [
      session,
      this.#context.now(),
    ]);
    await sql.query('DELETE FROM access_tokens WHERE session = $1', [session]);
  }
}

interface RefreshRow {
  session: string;
  expires: number;
  used: number | null;
  successor: string | null;
  account: string;
  revoked: number | null;
}
