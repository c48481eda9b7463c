import type { Crumb, NavigationGroup, NavigationItem } from '../ui';
import type { Area, NavigationPlace, Screen } from './area';

/** A screen that stands in the navigation. */
export type NavigationScreen = Screen & { nav: NonNullable<Screen['nav']> };

const ORDER: readonly NavigationPlace[] = ['work', 'catalogue', 'trust', 'foot'];

/** The address of a screen's place in the navigation: its path without what may be missing. */
export function placeOf(screen: Pick<Screen, 'path'>): string {
  return screen.path.replace(/\/\{-\$\w+\}/g, '') || '/';
}

/** The screens that stand in the navigation, in their order. */
export function navigationScreens(areas: readonly Area[]): readonly NavigationScreen[] {
  return areas
    .flatMap((area) => area.screens)
    .filter((screen): screen is NavigationScreen => screen.nav !== undefined)
    .sort((a, b) => ORDER.indexOf(a.nav.group) - ORDER.indexOf(b.nav.group) || a.nav.order - b.nav.order);
}

/** The navigation's groups with what waits in each place. Groups without a screen are left out. */
export function navigationGroups(
  screens: readonly NavigationScreen[],
  counts: Readonly<Record<string, number | undefined>>,
  headings: Partial<Record<NavigationPlace, string>>,
): NavigationGroup[] {
  return ORDER.map((group) => ({
    label: headings[group],
    items: screens
      .filter(({ nav }) => nav.group === group)
      .map((screen): NavigationItem => {
        const place = placeOf(screen);
        return { id: place, label: screen.nav.label, to: place, count: counts[place] };
      }),
  })).filter(({ items }) => items.length > 0);
}

/** Whether `path` is `place` or lies below it. Everything lies below `/`, but only the first screen belongs to it. */
function lies(path: string, place: string): boolean {
  return path === place || (place !== '/' && path.startsWith(`${place}/`));
}

/** The navigation item that a screen belongs to: the one that it names, else the longest beginning of its path. */
export function currentItem(screens: readonly NavigationScreen[], screen: Screen | undefined, path: string): string {
  if (screen?.under) return screen.under;
  return (
    screens
      .map(placeOf)
      .filter((place) => lies(path, place))
      .sort((a, b) => b.length - a.length)[0] ?? ''
  );
}

/** Where one is, for screens that do not say it themselves: the navigation item, and the screen below it. */
export function plainCrumbs(
  screens: readonly NavigationScreen[],
  screen: Screen | undefined,
  current: string,
  missing: string,
): readonly Crumb[] {
  const item = screens.find((one) => placeOf(one) === current);
  if (!screen) return [{ label: missing }];
  if (!item) return [{ label: screen.title }];
  return item.path === screen.path
    ? [{ label: item.nav.label }]
    : [{ label: item.nav.label, to: placeOf(item) }, { label: screen.title }];
}
