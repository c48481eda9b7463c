/** More stretches than this are no chart and no windows; longer runs have longer stretches. */
const mostStretches = 4 * 3600;

/** How long the stretches of a timeline are for a run of that many milliseconds: a second, and whole seconds more for runs of over 4 hours. */
export function timelineWidth(duration: number): number {
  return Math.max(1, Math.ceil(duration / 1000 / mostStretches)) * 1000;
}
