import type { z } from 'zod';
import type { Context } from '../../src-shared/kernel/context';
import { newId } from '../../src-shared/kernel/context';
import type { Pulled } from '../../src-shared/sync/protocol';
import type { deadLetterSchema, webhookSchema } from '../../src-shared/sync/server-contract';
import type { Role } from '../../src-shared/workspace';
import type { Database } from '../database/database';
import { conflict, notFound } from '../http/refusals';
import type { Seal } from '../identity/secrets';
import type { Logger } from '../operations/logs';
import type { Metrics } from '../operations/metrics';
import type { Sync } from '../sync';
import { receiptEvent } from './events';
import { reachable } from './public-address';
import { sendWebhook } from './send-webhook';
import { webhookHeaders, webhookSecret } from './standard-webhooks';

export type Webhook = z.infer<typeof webhookSchema>;
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** Receipts in one delivery at most. */
const BATCH = 100;
/** Webhooks of one workspace at most. */
const MOST = 20;
/** Seconds until the next attempt after the first, second … that failed; after the last one the delivery is a dead letter. */
export const BACK_OFF_SECONDS = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200, 86_400] as const;
/** How long a process has a webhook for itself; one that dies in between leaves it to the others after this. */
const CLAIM_MILLISECONDS = 60_000;
/** A webhook with nothing to send is looked at this often, should a notification have been missed. */
const IDLE_MILLISECONDS = 60_000;

interface WebhookRow {
  workspace: string;
  id: string;
  url: string;
  sealed: string;
  roles: string;
  created: number;
  number: number;
  failures: number;
  /** Counts up with each piece of news. */
  woken: number;
}

export interface WebhookParts {
  database: Database;
  sync: Sync;
  seal: Seal;
  context: Context;
  metrics: Metrics;
  log: Logger;
  allowPrivate: boolean;
}

