/** The day that a moment (milliseconds since 1970) is in, UTC. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** The day `count` days after a day (`YYYY-MM-DD`). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
