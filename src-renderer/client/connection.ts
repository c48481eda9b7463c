import type { ClientLink } from '@orpc/client';
import { createORPCClient } from '@orpc/client';
import type { DeskClient } from '../../src-shared/contract';
import { fromWire, isStream, withErrors } from '../../src-shared/kernel/wire';

/**
 * `connecting`: the first connection is being made · `connected` · `lost`: it broke and is tried again by itself ·
 * `refused`: the program runs but no longer knows this page; it must be opened anew.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused';

/** One way to the desk. Pages use the client and need not know which transport it is on. */
export interface Connection {
  readonly client: DeskClient;
  state(): ConnectionState;
  /** Calls the listener after every change of state; returns what ends that. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** What a transport offers to the connection around it: a link per call, and its state. */
export interface Transport {
  link(signal: AbortSignal | undefined): Promise<ClientLink<Record<never, never>>>;
  state(): ConnectionState;
  subscribe(listener: () => void): () => void;
  close(): void;
}

/** A listener list with the state that it tells about. */
export function stateCell(initial: ConnectionState) {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => current,
    set(next: ConnectionState) {
      if (next === current) return;
      current = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The typed client on a transport: errors, at once or inside a stream, arrive as ProofdeskError. */
export function connectionOn(transport: Transport): Connection {
  const link: ClientLink<Record<never, never>> = {
    async call(path, input, options) {
      const change = (thrown: unknown) => fromWire(thrown, options.signal?.aborted);
      try {
        const present = await transport.link(options.signal);
        const answer = await present.call(path, input, options);
        return isStream(answer) ? withErrors(answer, change) : answer;
      } catch (thrown) {
        throw change(thrown);
      }
    },
  };
  return {
    client: createORPCClient<DeskClient>(link),
    state: transport.state,
    subscribe: transport.subscribe,
    close: transport.close,
  };
}
