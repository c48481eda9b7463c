/** A place in a drawing, in pixels; `top` is the smaller one. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PointInPixels {
  x: number;
  y: number;
}

/** Whether a line through these points passes through the box or touches it. */
export function crosses(box: Box, line: readonly PointInPixels[]): boolean {
  return line.some((to, index) => {
    const from = line[index - 1];
    return from !== undefined && segmentCrosses(box, from, to);
  });
}

/** Cuts the segment by each edge's half plane in turn (Liang–Barsky): what is left of it lies in the box. */
function segmentCrosses({ left, right, top, bottom }: Box, from: PointInPixels, to: PointInPixels): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [enters, leaves] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
    } else if (step < 0) enters = Math.max(enters, room / step);
    else leaves = Math.min(leaves, room / step);
  }
  return enters <= leaves;
}

export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
