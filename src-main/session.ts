import type { Face } from '../src-shared/system';
import type { Desk } from './desk';

/** Who stands behind one connection (a window, a browser tab, a command line): the context of every procedure. */
export interface Session {
  desk: Desk;
  /** Which face this connection belongs to. */
  face: Face;
  /** The person acting, as chosen in the person switcher or by `--as`; null before a workspace is open. */
  actor: string | null;
  /** In customer view: the one account whose customer-visible fields are served. Null for our own view. */
  customerAccount: string | null;
  /** Lets another person act from the next call on, at this seat: in all its tabs, and after a reload or a lost connection. */
  actAs(person: string | null): void;
  /** The system's own dialogs, where this face has them. */
  dialogs?: Dialogs;
}

/** The system's dialogs for files. A cancelled one gives nothing. */
export interface Dialogs {
  /** @param options.extensions without dots; none: all files */
  chooseFiles(options: { title: string; extensions: readonly string[]; many: boolean }): Promise<string[]>;
  /** @param options.name the suggested file name */
  chooseSavePath(options: { title: string; name: string }): Promise<string | null>;
}

/** Where somebody sits: one window, one signed-in browser, one command line. Outlives its connections. */
export interface Seat {
  actor: string | null;
}

/**
 * The session of one connection at a seat. `actor` is read anew at each call, so that the person switcher works at once; a
 * procedure in progress keeps the actor that it began with.
 */
export function sessionAt(
  seat: Seat,
  place: { desk: Desk; face: Face; customerAccount?: string | null; dialogs?: Dialogs },
): Session {
  return {
    desk: place.desk,
    face: place.face,
    get actor() {
      return seat.actor;
    },
    customerAccount: place.customerAccount ?? null,
    actAs(person) {
      seat.actor = person;
    },
    dialogs: place.dialogs,
  };
}
