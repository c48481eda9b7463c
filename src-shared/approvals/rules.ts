/** One decision on a request, as the rules need it. */
export interface DecisionFact {
  role: string;
  decision: 'approve' | 'return';
  by: string;
  decidedAt: number;
  /** In whose place; not said or null for one's own word. */
  onBehalfOf?: string | null;
}

/** Whose word a decision is: of the person in whose place it was made, else of the person who made it. */
export function voiceOf({ by, onBehalfOf }: Pick<DecisionFact, 'by' | 'onBehalfOf'>): string {
  return onBehalfOf ?? by;
}

/**
 * The decisions that stand: of each voice the newest for a role, so that a person who is back may decide otherwise than the delegate
 * did. Neither the requester's nor one made in the requester's place ever stands.
 */
export function standingDecisions<D extends DecisionFact>(decisions: readonly D[], requester: string): D[] {
  const latest = new Map<string, D>();
  for (const decision of [...decisions].sort((a, b) => a.decidedAt - b.decidedAt)) {
    if (decision.by === requester || decision.onBehalfOf === requester) continue;
    latest.set(`${voiceOf(decision)} ${decision.role}`, decision);
  }
  return [...latest.values()];
}

export interface ApprovalState {
  state: 'waiting' | 'approved' | 'returned';
  /** Needed approvals that nobody has given yet. */
  missing: string[];
  /** Approvals given, in the gate's form: `finance`, `finance:2`. */
  given: string[];
}

/**
 * Whether a request is approved. Every needed role has decided for it; different people; none of them the requester. A return
 * stands until the same person decides otherwise. A delegate and the one in whose place they decide count once, together. `needs` may hold `finance:2` for a second person of finance.
 */
export function approvalState(
  needs: readonly string[],
  requester: string,
  decisions: readonly DecisionFact[],
): ApprovalState {
  const standing = standingDecisions(decisions, requester);
  const roles = [...new Set(needs.map((need) => need.split(':')[0]!))];
  const givers = assignPeople(needs, standing);
  const given: string[] = [];
  for (const role of roles) {
    const count = givers.get(role) ?? 0;
    if (count > 0) given.push(role);
    for (let index = 2; index <= count; index += 1) given.push(`${role}:${index}`);
  }
  const missing = needs.filter((need) => !given.includes(need));
  const returned = standing.some(({ decision }) => decision === 'return');
  return { state: returned ? 'returned' : missing.length === 0 ? 'approved' : 'waiting', missing, given };
}

/**
 * How many of each role's needed approvals can be filled with different people. A decision takes up the person who made it and the one in
 * whose place it was made, so no two that share a person count. Tries every way: a request has a handful of needs and of decisions.
 */
function assignPeople(needs: readonly string[], decisions: readonly DecisionFact[]): Map<string, number> {
  const slots: string[] = [];
  for (const need of needs) {
    const [role, count] = need.split(':');
    const wanted = Number(count ?? 1);
    while (slots.filter((slot) => slot === role).length < wanted) slots.push(role!);
  }
  const approvals = decisions.filter(({ decision }) => decision === 'approve');
  let best: string[] = [];
  const fill = (at: number, taken: ReadonlySet<string>, filled: readonly string[]): void => {
    if (filled.length > best.length) best = [...filled];
    // What is left cannot do better any more.
    if (at === slots.length || filled.length + slots.length - at <= best.length) return;
    const role = slots[at]!;
    for (const one of approvals) {
      if (one.role !== role || taken.has(one.by) || taken.has(voiceOf(one))) continue;
      fill(at + 1, new Set([...taken, one.by, voiceOf(one)]), [...filled, role]);
    }
    fill(at + 1, taken, filled);
  };
  fill(0, new Set(), []);
  const counts = new Map<string, number>();
  for (const role of best) counts.set(role, (counts.get(role) ?? 0) + 1);
  return counts;
}

/**
 * The earlier version that a changed one is compared with: the newest that was approved whole, else the newest that anybody decided on;
 * null where none was. Those with the larger version are newer.
 */
export function lastDecided<V extends { version: number; state: ApprovalState['state']; decided: boolean }>(
  earlier: readonly V[],
): V | null {
  const newest = [...earlier].sort((a, b) => b.version - a.version);
  return newest.find(({ state }) => state === 'approved') ?? newest.find(({ decided }) => decided) ?? null;
}
