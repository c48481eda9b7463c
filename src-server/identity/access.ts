import type { IncomingMessage } from 'node:http';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { TokenScope } from '../../src-shared/sync/server-contract';
import type { Database } from '../database/database';
import { noLongerMember, noSuchWorkspace, notAllowed, notSignedIn, Refusal } from '../http/refusals';
import type { Matched } from '../http/routes';
import type { Asker, Sync } from '../sync';
import { secretHash } from './secrets';

/** A signed-in account. */
export interface SessionAccess {
  kind: 'session';
  session: string;
  account: string;
}

/** A service token. */
export interface MachineAccess {
  kind: 'machine';
  token: string;
  workspace: string;
  scopes: readonly TokenScope[];
  roles: readonly string[];
}

export interface NobodyAccess {
  kind: 'nobody';
}

/** Who is bound to the workspace of a request's path. */
export interface Bound {
  workspace: string;
  /** As the sync core knows them. */
  asker: Asker;
  /** Null for a service token. */
  person: string | null;
  account: string | null;
}

/** The same with how they stand there, and what they may read. */
export interface InWorkspace extends Bound {
  roles: readonly string[];
  readers: readonly string[];
}

export interface Access {
  who: SessionAccess | MachineAccess | NobodyAccess;
  bound: Bound | null;
  /** Null also where the work itself asks how somebody stands. */
  within: InWorkspace | null;
}

/** Accounts that work has refused, of which so many are kept in mind. */
const REFUSED_KEPT = 10_000;

/** The bearer token of a request; null where there is none. Query strings are not looked at: they end in logs. */
export function bearer(request: Pick<IncomingMessage, 'headers'>): string | null {
  const found = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(request.headers.authorization ?? '');
  return found?.[1] ?? null;
}

/** How an account is bound to a workspace; `stopped`: the device of the session was revoked there. */
interface Binding {
  person: string;
  ended: number | null;
  stopped: boolean;
}

/** Decides who asks and whether a route is theirs. Nothing passes that it does not let through by name. */
export class Gatekeeper {
  readonly #database: Database;
  readonly #sync: Sync;
  readonly #now: () => number;
  /** Who was refused inside, by workspace and account: they are asked about at the door from then on, before anything is read or checked. */
  readonly #refused = new Set<string>();

  constructor(database: Database, sync: Sync, now: () => number) {
    this.#database = database;
    this.#sync = sync;
    this.#now = now;
  }

