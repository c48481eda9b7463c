import type { z } from 'zod';
import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import type { invitationSchema, memberSchema } from '../../src-shared/sync/server-contract';
import type { Database, Sql } from '../database/database';
import { conflict, noLongerMember, notFound } from '../http/refusals';
import type { Storage } from '../storage/storage';
import { confirmedPeople, confirmedPerson } from './confirmed';
import { newSecret, secretHash } from './secrets';

export type Invitation = z.infer<typeof invitationSchema>;
export type Member = z.infer<typeof memberSchema>;

/** Which account is which person of a workspace, and how it became that. */
export class Members {
  readonly #database: Database;
  readonly #storage: Storage;
  readonly #context: Context;

  constructor(database: Database, storage: Storage, context: Context) {
    this.#database = database;
    this.#storage = storage;
    this.#context = context;
  }

  /**
   * Binds the founder; an invitation binds everybody else. Binding the same account to the same person again changes nothing. Throws
   * `forbidden` for a founder who left or was removed: only an invitation lets anybody in again.
   */
  async bindFounder(workspace: string, person: string, account: string): Promise<void> {
    await this.#database.transaction(async (sql) => {
      const bindings = await sql.query<{ ended: number | null }>(
        'SELECT ended FROM bindings WHERE workspace = $1 AND account = $2',
        [workspace, account],
      );
      if (bindings.length > 0 && bindings.every(({ ended }) => ended !== null)) throw noLongerMember();
      await this.#bind(sql, workspace, person, account);
    });
  }

  async #bind(sql: Sql, workspace: string, person: string, account: string): Promise<void> {
    const present = await sql.query<{ person: string; account: string }>(
      'SELECT person, account FROM bindings WHERE workspace = $1 AND ended IS NULL AND (person = $2 OR account = $3)',
      [workspace, person, account],
    );
    if (present.some((binding) => binding.person === person && binding.account === account)) return;
    if (present.some((binding) => binding.person === person)) {
      throw conflict('Somebody else has joined as this person already.', 'An admin can remove them and invite again.');
    }
    if (present.length > 0) {
      throw conflict('This account is another person of this workspace already.', 'Sign in with another account.');
    }
    await sql.query('INSERT INTO bindings (workspace, person, account, joined) VALUES ($1, $2, $3, $4)', [
      workspace,
      person,
      account,
      this.#context.now(),
    ]);
  }

  /** Ends a person's binding; answers the account it was bound to, null where none was. */
  async unbind(workspace: string, person: string): Promise<string | null> {
    const ended = await this.#database.query<{ account: string }>(
      'UPDATE bindings SET ended = $3 WHERE workspace = $1 AND person = $2 AND ended IS NULL RETURNING account',
      [workspace, person, this.#context.now()],
    );
    return ended[0]?.account ?? null;
  }

  /** Workspaces that an account is in. */
  async workspacesOf(account: string): Promise<string[]> {
    const rows = await this.#database.query<{ workspace: string }>(
      'SELECT workspace FROM bindings WHERE account = $1 AND ended IS NULL ORDER BY joined, workspace',
      [account],
    );
    return rows.map(({ workspace }) => workspace);
  }

  /** People in confirmed state, with the accounts that are bound to them. */
  async list(workspace: string): Promise<Member[]> {
    const bindings = await this.#database.query<{ person: string; account: string; joined: number }>(
      'SELECT person, account, joined FROM bindings WHERE workspace = $1 AND ended IS NULL',
      [workspace],
    );
    const bound = new Map(bindings.map((binding) => [binding.person, binding]));
    return (await confirmedPeople(this.#storage, workspace))
      .filter(({ archived }) => !archived)
      .map(({ person, roles }) => ({
        person,
        roles,
        account: bound.get(person)?.account ?? null,
        joined: bound.get(person)?.joined ?? null,
      }));
  }

  async invitations(workspace: string): Promise<Invitation[]> {
    return this.#database.query<Invitation>(
      `SELECT id, person, created, expires, accepted, withdrawn FROM invitations WHERE workspace = $1
       ORDER BY created DESC, id LIMIT 500`,
      [workspace],
    );
  }

  /** A one-time code for a person who is in the workspace and has no account bound; earlier ones for the same person end. */
  async invite(workspace: string, person: string, days: number): Promise<{ invitation: Invitation; code: string }> {
    const confirmed = await confirmedPerson(this.#storage, workspace, person);
    if (!confirmed || confirmed.archived) throw notFound('person in this workspace');
    const bound = await this.#database.query(
      'SELECT 1 AS one FROM bindings WHERE workspace = $1 AND person = $2 AND ended IS NULL',
      [workspace, person],
    );
    if (bound.length > 0) throw conflict('This person has joined already.');
    const now = this.#context.now();
    const code = newSecret('pdi', this.#context);
    const invitation: Invitation = {
      id: newId(this.#context),
      person,
      created: now,
      expires: now + days * 86_400_000,
      accepted: null,
      withdrawn: null,
    };
    await this.#database.transaction(async (sql) => {
      await sql.query(
        'UPDATE invitations SET withdrawn = $3 WHERE workspace = $1 AND person = $2 AND accepted IS NULL AND withdrawn IS NULL',
        [workspace, person, now],
      );
      await sql.query(
        'INSERT INTO invitations (workspace, id, person, code, created, expires) VALUES ($1, $2, $3, $4, $5, $6)',
        [workspace, invitation.id, person, secretHash(code), now, invitation.expires],
      );
    });
    return { invitation, code };
  }

  async withdraw(workspace: string, id: string): Promise<void> {
    const gone = await this.#database.query(
      'UPDATE invitations SET withdrawn = $3 WHERE workspace = $1 AND id = $2 AND accepted IS NULL AND withdrawn IS NULL RETURNING id',
      [workspace, id, this.#context.now()],
    );
    if (gone.length === 0) throw notFound('open invitation');
  }

  /** Binds the account to whom the code was made for, once. A code that is unknown, used, withdrawn or expired looks the same. */
  async accept(code: string, account: string): Promise<{ workspace: string; person: string }> {
    const now = this.#context.now();
    return this.#database.transaction(async (sql) => {
      const [taken] = await sql.query<{ workspace: string; person: string }>(
        `UPDATE invitations SET accepted = $2 WHERE code = $1 AND accepted IS NULL AND withdrawn IS NULL AND expires > $2
         RETURNING workspace, person`,
        [secretHash(code), now],
      );
      if (!taken) throw notFound('open invitation for this code');
      await this.#bind(sql, taken.workspace, taken.person, account);
      return taken;
    });
  }
}
