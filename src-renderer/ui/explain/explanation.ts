/** Something a figure was made from, which can be opened or named: a run, a receipt, a row of a model, what was typed. */
export interface ExplainSource {
  /** "9 runs in B-A7-0017", "Receipt 7f3a…c21e". */
  label: string;
  /** A path inside the application, where it can be opened. */
  to?: string;
  /** When, by whom, with what digest. */
  detail?: string;
}

/** One step of a calculation, top to bottom. Figures come written: the panel formats nothing. */
export interface ExplainStep {
  /** What is done: "First 1,000 M at 0.60", "× 36 months". */
  label: string;
  /** What it comes to: "600.00". */
  result: string;
  /** Why so: "committed rate, model 2026.2 row 41". */
  detail?: string;
  /** The rule's name, as `proofdesk calc` knows it: `price.graduated`. */
  rule?: string;
  /** What went in, where the label does not say it. */
  inputs?: readonly { label: string; value: string; to?: string }[];
  /** Not for customers. */
  internal?: boolean;
}

/** Where a figure comes from. */
export interface Explanation {
  /** The figure itself, as it is shown. */
  value: string;
  /** In place of "Where 57,794.40 comes from". */
  title?: string;
  steps: readonly ExplainStep[];
  /** A sentence below the steps. */
  note?: string;
  sources?: readonly ExplainSource[];
  /** Not for customers: violet title. */
  internal?: boolean;
}

/** Gives the explanation when it is asked for; a promise where it has to be read first. */
export type Explain = () => Explanation | Promise<Explanation>;
