import { useCallback } from 'react';
import { useDesk } from '../client';
import { type PaletteGroup, type Search, useNavigation, useText } from '../ui';
import { usePlaces } from './areas';
import { appText } from './text';

/** Where a match begins and ends inside an excerpt (private characters, so that no text can hold them). */
const MARKS = /[\uE000\uE001]/g;

/** A text without what sets its parts apart: an excerpt that only repeats the title says nothing. */
const words = (text: string) => text.replace(/[\s·,]+/gu, ' ').trim();

/** Searches everything stored for the palette; hits lead to the screen that shows their row. */
export function useSearch(): Search {
  const desk = useDesk();
  const places = usePlaces();
  const { go } = useNavigation();
  const t = useText(appText);
  return useCallback(
    async (query: string): Promise<readonly PaletteGroup[]> => {
      const hits = await desk.search.find({ text: query, limit: 24 });
      const items = hits.flatMap(({ entity, id, title, label, excerpt }) => {
        const to = places(entity, id);
        const about = excerpt.replace(MARKS, '');
        const detail = words(about) === words(title) ? label : `${label} · ${about}`;
        return to ? [{ id: `${entity}-${id}`, label: title, detail, run: () => go(to) }] : [];
      });
      return [{ id: 'found', label: t('palette.found'), items }];
    },
    [desk, places, go, t],
  );
}
