/**
 * One step of how a figure came about, in the order of calculation. The screen's inspector, the documents and the command line
 * all show these; a figure that cannot list its steps is not shown as traceable.
 */
export interface ExplainStep {
  /** What this step arrives at, such as `Hodges–Lehmann ratio, ours over theirs`. */
  what: string;
  /** How, in words or as a formula with the figures put in. */
  how: string;
  /** The result of the step; null when it cannot be computed, and then `how` says why. */
  value: string | number | null;
  /** Unit of the value: `ms`, `EUR`, `%`; absent for a pure number. */
  unit?: string;
  /** Name of the rule in the registry (`stats.mann-whitney-u`), so that anybody can compute the step again. */
  rule?: string;
  /** Where the inputs come from: a source text, a run, a receipt. */
  from?: string[];
}
