import {
  acrossWorkloads,
  judge,
  type VerdictRow,
  type VerdictTableInput,
  verdictHeadline,
  verdictSentence,
  type WorkloadGroup,
} from '../../bakeoffs';

/** Every figure and sentence of a verdict table that a deck may print; names of figures are JSON pointers into this. */
export interface VerdictFigures {
  headline: string;
  /** What the headline does not name. */
  rest: string;
  /** Judged rows by their keys, each with the sentence made from its verdict. */
  rows: Record<string, VerdictRow & { sentence: string }>;
  /** Sentences on ratios over several workloads, each with the worst of them. */
  across: string[];
}

/** Judges a table again: `input` of a recomputation of the kind `verdicts`. */
export function computeVerdicts({
  groups = [],
  ...input
}: VerdictTableInput & { groups?: WorkloadGroup[] | undefined }): VerdictFigures {
  const rows = judge(input);
  const { headline, rest } = verdictHeadline(rows);
  return {
    headline,
    rest,
    rows: Object.fromEntries(rows.map((row) => [row.key, { ...row, sentence: verdictSentence(row) }])),
    across: acrossWorkloads(rows, groups).map(({ sentence }) => sentence),
  };
}
