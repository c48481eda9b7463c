/** One decision on a request, as the rules need it. */
export interface DecisionFact {
  role: string;
  decision: 'approve' | 'return';
  by: string;
  decidedAt: number;
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
 * stands until the same person decides otherwise. `needs` may hold `finance:2` for a second person of finance.
 */
export function approvalState(
  needs: readonly string[],
  requester: string,
  decisions: readonly DecisionFact[],
): ApprovalState {
  const latest = new Map<string, DecisionFact>();
  for (const decision of [...decisions].sort((a, b) => a.decidedAt - b.decidedAt)) {
    if (decision.by === requester) continue;
    latest.set(`${decision.by} ${decision.role}`, decision);
  }
  const standing = [...latest.values()];
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

/** How many of each role's needed approvals can be filled with different people (augmenting paths over a small bipartite graph). */
function assignPeople(needs: readonly string[], decisions: readonly DecisionFact[]): Map<string, number> {
  const slots: string[] = [];
  for (const need of needs) {
    const [role, count] = need.split(':');
    const wanted = Number(count ?? 1);
    while (slots.filter((slot) => slot === role).length < wanted) slots.push(role!);
  }
  const approvals = decisions.filter(({ decision }) => decision === 'approve');
  const slotOf = new Map<string, number>();
  const place = (slot: number, tried: Set<string>): boolean => {
    for (const { by, role } of approvals) {
      if (role !== slots[slot] || tried.has(by)) continue;
      tried.add(by);
      const held = slotOf.get(by);
      if (held === undefined || place(held, tried)) {
        slotOf.set(by, slot);
        return true;
      }
    }
    return false;
  };
  slots.forEach((_, slot) => {
    place(slot, new Set());
  });
  const counts = new Map<string, number>();
  for (const slot of slotOf.values()) counts.set(slots[slot]!, (counts.get(slots[slot]!) ?? 0) + 1);
  return counts;
}
