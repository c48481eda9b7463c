import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';

/** A draft may hold this many bytes: unfinished edits, not files. */
const DRAFT_LIMIT_BYTES = 1024 * 1024;

/** An unfinished edit of the acting person on this device. It survives a crash and is no business data. */
export function getDraft(session: Session, key: string): { body: unknown; updated: number | null } {
  const row = session.desk
    .workspace()
    .runner.statement('SELECT body, updated FROM drafts WHERE key = ? AND person = ?')
    .get(key, session.desk.actor(session)) as { body: string; updated: number } | undefined;
  return row ? { body: JSON.parse(row.body) as unknown, updated: row.updated } : { body: null, updated: null };
}

export function putDraft(session: Session, key: string, body: unknown): { updated: number } {
  const text = JSON.stringify(body ?? null);
  if (Buffer.byteLength(text) > DRAFT_LIMIT_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This draft is too large to keep (over 1 MiB).',
      where: { field: key },
    });
  }
  const updated = session.desk.context.now();
  session.desk
    .workspace()
    .runner.statement(
      `INSERT INTO drafts (key, person, body, updated) VALUES (?, ?, ?, ?)
       ON CONFLICT (key, person) DO UPDATE SET body = excluded.body, updated = excluded.updated`,
    )
    .run(key, session.desk.actor(session), text, updated);
  return { updated };
}

export function dropDraft(session: Session, key: string): { dropped: boolean } {
  const { changes } = session.desk
    .workspace()
    .runner.statement('DELETE FROM drafts WHERE key = ? AND person = ?')
    .run(key, session.desk.actor(session));
  return { dropped: changes > 0 };
}

export function listDrafts(session: Session): { key: string; updated: number }[] {
  return session.desk
    .workspace()
    .runner.statement('SELECT key, updated FROM drafts WHERE person = ? ORDER BY updated DESC')
    .all(session.desk.actor(session)) as { key: string; updated: number }[];
}
