import { type ApprovalRequestView, voiceOf } from '../../src-shared/approvals';

type Decision = ApprovalRequestView['decisions'][number];

/** One needed approval, and the decision that stands for it. */
export interface SignOffLine {
  /** `finance`, `finance:2`. */
  need: string;
  role: string;
  /** A second person of the role is asked for. */
  second: boolean;
  decision: Decision | null;
}

export interface SignOff {
  lines: SignOffLine[];
  /** Decisions that were overtaken by a newer one of the same person, oldest first. */
  earlier: Decision[];
}

/**
 * Which decision stands for which needed approval, as the inbox lists them. Of each voice only the newest decision for a role stands; a
 * return is shown at its role even where another of that role approved.
 */
export function signOff(request: Pick<ApprovalRequestView, 'needs' | 'decisions'>): SignOff {
  const newest = new Map<string, Decision>();
  for (const decision of [...request.decisions].sort((a, b) => a.decidedAt - b.decidedAt)) {
    newest.set(`${voiceOf(decision)} ${decision.role}`, decision);
  }
  const standing = [...newest.values()];
  const used = new Set<string>();
  const take = (role: string): Decision | null => {
    const of = standing.filter((one) => one.role === role && !used.has(one.id));
    const found = of.find(({ decision }) => decision === 'return') ?? of[0] ?? null;
    if (found) used.add(found.id);
    return found;
  };
  const lines = request.needs.map((need): SignOffLine => {
    const [role = need, count] = need.split(':');
    return { need, role, second: count !== undefined, decision: take(role) };
  });
  return { lines, earlier: request.decisions.filter(({ id }) => !used.has(id)) };
}
