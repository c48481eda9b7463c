import { JobRunner, thisThread } from '../src-core/jobs';
import type { Desk } from '../src-main/desk';
import { type Seat, type Session, sessionAt } from '../src-main/session';
import { reportUnexpected } from '../src-main/unexpected';
import { fixedContext } from '../src-shared/kernel/context';
import type { DeskEvent } from '../src-shared/system';

export interface DeskForTests extends Desk {
  tell(event: DeskEvent): void;
  /** How many readers listen to events just now. */
  readers(): number;
}

/** A desk without a workspace, whose events a test can tell; for tests of faces and transports. */
export function deskForTests(overrides: Partial<Desk> = {}): DeskForTests {
  const listeners = new Set<(event: DeskEvent) => void>();
  const context = fixedContext({ now: Date.UTC(2026, 0, 5, 9), seed: 7 });
  const desk: Partial<DeskForTests> = {
    context,
    jobs: new JobRunner(context, thisThread(), reportUnexpected),
    async *events(signal) {
      const waiting: DeskEvent[] = [];
      let wake = () => {};
      const listener = (event: DeskEvent) => {
        waiting.push(event);
        wake();
      };
      const stopped = () => wake();
      listeners.add(listener);
      signal?.addEventListener('abort', stopped);
      try {
        while (!signal?.aborted) {
          const event = waiting.shift();
          if (event) yield event;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        listeners.delete(listener);
        signal?.removeEventListener('abort', stopped);
      }
    },
    tell(event) {
      for (const listener of listeners) listener(event);
    },
    readers: () => listeners.size,
    close: async () => [],
    ...overrides,
  };
  // What has to do with a workspace is absent; tests that need one use a real desk.
  return desk as DeskForTests;
}

/** A session on such a desk. */
export function sessionForTests(desk: Desk, options: { seat?: Seat; customerAccount?: string } = {}): Session {
  const seat = options.seat ?? { actor: null };
  return sessionAt(seat, { desk, face: 'test', customerAccount: options.customerAccount ?? null });
}
