/**
 * When rounds with the server begin, as a state and what happens to it. Pure: moments are milliseconds of a clock that only goes forward, chance
 * is a number that is given. What it holds to, whatever happens in whatever order:
 * - at most one round at a time; what happens during one is not forgotten when it ends;
 * - unless something has to change first (a sign-in, an update), a next round is always due;
 * - a commit is sent soon, several at once; a notification is followed at once;
 * - a server that cannot be reached is asked ever more seldom, a server that asks to be left alone is.
 */
export interface Rhythm {
  running: boolean;
  /** When the next round begins; null while something has to change first. During a round: when the one after it does, if known. */
  due: number | null;
  /** Rounds that failed in a row. */
  failures: number;
  /** Until then the server wants to be left alone; nobody's wish shortens it. */
  untouched: number;
  /** Something happened during the round, or before it that is not sent yet. */
  wanted: boolean;
  /** Rounds are of no use before somebody does something. */
  stopped: boolean;
}

export type RhythmEvent =
  /** Something was committed here. */
  | { kind: 'committed' }
  /** The server said that there is something new. */
  | { kind: 'notified' }
  /** A person wants a round now, or what stopped them has changed. */
  | { kind: 'asked' }
  /** A round began. */
  | { kind: 'began' }
  /** It ended with everything sent and fetched. */
  | { kind: 'done' }
  /** It ended well, and left something to be done behind it, such as older receipts. */
  | { kind: 'more' }
  /** Another process of this device is in one: it sends this one's receipts too. */
  | { kind: 'busy' }
  | { kind: 'failed' }
  /** @param wait milliseconds that the server asks for */
  | { kind: 'limited'; wait: number }
  | { kind: 'contradicted' }
  | { kind: 'stopped' };

/** Figures of the rhythm, in milliseconds. */
export const RHYTHM = {
  /** Commits within this time go together. */
  bundle: 20,
  /** Between rounds when nothing happens. */
  poll: 30_000,
  /** Part of a time by which chance changes it. */
  jitter: 0.2,
  firstBackOff: 1_000,
  longestBackOff: 300_000,
  /** A commit while the server cannot be reached is tried no later than this. */
  commitBackOff: 10_000,
  /** Between rounds that do what may wait. */
  behind: 100,
  busy: 300,
  contradicted: 60_000,
  longestContradicted: 3_600_000,
} as const;

/** A workspace was opened: its first round is due. */
export const atOpening = (now: number): Rhythm => ({
  running: false,
  due: now,
  failures: 0,
  untouched: now,
  wanted: false,
  stopped: false,
});

/** Whether a round is to begin. */
export const isDue = ({ running, due }: Rhythm, now: number): boolean => !running && due !== null && due <= now;

/** How long until a round is to begin; null while nothing but an event brings one. */
export const until = ({ running, due }: Rhythm, now: number): number | null =>
  running || due === null ? null : Math.max(0, due - now);

/** Whether being told of news by the server is of use: not while it cannot be reached, or lets nobody in. */
export const wantsSocket = ({ stopped, failures }: Rhythm): boolean => !stopped && failures === 0;

/** The rhythm after an event. `chance` is from 0 to 1. */
export function rhythmAfter(rhythm: Rhythm, event: RhythmEvent, now: number, chance: number): Rhythm {
  switch (event.kind) {
    case 'began':
      return { ...rhythm, running: true, due: null, wanted: false };
    case 'committed':
      return wish(rhythm, now + (rhythm.failures > 0 ? spread(RHYTHM.commitBackOff, chance) : RHYTHM.bundle));
    case 'notified':
      return wish(rhythm, now);
    case 'asked':
      return wish({ ...rhythm, stopped: false, failures: 0 }, now);
    case 'done':
      return ended({ ...rhythm, failures: 0 }, now, RHYTHM.bundle, spread(RHYTHM.poll, chance));
    case 'more':
      return ended({ ...rhythm, failures: 0 }, now, RHYTHM.bundle, RHYTHM.behind);
    case 'busy':
      return ended(rhythm, now, RHYTHM.busy, RHYTHM.busy);
    case 'limited':
      return ended({ ...rhythm, untouched: now + event.wait }, now, event.wait, event.wait);
    case 'failed': {
      const wait = spread(growing(RHYTHM.firstBackOff, rhythm.failures, RHYTHM.longestBackOff), chance);
      return ended({ ...rhythm, failures: rhythm.failures + 1 }, now, wait, wait);
    }
    case 'contradicted': {
      const wait = spread(growing(RHYTHM.contradicted, rhythm.failures, RHYTHM.longestContradicted), chance);
      return ended({ ...rhythm, failures: rhythm.failures + 1 }, now, wait, wait);
    }
    case 'stopped':
      return { ...rhythm, running: false, due: null, stopped: true };
  }
}

/** Somebody or something wants a round at a moment: the earlier of that and what was due, yet not before the server may be asked. */
function wish(rhythm: Rhythm, at: number): Rhythm {
  if (rhythm.stopped) return { ...rhythm, wanted: true };
  const due = Math.max(rhythm.untouched, rhythm.due === null ? at : Math.min(rhythm.due, at));
  return { ...rhythm, due, wanted: true };
}

/** After a round: what was wished for meanwhile, no sooner than `soon`, else the usual `pause`. */
function ended(rhythm: Rhythm, now: number, soon: number, pause: number): Rhythm {
  const rest = { ...rhythm, running: false, stopped: false };
  const due = rhythm.wanted ? Math.min(now + pause, Math.max(rhythm.due ?? now, now + soon)) : now + pause;
  return { ...rest, due: Math.max(rest.untouched, due) };
}

const growing = (first: number, failures: number, longest: number): number =>
  Math.min(longest, first * 2 ** Math.min(failures, 30));

const spread = (milliseconds: number, chance: number): number =>
  milliseconds * (1 - RHYTHM.jitter + 2 * RHYTHM.jitter * chance);
