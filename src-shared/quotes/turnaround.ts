import { approvalState, type DecisionFact } from '../approvals';

/** What a quote's time is spent on. */
export type ClockPart = 'drafting' | 'sign-off' | 'release' | 'customer';
export const clockParts = ['drafting', 'sign-off', 'release', 'customer'] as const satisfies readonly ClockPart[];

/** A version that was handed in for sign-off. Times are milliseconds since 1970. */
export interface Submission {
  at: number;
  requester: string;
  /** Needed approvals: `finance`, `delivery`, `finance:2`. */
  needs: readonly string[];
  decisions: readonly DecisionFact[];
}

/** Moments of a quote's way to the customer, milliseconds since 1970. */
export interface ClockMoments {
  requestedAt: number;
  now: number;
  /** Versions that were handed in, in any order. */
  submissions: readonly Submission[];
  /** When the newest version was taken back into drafting; null while it stands. */
  takenBackAt: number | null;
  sentAt: number | null;
  /** Times in which the customer owed an answer without which the quote could not be made. */
  waits: readonly { from: number; until: number | null }[];
}

export interface TurnaroundClock {
  /** Milliseconds from request to sent, or until now. */
  elapsed: number;
  /** The same without the time in which the customer owed an answer. */
  ours: number;
  running: boolean;
  /** Where the time went; the parts add up to `elapsed`. Who is waited for stands at the part that runs just now. */
  spent: { part: ClockPart; milliseconds: number; waitingFor: string[] }[];
  /** How long each role took from a version's submission to its decision, over all versions; roles decide at the same time. */
  roles: { role: string; milliseconds: number }[];
  waitingFor: string[];
}

interface Stretch {
  part: Exclude<ClockPart, 'customer'>;
  from: number;
  until: number;
}

/**
 * The turnaround clock: from the customer's request to the handover, where the time went, and who is being waited for. Time in which
 * the customer owed an answer counts for the customer, whatever else went on. The clock itself never stops before the quote was sent.
 */
export function turnaround(moments: ClockMoments): TurnaroundClock {
  const running = moments.sentAt === null;
  const end = Math.max(moments.requestedAt, moments.sentAt ?? moments.now);
  const within = (time: number) => Math.min(end, Math.max(moments.requestedAt, time));
  const submissions = [...moments.submissions].sort((a, b) => a.at - b.at);
  const waits = merged(moments.waits.map(({ from, until }) => ({ from: within(from), until: within(until ?? end) })));
  const stretches: Stretch[] = [];
  const roles = new Map<string, number>();
  let cursor = moments.requestedAt;
  let part = 'drafting' as Stretch['part'];
  let missing: string[] = [];
  const go = (until: number, next: Stretch['part']) => {
    const to = Math.max(cursor, within(until));
    if (to > cursor) stretches.push({ part, from: cursor, until: to });
    [cursor, part] = [to, next];
  };
  for (const [index, submission] of submissions.entries()) {
    const next = submissions[index + 1]?.at ?? end;
    const last = index === submissions.length - 1;
    go(submission.at, 'sign-off');
    const outcome = outcomeOf(submission);
    const takenBack = last ? moments.takenBackAt : null;
    const ended = Math.min(outcome.at ?? takenBack ?? next, next);
    for (const role of new Set(submission.needs.map((need) => need.split(':')[0]!))) {
      const decided = Math.max(...submission.decisions.filter((one) => one.role === role).map((one) => one.decidedAt));
      const until = Number.isFinite(decided) && !outcome.missing.includes(role) ? Math.min(decided, ended) : ended;
      const spent = withoutWaits({ from: within(submission.at), until: within(until) }, waits);
      roles.set(role, (roles.get(role) ?? 0) + spent);
    }
    missing = outcome.missing;
    if (outcome.state === 'returned' || (outcome.at === null && takenBack !== null)) go(ended, 'drafting');
    else if (outcome.state === 'approved') {
      go(ended, last ? 'release' : 'drafting');
      if (takenBack !== null) go(takenBack, 'drafting');
    }
  }
  go(end, part);
  const owed = moments.waits.some(({ until }) => until === null);
  const waitingFor = !running ? [] : owed ? ['customer'] : part === 'sign-off' ? missing : ['rep'];
  const runs: ClockPart = owed ? 'customer' : part;
  const customer = waits.reduce((sum, { from, until }) => sum + until - from, 0);
  const spent = clockParts.flatMap((one) => {
    const milliseconds =
      one === 'customer'
        ? customer
        : stretches.filter((stretch) => stretch.part === one).reduce((sum, each) => sum + withoutWaits(each, waits), 0);
    const named = running && one === runs ? waitingFor : [];
    return milliseconds > 0 || named.length > 0 || one === 'drafting'
      ? [{ part: one, milliseconds, waitingFor: named }]
      : [];
  });
  const elapsed = end - moments.requestedAt;
  return {
    elapsed,
    ours: elapsed - customer,
    running,
    spent,
    roles: [...roles].map(([role, milliseconds]) => ({ role, milliseconds })),
    waitingFor,
  };
}

/** When a submission was decided, and which roles are still missing. */
function outcomeOf({ requester, needs, decisions }: Submission): {
  state: 'waiting' | 'approved' | 'returned';
  at: number | null;
  missing: string[];
} {
  const inOrder = [...decisions].sort((a, b) => a.decidedAt - b.decidedAt);
  for (let count = 0; count <= inOrder.length; count += 1) {
    const { state } = approvalState(needs, requester, inOrder.slice(0, count));
    // A version that needs nobody is approved as soon as it is handed in.
    if (state !== 'waiting')
      return { state, at: inOrder[count - 1]?.decidedAt ?? Number.NEGATIVE_INFINITY, missing: [] };
  }
  const { missing } = approvalState(needs, requester, inOrder);
  return { state: 'waiting', at: null, missing: [...new Set(missing.map((need) => need.split(':')[0]!))] };
}

interface Span {
  from: number;
  until: number;
}

/** Spans in order, those that overlap made one. */
function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (until <= from) continue;
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else result.push({ from, until });
  }
  return result;
}

function withoutWaits({ from, until }: Span, waits: readonly Span[]): number {
  const owed = waits.reduce(
    (sum, wait) => sum + Math.max(0, Math.min(until, wait.until) - Math.max(from, wait.from)),
    0,
  );
  return Math.max(0, until - from) - owed;
}

/** How a clock stands against its target: `soon` in the last quarter before it, `late` beyond it. */
export type ClockState = 'in-time' | 'soon' | 'late';

/** Both in milliseconds. What was sent is in time or late, never soon. */
export function clockState(
  { elapsed, running }: Pick<TurnaroundClock, 'elapsed' | 'running'>,
  target: number,
): ClockState {
  if (elapsed > target) return 'late';
  return running && elapsed >= target * 0.75 ? 'soon' : 'in-time';
}
