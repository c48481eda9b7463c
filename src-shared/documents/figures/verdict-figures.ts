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
  shown,
  ...input
}: VerdictTableInput & { groups?: WorkloadGroup[] | undefined; shown?: string[] | undefined }): VerdictFigures {
  const rows = judge(input);
  // A page about one topic speaks of its rows; all rows of the table are corrected together in any case.
  const { headline, rest } = verdictHeadline(shown ? rows.filter(({ key }) => shown.includes(key)) : rows);
  return {
    headline,
    rest,
    rows: Object.fromEntries(rows.map((row) => [row.key, { ...row, sentence: verdictSentence(row) }])),
    across: acrossWorkloads(rows, groups).map(({ sentence }) => sentence),
  };
}
