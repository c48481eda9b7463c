import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Connection, ConnectionState } from './connection';
import { keepFresh } from './freshness';

const ConnectionContext = createContext<Connection | null>(null);

/**
 * Queries of local data: never paused for want of a network, never retried (what fails locally fails again; a lost connection is waited
 * for below the client), and good until the desk says that something changed.
 */
export function localQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Gives every screen below it the connection and its queries, and asks again whatever the desk says has changed. */
export function ConnectionProvider(props: { connection: Connection; queries?: QueryClient; children: ReactNode }) {
  const [made] = useState(localQueryClient);
  const queries = props.queries ?? made;
  useEffect(() => keepFresh(props.connection, queries), [props.connection, queries]);
  return (
    <ConnectionContext value={props.connection}>
      <QueryClientProvider client={queries}>{props.children}</QueryClientProvider>
    </ConnectionContext>
  );
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) {
    throw new ProofdeskError({ code: 'internal', message: 'A screen was drawn outside of its ConnectionProvider.' });
  }
  return connection;
}

/** The typed client, for calls from event handlers. */
export function useDesk(): DeskClient {
  return useConnection().client;
}

/** The contract as TanStack Query options: `useQuery(useDeskQueries().system.info.queryOptions())`. */
export function useDeskQueries() {
  const { client } = useConnection();
  return useMemo(() => createTanstackQueryUtils(client), [client]);
}

/** Whether the desk can be reached just now. */
export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(connection.subscribe, connection.state);
}
