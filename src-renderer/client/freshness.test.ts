import { QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import type { DeskEvent } from '../../src-shared/system';
import type { Connection } from './connection';
import { keepFresh } from './freshness';

/** A connection whose event streams the test feeds. */
function connectionForTests() {
  const streams: Array<{ push(event: DeskEvent): void; fail(): void }> = [];
  const client = {
    system: {
      async events() {
        let settle: { resolve(v: unknown): void; reject(e: unknown): void };
        let next = new Promise((resolve, reject) => (settle = { resolve, reject }));
        streams.push({
          push(event) {
            const { resolve } = settle;
            const following = new Promise((res, reject) => (settle = { resolve: res, reject }));
            resolve({ done: false, value: event });
            queueMicrotask(() => (next = following));
          },
          fail: () => settle.reject(new Error('lost')),
        });
        return {
          next: () => next,
          [Symbol.asyncIterator]() {
            return this;
          },
        };
      },
    },
  };
  const connection = { client, state: () => 'connected', subscribe: () => () => {}, close() {} };
  return { connection: connection as unknown as Connection, streams };
}

function queriesForTests() {
  const queries = new QueryClient();
  const stale = (key: string) => queries.getQueryState([key])?.isInvalidated;
  const seed = (key: string, entities?: string[]) =>
    queries.prefetchQuery({ queryKey: [key], queryFn: () => key, ...(entities && { meta: { entities } }) });
  return { queries, stale, seed };
}

it('asks again what an event concerns, and leaves alone what it does not', async () => {
  const { connection, streams } = connectionForTests();
  const { queries, stale, seed } = queriesForTests();
  await seed('deals', ['deal']);
  await seed('models', ['pricingModel']);
  await seed('anything');
  await seed('jobs', ['job']);
  const stop = keepFresh(connection, queries);
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  streams[0]!.push({ kind: 'changed', entities: ['deal'] });
  await vi.waitFor(() => expect(stale('deals')).toBe(true));
  expect([stale('models'), stale('anything'), stale('jobs')]).toEqual([false, true, false]);
  stop();
});

it('asks everything again after a lost connection', async () => {
  const { connection, streams } = connectionForTests();
  const { queries, stale, seed } = queriesForTests();
  await seed('models', ['pricingModel']);
  const stop = keepFresh(connection, queries);
  await vi.waitFor(() => expect(streams).toHaveLength(1));
  streams[0]!.fail();
  await vi.waitFor(() => expect(stale('models')).toBe(true));
  stop();
});
