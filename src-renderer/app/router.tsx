import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  type RouteComponent,
  type RouterHistory,
  useMatches,
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

/** The path pattern of the screen that is shown: `/deals/$deal`; empty where none has the address. */
export function useScreenPath(): string {
  const matches = useMatches();
  const last = matches.at(-1);
  return last && last.routeId !== '__root__' ? String(last.fullPath) : '';
}
