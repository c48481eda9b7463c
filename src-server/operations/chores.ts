import type { Webhooks } from '../audit/webhooks';
import type { Blobs } from '../blobs/blobs';
import type { Notifications } from '../http/notify';
import type { Sessions } from '../identity/sessions';
import type { Sync } from '../sync';
import type { Logger } from './logs';

const WEBHOOK_MILLISECONDS = 5_000;
/** News that come within this time of the first are looked at together: a busy server would else ask after webhooks at every push. */
const NEWS_MILLISECONDS = 200;
/** So often the numbers of workspaces that somebody listens to are read, should nobody have told of one: its process ended before it could. */
const NUMBERS_MILLISECONDS = 5_000;
const SWEEP_MILLISECONDS = 3_600_000;

/** What a server does by itself: tells listeners, delivers webhooks, and clears away what has expired. */
export async function startChores(parts: {
  sync: Sync;
  webhooks: Webhooks;
  sessions: Sessions;
  blobs: Blobs;
  notifications: Notifications;
  log: Logger;
  numbersMilliseconds?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { sync, webhooks, sessions, blobs, notifications, log } = parts;
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  /** Workspaces with news that no round has looked at. */
  const woken = new Set<string>();
  let soon: NodeJS.Timeout | null = null;

  const guarded = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.error({ error }, what);
    }
  };
  /** One round of deliveries at a time; news during a round makes another. */
  const deliver = (): void => {
    again = true;
    if (running || stopped) return;
    running = guarded('webhooks were not delivered', async () => {
      for (let due = 0; !stopped && (again || due > 0); ) {
        again = false;
        const workspaces = [...woken];
        woken.clear();
        if (workspaces.length > 0) await webhooks.wake(workspaces);
        due = await webhooks.deliverDue();
      }
    }).finally(() => {
      running = null;
      if (again) deliver();
    });
  };
  const hear = (workspace: string, number: number): void => {
    notifications.tell(workspace, number);
    woken.add(workspace);
    soon ??= setTimeout(() => {
      soon = null;
      deliver();
    }, NEWS_MILLISECONDS).unref();
  };
  const unlisten = await sync.listen(hear);
  let reading = false;
  /** What was not told is found; one look at a time. */
  const readNumbers = async (): Promise<void> => {
    const workspaces = notifications.listened;
    if (reading || workspaces.length === 0) return;
    reading = true;
    await guarded('numbers were not read', async () => {
      for (const [workspace, number] of await sync.numbers(workspaces))
        if (!stopped && notifications.isNews(workspace, number)) hear(workspace, number);
    });
    reading = false;
  };
  const numbers = setInterval(() => void readNumbers(), parts.numbersMilliseconds ?? NUMBERS_MILLISECONDS);
  const deliveries = setInterval(deliver, WEBHOOK_MILLISECONDS);
  const sweeps = setInterval(() => {
    void guarded('sessions were not swept', () => sessions.sweep());
    void guarded('files were not swept', () => blobs.sweep());
  }, SWEEP_MILLISECONDS);
  for (const timer of [deliveries, numbers, sweeps]) timer.unref();
  return {
    async stop() {
      stopped = true;
      again = false;
      if (soon) clearTimeout(soon);
      clearInterval(deliveries);
      clearInterval(numbers);
      clearInterval(sweeps);
      await unlisten();
      await running;
    },
  };
}
