import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  type RouteComponent,
  type RouterHistory,
  useMatches,
  useRouterState,
} from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { parseSearch, searchText } from './address';
import { Missing } from './missing';

/** What the router needs of a screen. */
interface Routed {
  path: string;
  component: ComponentType;
}

/**
 * A router of one frame and the screens inside of it. Screens are known by their path; an address that none has is answered by a screen
 * that says so, inside the frame.
 */
export function routerOf(screens: readonly Routed[], frame: ComponentType, history: RouterHistory) {
  const root = createRootRoute({ component: frame as RouteComponent, notFoundComponent: Missing });
  const routes: AnyRoute[] = screens.map(({ path, component }) =>
    createRoute({ getParentRoute: () => root, path, component: component as RouteComponent }),
  );
  return createRouter({
    routeTree: root.addChildren(routes),
    history,
    parseSearch,
    stringifySearch: searchText,
    defaultPendingMs: 0,
    // The frame moves the focus and scrolls; screens fail into the frame's own boundary.
    scrollRestoration: false,
    disableGlobalCatchBoundary: true,
  });
}

export interface ShownScreen {
  /** The path pattern of the screen: `/deals/$deal`; empty where none has the address. */
  pattern: string;
  /** Its path. While another screen is being prepared this is still the one that is drawn, other than in the address. */
  path: string;
}

/** The screen that is drawn. */
export function useShownScreen(): ShownScreen {
  const last = useMatches().at(-1);
  const wanted = useRouterState({ select: (state) => state.location.pathname });
  if (!last || last.routeId === '__root__') return { pattern: '', path: wanted };
  return { pattern: String(last.fullPath), path: last.pathname };
}
