import type { QueryClient } from '@tanstack/react-query';
import type { DeskEvent } from '../../src-shared/system';
import type { Connection } from './connection';

/** Whether a query may show something else after an event. A query that names no entities is asked again after any change. */
function concerned(meta: Record<string, unknown> | undefined, event: DeskEvent): boolean {
  if (event.kind === 'workspace') return true;
  const named = meta?.['entities'];
  if (event.kind === 'job') return Array.isArray(named) && named.includes('job');
  if (event.kind === 'sync') return meta?.['sync'] === true || (Array.isArray(named) && named.includes('sync'));
  return !Array.isArray(named) || event.entities.some((entity) => named.includes(entity));
}

/**
 * Listens to the desk's events and marks the queries that they concern as stale, so that those on screen are asked again. A query says
 * what it depends on with `meta: { entities: ['deal', 'quote'] }` (`job` for jobs, `sync` for how the workspace stands with its server); without it, it
 * depends on everything but those; `meta: { sync: true }` adds how it stands with the server.
 * After a lost connection everything is asked again, since events may have been missed. Returns what ends it.
 */
export function keepFresh(connection: Connection, queries: QueryClient): () => void {
  const stop = new AbortController();
  const invalidate = (event: DeskEvent) =>
    void queries.invalidateQueries({ predicate: (query) => concerned(query.meta, event) });

  const listen = async () => {
    for (let first = true; !stop.signal.aborted; first = false) {
      try {
        const events = await connection.client.system.events(undefined, { signal: stop.signal });
        if (!first) invalidate({ kind: 'workspace' });
        for await (const event of events) invalidate(event);
        // The desk ended the stream by itself: there is nothing to hear in this view.
        return;
      } catch {
        // Lost or refused; what is on screen stays, and the connection's own state says so.
        await untilConnected(connection, stop.signal);
      }
    }
  };
  void listen();
  return () => stop.abort();
}

/** Waits for the next time that the connection stands, or for the signal. A short pause keeps a failing host from being flooded. */
function untilConnected(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const pause = setTimeout(check, 250);
    const stop = connection.subscribe(check);
    signal.addEventListener('abort', finish, { once: true });
    function finish() {
      clearTimeout(pause);
      stop();
      resolve();
    }
    function check() {
      if (connection.state() === 'connected') finish();
    }
  });
}
