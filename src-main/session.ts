import type { Desk } from './desk';

/** Who stands behind one connection (a window, a browser tab, a command line): the context of every procedure. */
export interface Session {
  desk: Desk;
  /** Which face this connection belongs to. */
  face: 'desktop' | 'browser' | 'command-line' | 'test';
  /** The person acting, as chosen in the person switcher or by `--as`; null before a workspace is open. */
  actor: string | null;
  /** In customer view: the one account whose customer-visible fields are served. Null for our own view. */
  customerAccount: string | null;
}