  /** Throws refusals: 401 nobody signed in, 403 signed in but not allowed, 404 a workspace that is not theirs. */
  async admit({ route, parameters }: Matched, token: string | null): Promise<Access> {
    if (route.needs === 'nobody') return { who: { kind: 'nobody' }, bound: null, within: null };
    if (token === null) throw notSignedIn('missing');
    if (token.startsWith('pds_')) return this.#machine(route.machine, parameters['workspace'], token);
    const workspace = route.needs === 'session' ? null : parameters['workspace'];
    if (workspace === undefined)
      throw new ProofdeskError({ code: 'internal', message: 'The route names no workspace.' });
    const { who, binding } = await this.#session(token, workspace);
    if (workspace === null) return { who, bound: null, within: null };
    const bound = boundBy(workspace, who.account, binding);
    const known = keyOf(bound);
    if (route.standing === 'inside' && !this.#refused.has(known)) return { who, bound, within: null };
    const within = await this.#within(bound);
    this.#refused.delete(known);
    if (route.needs === 'admin' && !within.roles.includes('admin')) throw notAllowed('Only an admin may do this.');
    return { who, bound, within };
  }

  /** Work that asks itself how somebody stands: what it refuses is refused as at the door. */
  async inside<T>(bound: Bound, work: () => Promise<T>): Promise<T> {
    try {
      return await asAtTheDoor(work);
    } catch (thrown) {
      if (thrown instanceof Refusal) {
        if (this.#refused.size >= REFUSED_KEPT) this.#refused.clear();
        this.#refused.add(keyOf(bound));
      }
      throw thrown;
    }
  }

  /**
   * How an account stands in a workspace; 404 where it never did, 403 where it did once or where the device of this session was revoked
   * there: a new sign-in is wanted then.
   */
  async member(account: string, workspace: string, session: string | null = null): Promise<InWorkspace> {
    const [binding] = await this.#database.query<Binding>(
      `SELECT person, ended, EXISTS (SELECT 1 FROM ended_sessions e WHERE e.workspace = $1 AND e.session = $3) AS stopped
       FROM bindings WHERE workspace = $1 AND account = $2 ORDER BY ended IS NULL DESC LIMIT 1`,
      [workspace, account, session ?? ''],
    );
    return this.#within(boundBy(workspace, account, binding ?? null));
  }

  async #within(bound: Bound): Promise<InWorkspace> {
    const { roles, readers } = await asAtTheDoor(() => this.#sync.standing(bound.workspace, bound.asker));
    return { ...bound, roles, readers };
  }

  /** Whose token it is, and how its account is bound to a workspace: one question, for every request asks it. */
  async #session(token: string, workspace: string | null): Promise<{ who: SessionAccess; binding: Binding | null }> {
    const [row] = await this.#database.often<{
      session: string;
      expires: number;
      account: string;
      revoked: number | null;
      person: string | null;
      ended: number | null;
      stopped: boolean;
    }>(
      `SELECT a.session, a.expires, s.account, s.revoked, b.person, b.ended,
         EXISTS (SELECT 1 FROM ended_sessions e WHERE e.workspace = $2 AND e.session = a.session) AS stopped
       FROM access_tokens a JOIN sessions s ON s.id = a.session
       LEFT JOIN LATERAL (SELECT person, ended FROM bindings WHERE workspace = $2 AND account = s.account
         ORDER BY ended IS NULL DESC LIMIT 1) b ON true
       WHERE a.hash = $1`,
      [secretHash(token), workspace ?? ''],
    );
    if (!row) throw notSignedIn('unknown');
    if (row.revoked !== null) throw notSignedIn('revoked');
    if (row.expires <= this.#now()) throw notSignedIn('expired');
    const { session, account, person, ended, stopped } = row;
    return {
      who: { kind: 'session', session, account },
      binding: person === null ? null : { person, ended, stopped },
    };
  }

  async #machine(scope: TokenScope | null | undefined, workspace: string | undefined, token: string): Promise<Access> {
    const now = this.#now();
    const [row] = await this.#database.query<{
      workspace: string;
      id: string;
      scopes: string;
      roles: string;
      expires: number | null;
      revoked: number | null;
      last_used: number | null;
    }>('SELECT workspace, id, scopes, roles, expires, revoked, last_used FROM service_tokens WHERE hash = $1', [
      secretHash(token),
    ]);
    if (!row) throw notSignedIn('unknown');
    if (row.revoked !== null) throw notSignedIn('revoked');
    if (row.expires !== null && row.expires <= now) throw notSignedIn('expired');
    if (workspace !== row.workspace) throw noSuchWorkspace();
    const scopes = JSON.parse(row.scopes) as TokenScope[];
    if (!scope || !scopes.includes(scope)) throw notAllowed('This service token is not for that.');
    if (row.last_used === null || now - row.last_used > 60_000) {
      await this.#database.query('UPDATE service_tokens SET last_used = $3 WHERE workspace = $1 AND id = $2', [
        row.workspace,
        row.id,
        now,
      ]);
    }
    const roles = JSON.parse(row.roles) as string[];
    const asker: Asker = { kind: 'machine', roles };
    const within = await this.#within({ workspace, asker, person: null, account: null });
    return { who: { kind: 'machine', token: row.id, workspace, scopes, roles }, bound: within, within };
  }
}

const keyOf = ({ workspace, account }: Bound): string => `${workspace} ${account}`;

/** Whom an account is bound to; throws where it is to nobody, or to nobody any more. */
function boundBy(workspace: string, account: string, binding: Binding | null): Bound {
  if (!binding) throw noSuchWorkspace();
  if (binding.ended !== null) throw noLongerMember();
  if (binding.stopped) throw notSignedIn('revoked');
  const { person } = binding;
  return { workspace, asker: { kind: 'person', person, account }, person, account };
}

/** Somebody who is bound and not in confirmed state was removed there. */
async function asAtTheDoor<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof ProofdeskError && thrown.code === 'forbidden') throw noLongerMember();
    if (thrown instanceof ProofdeskError && thrown.code === 'not-found') throw noSuchWorkspace();
    throw thrown;
  }
}
