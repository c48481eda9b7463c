/** What every run of the tests does: fifty kills over commits, imports and documents together. */
const USUAL = 50;
/** Kills over these three together, more of them in the nightly run. */
const together = Number(process.env['PROOFDESK_KILLS'] ?? USUAL);

/** How often work is killed of which this share falls on one kind where there are fifty kills. */
export const kills = (share: number): number => Math.ceil((share * together) / USUAL);

/** What a test whose time is measured with the usual kills may take with as many as there are, in milliseconds. */
export const patience = (usual: number): number => usual * Math.max(1, together / USUAL);

/**
 * When each of some kills falls, as a share of the work: at a random moment of its own part of it, so that few kills leave no long stretch
 * out. Some come after the end, where the work has begun anew.
 */
export function* moments(count: number): Generator<number> {
  for (let kill = 0; kill < count; kill += 1) yield (1.4 * (kill + Math.random())) / count;
}
