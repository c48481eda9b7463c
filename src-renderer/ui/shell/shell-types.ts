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

/** What the top bar says about being in step with the others. */
export interface SyncStatus {
  /** `local`: a workspace that is on this device only. `attention`: something was refused and waits for a person. */
  state: 'synced' | 'syncing' | 'offline' | 'local' | 'attention';
  /** Written time of the last sync, or since when offline: "10:20". */
  since?: string;
  /** Changes that have not gone out. */
  pending?: number;
  /** Things that wait for a person. */
  attention?: number;
  /** The screen that has the details. */
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
  /** Further items of the menu at the foot: settings, about. */
  items?: readonly MenuItem[];
}
