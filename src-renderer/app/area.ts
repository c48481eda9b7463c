import type { ComponentType } from 'react';
import type { ApprovalRequestView } from '../../src-shared/approvals';
import type { Role } from '../../src-shared/workspace';

/** Where an item stands in the navigation; `work` comes first and has no heading. */
export type NavigationPlace = 'work' | 'catalogue' | 'trust' | 'foot';

/** One screen of the application, at an address of its own. */
export interface Screen {
  /**
   * A path of TanStack Router: `/deals/$deal`, or `/receipts/{-$receipt}` where the last part may be missing. Read its parameters with
   * `useAddress().params`.
   */
  path: string;
  component: ComponentType;
  /** Names the window and the last breadcrumb until the screen says more with `useHere`. */
  title: string;
  /** Shows the screen in the navigation. */
  nav?: {
    group: NavigationPlace;
    label: string;
    /** Smaller comes first. */
    order: number;
    /** A hook: how many wait there. Asked all the time, so it must be a cheap query that names its entities. */
    useCount?(): number | undefined;
    /** A hook: whether the place is shown in this workspace; left out, it always is. */
    useShown?(): boolean;
  };
  /**
   * Going from one of its addresses to another is a step inside of one screen (a list beside what is open, tabs): the focus and what is
   * scrolled stay. Left out, each address is a screen of its own that begins at its top.
   */
  steady?: boolean;
  /** The path of the navigation item that the screen belongs to, where its own path does not begin with it. */
  under?: string;
}

/** Something that the palette offers everywhere. What only one screen can do, that screen offers with `useActions`. */
export interface PaletteCommand {
  id: string;
  /** The deed: "New deal". */
  label: string;
  /** The path to go to; its screen does the rest. */
  to: string;
  keywords?: string;
  /** Keys with spaces between: `Mod Shift D`. */
  shortcut?: string;
  /** Offered to people with one of these roles; left out, to everybody. */
  roles?: readonly Role[];
}

/** A card of the Today screen. It draws its own `Card`, and nothing where it has nothing to say. */
export interface TodayCard {
  id: string;
  /** Smaller comes first. */
  order: number;
  /** The left column is what one works on, the right one what one should know. */
  column: 'work' | 'aside';
  component: ComponentType;
}

/** Shows what a request for approval is about, in the inbox: the figures, the changes, the document. */
export interface ApprovalSubject {
  /** The command to be approved: `quote.release`. */
  command: string;
  component: ComponentType<{ request: ApprovalRequestView }>;
}

/** A tab of the deal room. */
export interface DealTab {
  id: string;
  label: string;
  /** Smaller comes first. */
  order: number;
  component: ComponentType<{ deal: string }>;
  /** A hook: how many there are inside. */
  useCount?(deal: string): number | undefined;
  /** Not for customers. */
  internal?: boolean;
}

/** What an area shows in customer view. Its screens may ask customer procedures only; everything else is refused there. */
export interface CustomerArea {
  screens: readonly CustomerScreen[];
  /** Parts of the customer's first page, in order. Each draws its own `Card` or nothing. */
  cards?: readonly { id: string; order: number; component: ComponentType }[];
  /** A hook: what the account of this view is called; null where it is not known yet. */
  useAccountName?(): string | null;
}

/** A screen of the customer view. */
export interface CustomerScreen {
  path: string;
  component: ComponentType;
  title: string;
}

/**
 * What a domain brings to the application. Each domain exports one from its `area.ts`, and `src-renderer/screens.ts` lists them; nothing
 * else has to change for a new screen, tab, card or palette command to be there. Screens, tabs and subjects are registered with
 * `lazyScreen` and `lazyPart`: an area itself is part of what every page loads first, so it holds only hooks and small cards.
 */
export interface Area {
  /** The domain's name, as its folders are called. */
  name: string;
  screens: readonly Screen[];
  /** Where a row of an entity can be opened; search results, receipts and approvals lead there. */
  places?: Readonly<Record<string, (id: string) => string>>;
  commands?: readonly PaletteCommand[];
  today?: readonly TodayCard[];
  subjects?: readonly ApprovalSubject[];
  dealTabs?: readonly DealTab[];
  /** What one has to look at though nobody asked for it, above the requests of the inbox. It draws nothing until it has something to say. */
  inbox?: ComponentType;
  /** What stands over every screen of ours, beside the jobs. It draws nothing until it has something to say. */
  everywhere?: ComponentType;
  /** What stands in the top bar about being in step with the others: at most one area has one. */
  indicator?: ComponentType;
  /** The page in place of every other once the person is not in the workspace any more: nothing of it may be shown then. */
  removed?: ComponentType;
  customer?: CustomerArea;
}
