import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { type ComponentType, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { errorRecord } from '../../src-shared/kernel/errors';
import type { DeskState } from '../../src-shared/workspace';
import { useConnectionState, useDeskQueries } from '../client';
import { Desk, ErrorSurface, type Navigation, useInspector, useText } from '../ui';
import styles from './app.module.css';
import type { Area } from './area';
import { AreasProvider } from './areas';
import { Refused } from './connection-notice';
import { CrashBoundary } from './crash';
import { CustomerFrame } from './customer-frame';
import { CustomerHome } from './customer-home';
import { DeskStateProvider } from './desk-state';
import { Frame } from './frame';
import { routerOf } from './router';
import { useSyncStatus } from './sync-status';
import { appText } from './text';
import { WhoActs } from './who-acts';

export interface ApplicationProps {
  areas: readonly Area[];
  /** The screen that is shown while no workspace is open. */
  start: ComponentType<{ state: DeskState }>;
  /** Where the router keeps its place. */
  history: RouterHistory;
  /** Tests: no transitions, no portals. */
  environment?: 'default' | 'test';
}

/** What the desk's state depends on; `seat` is who acts there. */
const STATE_ENTITIES = ['workspace', 'person', 'chain', 'erasure', 'seat'];

/** The application in a window or a browser tab: the start, our view of a workspace, or the view of one customer. */
export function Application({ areas, start, history, environment }: ApplicationProps) {
  const queries = useDeskQueries();
  const state = useQuery(queries.workspace.state.queryOptions({ meta: { entities: STATE_ENTITIES } }));
  const refused = useConnectionState() === 'refused';
  const navigation = useMemo(
    (): Navigation => ({ go: (path) => history.push(path), address: (path) => history.createHref(path) }),
    [history],
  );
  return (
    <Desk navigation={navigation} locale={state.data?.workspace?.locale} environment={environment}>
      <AreasProvider areas={areas}>
        {refused ? (
          <Refused />
        ) : state.data ? (
          <DeskStateProvider state={state.data}>
            <CrashBoundary screenKey={state.data.person?.id ?? ''}>
              <View state={state.data} {...{ areas, start, history }} />
            </CrashBoundary>
          </DeskStateProvider>
        ) : (
          state.error && <Unreadable error={state.error} onRetry={() => void state.refetch()} />
        )}
      </AreasProvider>
    </Desk>
  );
}

function View({ state, areas, start: Start, history }: Omit<ApplicationProps, 'environment'> & { state: DeskState }) {
  const customer = state.customerAccount !== null;
  const [router] = useState(() =>
    customer
      ? routerOf(
          [{ path: '/', component: CustomerHome }, ...areas.flatMap((area) => area.customer?.screens ?? [])],
          CustomerFrame,
          history,
        )
      : routerOf(
          areas.flatMap((area) => area.screens),
          Frame,
          history,
        ),
  );
  const removed = useSyncStatus()?.state === 'removed';
  if (!state.workspace) return <Start state={state} />;
  if (removed) return areas.map(({ name, removed: Page }) => Page && <Page key={name} />);
  if (!customer && !state.person) return <WhoActs />;
  return (
    <FreshForActor actor={state.person?.id ?? ''}>
      <RouterProvider router={router} />
    </FreshForActor>
  );
}

/** What another person could read leaves the page's memory before anything is drawn for the next one. */
function FreshForActor({ actor, children }: { actor: string; children: ReactNode }) {
  const queries = useQueryClient();
  const state = useDeskQueries().workspace.state.queryKey();
  const before = useRef(actor);
  useLayoutEffect(() => {
    if (before.current === actor) return;
    before.current = actor;
    const inspector = useInspector.getState();
    inspector.forget();
    inspector.setOpen(null);
    const kept = JSON.stringify(state);
    void queries.resetQueries({ predicate: (query) => JSON.stringify(query.queryKey) !== kept });
  }, [actor, queries, state]);
  return children;
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useText(appText);
  return (
    <main className={styles.alone}>
      <h1>Proofdesk</h1>
      <ErrorSurface error={errorRecord(error)} title={t('loaded.failed')} onRetry={onRetry} />
    </main>
  );
}
