import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { DeskState, PersonView } from '../../src-shared/workspace';
import { type Connection, ConnectionProvider, type ConnectionState } from '../client';
import { Application } from './application';
import type { Area } from './area';

/** People of the workspace in tests. */
export const ines: PersonView = {
  id: 'ines',
  name: 'Ines Okafor',
  email: '',
  title: '',
  roles: ['admin', 'rep'],
  archived: false,
  here: true,
};
export const rafael: PersonView = { ...ines, id: 'rafael', name: 'Rafael Brandt', roles: ['engineer'] };

/** What the desk says of itself when a workspace is open and Ines acts. */
export const openState: DeskState = {
  folder: '/workspaces/northwind',
  workspace: {
    id: 'w',
    name: 'Northwind',
    company: 'Northwind Systems',
    address: '',
    currency: 'EUR',
    locale: 'en-GB',
    paper: 'a4',
    brand: { accent: '#1f4fd8', logo: null, footer: '' },
    turnaroundHours: 24,
    repsSeeCost: true,
  },
  person: ines,
  people: [ines, rafael],
  readers: ['shared', 'cost'],
  customerAccount: null,
  notices: [],
  counts: {},
  problem: null,
};

type Procedures = Record<string, unknown>;

/** The procedures that are given; any other can be named, and is refused when it is called. */
function withAll(given: object, path: readonly string[]): unknown {
  const refuse = async () => {
    throw new Error(`This test's desk does not offer ${path.join('.')}.`);
  };
  return new Proxy(Object.assign(refuse, given), {
    get(target, name) {
      const value = (target as unknown as Record<string | symbol, unknown>)[name];
      if (typeof name === 'symbol' || typeof value === 'function' || name === 'then') return value;
      return withAll((value ?? {}) as object, [...path, name]);
    },
  });
}

/** A desk in tests: its procedures are given as plain functions; what is not given may not be asked. */
export function connectionForTests(procedures: Procedures): Connection & { become(state: ConnectionState): void } {
  let current: ConnectionState = 'connected';
  const listeners = new Set<() => void>();
  const system = {
    events: async () => (async function* () {})(),
    jobs: { list: async () => [] },
    info: async () => ({ version: '1', face: 'test', platform: 'test', offlineNote: '' }),
    ...(procedures['system'] as object),
  };
  return {
    client: withAll({ ...procedures, system }, []) as Connection['client'],
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {},
    become(state) {
      current = state;
      for (const listener of listeners) listener();
    },
  };
}

/** Draws the application with these areas on such a desk, at a path. */
export function renderApplication(options: { procedures: Procedures; areas: readonly Area[]; path?: string }) {
  const connection = connectionForTests(options.procedures);
  const history = createMemoryHistory({ initialEntries: [options.path ?? '/'] });
  render(
    <ConnectionProvider connection={connection}>
      <Application areas={options.areas} start={() => <h1>Start</h1>} history={history} environment="test" />
    </ConnectionProvider>,
  );
  return { connection, history };
}
