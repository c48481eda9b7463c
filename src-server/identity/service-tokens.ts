import type { z } from 'zod';
import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import type { serviceTokenSchema } from '../../src-shared/sync/server-contract';
import type { Role } from '../../src-shared/workspace';
import type { Database } from '../database/database';
import { notFound } from '../http/refusals';
import { newSecret, secretHash } from './secrets';

export type ServiceToken = z.infer<typeof serviceTokenSchema>;

interface TokenRow {
  id: string;
  name: string;
  scopes: string;
  roles: string;
  created: number;
  expires: number | null;
  last_used: number | null;
}

/** Tokens for machines: read-only, for one workspace, kept as hashes. */
export class ServiceTokens {
  readonly #database: Database;
  readonly #context: Context;

  constructor(database: Database, context: Context) {
    this.#database = database;
    this.#context = context;
  }

  async list(workspace: string): Promise<ServiceToken[]> {
    const rows = await this.#database.query<TokenRow>(
      `SELECT id, name, scopes, roles, created, expires, last_used FROM service_tokens
       WHERE workspace = $1 AND revoked IS NULL ORDER BY created, id`,
      [workspace],
    );
    return rows.map(({ last_used, scopes, roles, ...row }) => ({
      ...row,
      scopes: JSON.parse(scopes) as ServiceToken['scopes'],
      roles: JSON.parse(roles) as Role[],
      lastUsed: last_used,
    }));
  }

  async create(
    workspace: string,
    wanted: { name: string; scopes: ServiceToken['scopes']; roles: Role[]; days: number | null },
  ): Promise<{ token: ServiceToken; secret: string }> {
    const secret = newSecret('pds', this.#context);
    const created = this.#context.now();
    const token: ServiceToken = {
      id: newId(this.#context),
      name: wanted.name,
      scopes: [...new Set(wanted.scopes)],
      roles: [...new Set(wanted.roles)],
      created,
      expires: wanted.days === null ? null : created + wanted.days * 86_400_000,
      lastUsed: null,
    };
    await this.#database.query(
      `INSERT INTO service_tokens (workspace, id, name, hash, scopes, roles, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        workspace,
        token.id,
        token.name,
        secretHash(secret),
        JSON.stringify(token.scopes),
        JSON.stringify(token.roles),
        created,
        token.expires,
      ],
    );
    return { token, secret };
  }

  async revoke(workspace: string, id: string): Promise<void> {
    const gone = await this.#database.query(
      'UPDATE service_tokens SET revoked = $3 WHERE workspace = $1 AND id = $2 AND revoked IS NULL RETURNING id',
      [workspace, id, this.#context.now()],
    );
    if (gone.length === 0) throw notFound('service token');
  }
}
