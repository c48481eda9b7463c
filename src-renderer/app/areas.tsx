import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Area, DealTab } from './area';

const AreasContext = createContext<readonly Area[]>([]);

/** Makes the registered areas known to what lies inside. */
export function AreasProvider({ areas, children }: { areas: readonly Area[]; children: ReactNode }) {
  return <AreasContext value={areas}>{children}</AreasContext>;
}

export function useAreas(): readonly Area[] {
  return useContext(AreasContext);
}

/** Where a row can be opened: a path, or null where no screen shows such a row. */
export type PlaceOf = (entity: string, id: string) => string | null;

/** Finds the places of rows among the areas. */
export function placesOf(areas: readonly Area[]): PlaceOf {
  const places: Record<string, (id: string) => string> = Object.assign({}, ...areas.map((area) => area.places ?? {}));
  return (entity, id) => places[entity]?.(id) ?? null;
}

/** `place('quote', id)` is the path of the screen that shows that quote. */
export function usePlaces(): PlaceOf {
  const areas = useAreas();
  return useMemo(() => placesOf(areas), [areas]);
}

/** The tabs of the deal room, in order. */
export function useDealTabs(): readonly DealTab[] {
  const areas = useAreas();
  return useMemo(() => areas.flatMap((area) => area.dealTabs ?? []).sort((a, b) => a.order - b.order), [areas]);
}
