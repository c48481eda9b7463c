import { useEffect, useMemo, useState } from 'react';
import { useNavigation } from '../controls/links';
import { reportError } from '../feedback/error-store';
import { useOfferedActions } from '../palette/actions';
import type { PaletteGroup, PaletteItem } from '../palette/palette';
import { uiText } from '../text/english';
import { useText } from '../text/locale-provider';
import type { NavigationGroup } from './shell-types';

/** Keystrokes closer together than this are one question. Milliseconds. */
const PAUSE = 60;

export type Search = (query: string) => Promise<readonly PaletteGroup[]>;

export interface PaletteContents {
  groups: readonly PaletteGroup[];
  searching: boolean;
  onQuery(query: string): void;
}

/** All that the palette offers: what the screen can do, what is found, where one can go, what can be done anywhere. */
export function usePaletteGroups(navigation: readonly NavigationGroup[], search: Search | undefined): PaletteContents {
  const t = useText(uiText);
  const { go } = useNavigation();
  const actions = useOfferedActions();
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly PaletteGroup[]>([]);
  const [searching, setSearching] = useState(false);

  useEffect(() => {
    if (!search || query.trim() === '') {
      setFound([]);
      setSearching(false);
      return;
    }
    let stale = false;
    setSearching(true);
    const timer = setTimeout(() => {
      search(query)
        .then((groups) => {
          if (!stale) setFound(groups.map((group) => ({ ...group, answered: true })));
        })
        .catch((thrown) => {
          if (!stale) reportError(thrown);
        })
        .finally(() => {
          if (!stale) setSearching(false);
        });
    }, PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, search]);

  const groups = useMemo(() => {
    const item = ({ id, label, run, shortcut, keywords, unavailable }: (typeof actions)[number]): PaletteItem => ({
      id: `action-${id}`,
      label,
      run,
      shortcut,
      keywords,
      unavailable,
    });
    const places = navigation.flatMap((group) => group.items);
    return [
      { id: 'actions', label: t('palette.actions'), items: actions.filter((one) => !one.everywhere).map(item) },
      ...found,
      {
        id: 'places',
        label: t('palette.go'),
        items: places.map((place) => ({ id: `place-${place.id}`, label: place.label, run: () => go(place.to) })),
      },
      { id: 'everywhere', label: t('palette.everywhere'), items: actions.filter((one) => one.everywhere).map(item) },
    ];
  }, [actions, found, navigation, go, t]);
  return { groups, searching, onQuery: setQuery };
}
