import type { MenuItem } from '../controls/menu';

export interface NavigationItem {
  id: string;
  label: string;
  /** A path inside the application. */
  to: string;
  /** How many wait there. */
  count?: number;
}

export interface NavigationGroup {
  /** Left out for the first group. */
  label?: string;
  items: readonly NavigationItem[];
}

export interface Crumb {
  label: string;
  /** Left out for where one is. */
  to?: string;
}

export interface Person {
  id: string;
  name: string;
  /** "rep", "engineer". */
  role: string;
}

export interface PersonSwitch {
  current: Person;
  workspace: string;
  /** Whom one can become here; left out where there is only oneself. */
  people?: readonly Person[];
  onSwitch?(id: string): void;
  /** Why one cannot become anybody else here. */
  note?: string;
  /** Further items of the menu at the foot: settings, about. */
  items?: readonly MenuItem[];
}
