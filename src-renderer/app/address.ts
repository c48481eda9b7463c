import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/** What is written behind the `?` of a screen's path: plain texts. */
export type AddressSearch = Readonly<Record<string, string>>;

/** Reads `?a=1&b=2` into plain texts; the router's own reader would make numbers of them. */
export function parseSearch(text: string): AddressSearch {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The opposite; empty values are left out, so that an address holds only what was chosen. */
export function searchText(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
}

export interface Address {
  /** `/deals/0198…` */
  path: string;
  /** Values of the path's parameters: `deal` for `/deals/$deal`. */
  params: Readonly<Record<string, string>>;
  search: AddressSearch;
  /**
   * Changes what stands behind the `?`; null takes a name away. It replaces the entry in the history unless told otherwise, since a
   * filter or a tab is no step that one goes back by.
   */
  setSearch(changes: Record<string, string | null>, options?: { push?: boolean }): void;
}

/** Where one is. What a screen keeps in its address (open tab, filters) survives reloading and can be linked to. */
export function useAddress(): Address {
  const router = useRouter();
  const params = useParams({ strict: false }) as Record<string, string>;
  const path = useRouterState({ select: (state) => state.location.pathname });
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const search = useMemo(() => parseSearch(text), [text]);
  const setSearch = useCallback<Address['setSearch']>(
    (changes, options) => {
      const { pathname, searchStr } = router.state.location;
      const to = pathname + searchText({ ...parseSearch(searchStr), ...changes });
      if (options?.push) router.history.push(to);
      else router.history.replace(to);
    },
    [router],
  );
  return { path, params, search, setSearch };
}
