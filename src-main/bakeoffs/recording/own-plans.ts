import { createHash } from 'node:crypto';
import type { Session } from '../../session';

/**
 * Which plans of runs were written by this person on this device. Kept in the state folder, which only its owner may read and which
 * travels with no workspace, so that a plan that came from elsewhere is never taken for one's own.
 */
function keyOf(session: Session, content: string): string {
  const digest = createHash('sha256').update(content).digest('hex');
  return `run-plan:${session.desk.workspace().id}:${session.actor ?? ''}:${digest}`;
}

/** Remembers the very bytes of a plan as written by the person of this session. */
export function rememberOwnPlan(session: Session, content: string): void {
  session.desk.device.setSetting(keyOf(session, content), String(session.desk.context.now()));
}

/** Whether these very bytes were written by the person of this session on this device. */
export const isOwnPlan = (session: Session, content: string): boolean =>
  session.actor !== null && session.desk.device.setting(keyOf(session, content)) !== null;
