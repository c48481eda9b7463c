/** More stretches than this are no chart and no windows, and are not kept; longer runs have longer stretches. */
export const mostStretches = 4000;

/** How long the stretches of a timeline are for a run of that many milliseconds: a second, and whole seconds more for long runs. */
export function timelineWidth(duration: number): number {
  return (Math.floor(duration / 1000 / mostStretches) + 1) * 1000;
}

/**
 * Neighbouring stretches taken together as long as their rows are not more than `most`, as the first and the last of each span; a
 * stretch with more is alone. `counted`: stretches that have rows, in order, each with how many.
 */
export function spansOf(counted: Iterable<readonly [stretch: number, rows: number]>, most: number): [number, number][] {
  const spans: [number, number][] = [];
  let together = 0;
  for (const [stretch, rows] of counted) {
    const last = spans.at(-1);
    if (last && together + rows <= most) {
      last[1] = stretch;
      together += rows;
    } else {
      spans.push([stretch, stretch]);
      together = rows;
    }
  }
  return spans;
}