/** Receipts sent to addresses as they are decided: signed, in order, again until they were taken, and never lost without a trace. */
export class Webhooks {
  readonly #parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
  }

  async list(workspace: string): Promise<Webhook[]> {
    const rows = await this.#parts.database.query<WebhookRow>(
      'SELECT workspace, id, url, sealed, roles, created, number, failures, woken FROM webhooks WHERE workspace = $1 ORDER BY created, id',
      [workspace],
    );
    return rows.map(shown);
  }

  /** Throws `forbidden` for an address that the server does not send to. The secret is told once. */
  async create(
    workspace: string,
    wanted: { url: string; roles: Role[]; after: number },
  ): Promise<{ webhook: Webhook; secret: string }> {
    const { database, seal, context, allowPrivate } = this.#parts;
    await reachable(new URL(wanted.url), allowPrivate);
    if ((await this.list(workspace)).length >= MOST) throw conflict(`A workspace has at most ${MOST} webhooks.`);
    const id = newId(context);
    const secret = webhookSecret(context);
    const row: WebhookRow = {
      workspace,
      id,
      url: wanted.url,
      sealed: seal.seal(Buffer.from(secret), about(workspace, id)),
      roles: JSON.stringify([...new Set(wanted.roles)]),
      created: context.now(),
      number: wanted.after,
      failures: 0,
      woken: 0,
    };
    await database.query(
      'INSERT INTO webhooks (workspace, id, url, sealed, roles, created, number) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [workspace, id, row.url, row.sealed, row.roles, row.created, row.number],
    );
    return { webhook: shown(row), secret };
  }

  async remove(workspace: string, id: string): Promise<void> {
    const gone = await this.#parts.database.query(
      'DELETE FROM webhooks WHERE workspace = $1 AND id = $2 RETURNING id',
      [workspace, id],
    );
    if (gone.length === 0) throw notFound('webhook');
    await this.#parts.database.query('DELETE FROM dead_letters WHERE workspace = $1 AND webhook = $2', [workspace, id]);
  }

  deadLetters(workspace: string): Promise<DeadLetter[]> {
    return this.#parts.database.query<DeadLetter>(
      'SELECT id, webhook, first, last, attempts, failed, why FROM dead_letters WHERE workspace = $1 ORDER BY failed DESC, id LIMIT 500',
      [workspace],
    );
  }

  /** Sends a dead letter again, once; it goes from the list when it was taken. Throws `unavailable` with the reason when it was not. */
  async redeliver(workspace: string, id: string): Promise<void> {
    const { database } = this.#parts;
    const [letter] = await database.query<DeadLetter>(
      'SELECT id, webhook, first, last, attempts, failed, why FROM dead_letters WHERE workspace = $1 AND id = $2',
      [workspace, id],
    );
    if (!letter) throw notFound('dead letter');
    const [webhook] = await database.query<WebhookRow>('SELECT * FROM webhooks WHERE workspace = $1 AND id = $2', [
      workspace,
      letter.webhook,
    ]);
    if (!webhook) throw notFound('webhook');
    const pulled = await this.#page(webhook, letter.first - 1, letter.last - letter.first + 1);
    const why = await this.#send(webhook, pulled);
    if (why !== null) {
      await database.query(
        'UPDATE dead_letters SET attempts = attempts + 1, failed = $3, why = $4 WHERE workspace = $1 AND id = $2',
        [workspace, id, this.#parts.context.now(), why],
      );
      throw conflict(why, 'It stays in the dead-letter list.');
    }
    await database.query('DELETE FROM dead_letters WHERE workspace = $1 AND id = $2', [workspace, id]);
  }

  /** Workspaces have news: their webhooks that are not waiting after a failure are due at once. */
  async wake(workspaces: readonly string[]): Promise<void> {
    await this.#parts.database.query(
      'UPDATE webhooks SET next_try = 0, woken = woken + 1 WHERE workspace = ANY($1::text[]) AND failures = 0',
      [workspaces],
    );
  }

  /** Delivers what is due, one page for each webhook; answers how many were looked at. Several processes never have the same one. */
  async deliverDue(): Promise<number> {
    const now = this.#parts.context.now();
    const due = await this.#parts.database.query<WebhookRow>(
      `UPDATE webhooks SET claimed = $1 WHERE (workspace, id) IN
         (SELECT workspace, id FROM webhooks WHERE next_try <= $2 AND claimed <= $2 ORDER BY next_try LIMIT 20 FOR UPDATE SKIP LOCKED)
       RETURNING workspace, id, url, sealed, roles, created, number, failures, woken`,
      [now + CLAIM_MILLISECONDS, now],
    );
    await Promise.all(due.map((webhook) => this.#deliver(webhook)));
    return due.length;
  }

  async #deliver(webhook: WebhookRow): Promise<void> {
    const { log, metrics, context } = this.#parts;
    try {
      const pulled = await this.#page(webhook, webhook.number, BATCH);
      if (pulled.length === 0) return await this.#settle(webhook, { next: context.now() + IDLE_MILLISECONDS });
      const last = webhook.number + pulled.length;
      const why = await this.#send(webhook, pulled);
      metrics.deliveries.inc({ result: why === null ? 'taken' : 'failed' });
      if (why === null) return await this.#settle(webhook, { number: last, failures: 0, next: 0 });
      const wait = BACK_OFF_SECONDS[webhook.failures];
      if (wait !== undefined) {
        // Up to half as long again, so that receivers that failed together are not asked together.
        const jitter = 1 + context.randomBytes(1)[0]! / 512;
        return await this.#settle(webhook, {
          failures: webhook.failures + 1,
          next: context.now() + wait * 1_000 * jitter,
        });
      }
      await this.#bury(webhook, last, why);
      metrics.deliveries.inc({ result: 'dead' });
    } catch (error) {
      log.error({ error }, 'a webhook was not delivered');
      await this.#settle(webhook, { next: context.now() + IDLE_MILLISECONDS });
    }
  }

  async #page(webhook: WebhookRow, after: number, limit: number): Promise<Pulled[]> {
    const roles = JSON.parse(webhook.roles) as string[];
    return (await this.#parts.sync.pull(webhook.workspace, { kind: 'machine', roles }, { after, limit })).pulled;
  }

  async #send(webhook: WebhookRow, pulled: readonly Pulled[]): Promise<string | null> {
    const { seal, context, allowPrivate } = this.#parts;
    const events = pulled.map(receiptEvent);
    const [first, last] = [events[0]!.data.number, events.at(-1)!.data.number];
    const secret = seal.open(webhook.sealed, about(webhook.workspace, webhook.id)).toString();
    const body = JSON.stringify(events);
    const seconds = Math.floor(context.now() / 1_000);
    const headers = webhookHeaders(secret, `${webhook.id}.${first}-${last}`, seconds, body);
    return sendWebhook(webhook.url, headers, body, allowPrivate);
  }

  async #settle(webhook: WebhookRow, to: { number?: number; failures?: number; next: number }): Promise<void> {
    await this.#parts.database.query(
      // News that came meanwhile is not put off.
      `UPDATE webhooks SET number = $3, failures = $4, claimed = 0, next_try = CASE WHEN woken = $6 OR $4 > 0 THEN $5::bigint ELSE 0 END
       WHERE workspace = $1 AND id = $2`,
      [
        webhook.workspace,
        webhook.id,
        to.number ?? webhook.number,
        to.failures ?? webhook.failures,
        Math.round(to.next),
        webhook.woken,
      ],
    );
  }

  async #bury(webhook: WebhookRow, last: number, why: string): Promise<void> {
    const { database, context } = this.#parts;
    await database.query(
      'INSERT INTO dead_letters (workspace, id, webhook, first, last, attempts, failed, why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
      [
        webhook.workspace,
        newId(context),
        webhook.id,
        webhook.number + 1,
        last,
        webhook.failures + 1,
        context.now(),
        why,
      ],
    );
    await this.#settle(webhook, { number: last, failures: 0, next: 0 });
  }
}

const about = (workspace: string, id: string): string => `webhook ${workspace} ${id}`;

const shown = ({ id, url, roles, created, number, failures }: WebhookRow): Webhook => ({
  id,
  url,
  roles: JSON.parse(roles) as Role[],
  created,
  number,
  failures,
});
