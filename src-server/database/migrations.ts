import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Database } from './database';

/** Held while tables change, so that processes that start together change them once. Any number that nobody else here uses. */
const LOCK = 7_202_611_211;

/**
 * Tables of sign-in, membership, files and audit, step by step. A step that was released is never changed. Accounts and sessions belong to
 * no workspace; everything else is led by the workspace's id.
 */
const STEPS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE accounts (id text PRIMARY KEY, issuer text NOT NULL, subject text NOT NULL, created bigint NOT NULL,
       UNIQUE (issuer, subject))`,
    `CREATE TABLE used_nonces (hash text PRIMARY KEY, expires bigint NOT NULL)`,
    `CREATE TABLE sessions (id text PRIMARY KEY, account text NOT NULL REFERENCES accounts, created bigint NOT NULL, revoked bigint)`,
    `CREATE TABLE access_tokens (hash text PRIMARY KEY, session text NOT NULL REFERENCES sessions ON DELETE CASCADE, expires bigint NOT NULL)`,
    `CREATE INDEX access_tokens_of_session ON access_tokens (session)`,
    `CREATE TABLE refresh_tokens (hash text PRIMARY KEY, session text NOT NULL REFERENCES sessions ON DELETE CASCADE, expires bigint NOT NULL,
       used bigint, successor text)`,
    `CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session)`,
    `CREATE TABLE device_sessions (workspace text NOT NULL, chain text NOT NULL, session text NOT NULL, PRIMARY KEY (workspace, chain, session))`,
    `CREATE TABLE ended_sessions (workspace text NOT NULL, session text NOT NULL, PRIMARY KEY (workspace, session))`,
    `CREATE TABLE server_keys (workspace text PRIMARY KEY, sealed text NOT NULL)`,
    `CREATE TABLE bindings (workspace text NOT NULL, person text NOT NULL, account text NOT NULL REFERENCES accounts,
       joined bigint NOT NULL, ended bigint)`,
    `CREATE UNIQUE INDEX bindings_of_account ON bindings (workspace, account) WHERE ended IS NULL`,
    `CREATE UNIQUE INDEX bindings_of_person ON bindings (workspace, person) WHERE ended IS NULL`,
    `CREATE INDEX bindings_by_account ON bindings (account)`,
    `CREATE TABLE invitations (workspace text NOT NULL, id text NOT NULL, person text NOT NULL, code text NOT NULL UNIQUE,
       created bigint NOT NULL, expires bigint NOT NULL, accepted bigint, withdrawn bigint, PRIMARY KEY (workspace, id))`,
    `CREATE TABLE service_tokens (workspace text NOT NULL, id text NOT NULL, name text NOT NULL, hash text NOT NULL UNIQUE,
       scopes text NOT NULL, roles text NOT NULL, created bigint NOT NULL, expires bigint, revoked bigint, last_used bigint,
       PRIMARY KEY (workspace, id))`,
    `CREATE TABLE blobs (workspace text NOT NULL, digest text NOT NULL, size bigint NOT NULL, added bigint NOT NULL,
       uploader text NOT NULL, PRIMARY KEY (workspace, digest))`,
    `CREATE TABLE blob_uploads (workspace text NOT NULL, digest text NOT NULL, uploader text NOT NULL, size bigint NOT NULL,
       received bigint NOT NULL, touched bigint NOT NULL, PRIMARY KEY (workspace, digest, uploader))`,
    `CREATE TABLE merkle_days (workspace text NOT NULL, day text NOT NULL, first bigint NOT NULL, last bigint NOT NULL, root text NOT NULL,
       PRIMARY KEY (workspace, day))`,
    `CREATE TABLE webhooks (workspace text NOT NULL, id text NOT NULL, url text NOT NULL, sealed text NOT NULL, roles text NOT NULL,
       created bigint NOT NULL, number bigint NOT NULL, failures int NOT NULL DEFAULT 0, next_try bigint NOT NULL DEFAULT 0,
       claimed bigint NOT NULL DEFAULT 0, woken bigint NOT NULL DEFAULT 0, PRIMARY KEY (workspace, id))`,
    `CREATE INDEX webhooks_due ON webhooks (next_try)`,
    `CREATE TABLE dead_letters (workspace text NOT NULL, id text NOT NULL, webhook text NOT NULL, first bigint NOT NULL, last bigint NOT NULL,
       attempts int NOT NULL, failed bigint NOT NULL, why text NOT NULL, PRIMARY KEY (workspace, id))`,
  ],
];

/** Brings the tables up to this version's; throws `unavailable` where a newer version has been here. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await sql.query('CREATE TABLE IF NOT EXISTS face_steps (step int PRIMARY KEY)');
    const [at] = await sql.query<{ step: number }>('SELECT coalesce(max(step), 0) AS step FROM face_steps');
    const done = at?.step ?? 0;
    if (done > STEPS.length) {
      throw new ProofdeskError({
        code: 'unavailable',
        message: 'This database was made by a newer version of the server.',
        hint: 'Start the version that made it, or restore the backup from before the upgrade.',
      });
    }
    for (let step = done; step < STEPS.length; step += 1) {
      for (const statement of STEPS[step]!) await sql.query(statement);
      await sql.query('INSERT INTO face_steps (step) VALUES ($1)', [step + 1]);
    }
  });
}
