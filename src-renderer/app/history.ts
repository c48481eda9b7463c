import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router';

/**
 * The router's place in the address: the whole path lies behind the `#`, so that the same links hold in the desktop window and on the
 * browser host, and `?customer=…` before it stays what it is on every screen.
 */
export function hashHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => {
      const inside = new URL(window.location.hash.slice(1) || '/', 'path://x');
      const state = (window.history.state ?? {}) as Record<string, unknown>;
      const index = typeof state['__TSR_index'] === 'number' ? state['__TSR_index'] : 0;
      return {
        href: inside.pathname + inside.search,
        pathname: inside.pathname || '/',
        search: inside.search,
        hash: '',
        state: { ...state, __TSR_index: index },
      };
    },
    createHref: (path) => `${window.location.pathname}${window.location.search}#${path}`,
  });
}
