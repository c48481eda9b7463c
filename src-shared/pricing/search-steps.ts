/** A step that was looked at, and how far the target's figure is above the target there; not a number where it cannot be said. */
export interface SeenStep {
  step: bigint;
  over: number;
}

/** Two neighbouring steps: the last that still reaches the target, and the first that does not (null where every step reaches it). */
export interface Edge {
  holds: SeenStep;
  fails: SeenStep | null;
}

/**
 * Finds the step of 0 … `last` at which a figure falls below its target; the figure falls (or stays) from step to step. Where it falls
 * evenly the edge is met after some five looks, since the next step is read off the straight line between the two known ends; where
 * tiers and rounding bend it, every third look halves what is left. Null where not even step 0 reaches the target. `near` is a step
 * that is thought to be near the edge.
 */
export function findEdge(last: bigint, over: (step: bigint) => number, near?: bigint): Edge | null {
  const look = (step: bigint): SeenStep => ({ step, over: over(step) });
  let holds = look(0n);
  if (!(holds.over >= 0)) return null;
  if (last === 0n) return { holds, fails: null };
  let fails = look(last);
  if (fails.over >= 0) return { holds: fails, fails: null };
  const take = (seen: SeenStep): void => {
    if (seen.over >= 0) holds = seen;
    else fails = seen;
  };
  if (near !== undefined) {
    for (const step of [near, near + 1n]) if (step > holds.step && step < fails.step) take(look(step));
  }
  for (let turn = 1; fails.step - holds.step > 1n; turn += 1) {
    const width = fails.step - holds.step;
    take(look(turn % 3 === 0 ? holds.step + width / 2n : straight(holds, fails, width)));
  }
  return { holds, fails };
}

/** Where the straight line between two ends meets the target, strictly between them. */
function straight(holds: SeenStep, fails: SeenStep, width: bigint): bigint {
  const part = holds.over / (holds.over - fails.over);
  if (!Number.isFinite(part)) return holds.step + width / 2n;
  // 2^52 parts: as fine as a double tells them apart.
  const ahead = (width * BigInt(Math.floor(part * 2 ** 52))) >> 52n;
  const most = width - 1n;
  return holds.step + (ahead < 1n ? 1n : ahead > most ? most : ahead);
}
