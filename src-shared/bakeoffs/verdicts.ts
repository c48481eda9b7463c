import { enoughRuns, moreRunsNeeded } from './planning';
import {
  type Equivalence,
  effectSize,
  equivalenceOfMeans,
  hodgesLehmannShift,
  holm,
  mannWhitney,
  median,
  significanceLevel,
  twoSidedP,
} from './statistics';
import {
  defaultDifferenceBand,
  defaultRatioBand,
  type Scale,
  type Verdict,
  type VerdictRow,
  type VerdictRowInput,
  type VerdictTableInput,
} from './verdict-schema';

/** Ratios need values above 0 on both sides; otherwise, or where the template says so, a row works on differences. */
function scaleOf(row: VerdictRowInput): Scale {
  if (row.scale === 'difference') return 'difference';
  return row.ours.some((value) => value <= 0) || row.theirs.some((value) => value <= 0) ? 'difference' : 'ratio';
}

/** The band as an interval around "no difference", on the row's scale. */
export function bandLimits(row: Pick<VerdictRow, 'scale' | 'band'>): { low: number; high: number } {
  return row.scale === 'ratio' ? { low: 1 / (1 + row.band), high: 1 + row.band } : { low: -row.band, high: row.band };
}

/** A row without any figure: nothing on one side, or not comparable. */
function emptyRow(row: VerdictRowInput, scale: Scale, band: number): VerdictRow {
  return {
    key: row.key,
    label: row.label ?? row.key,
    unit: row.unit ?? null,
    better: row.better,
    scale,
    band,
    ours: row.ours,
    theirs: row.theirs,
    oursMedian: row.ours.length > 0 ? median(row.ours) : null,
    theirsMedian: row.theirs.length > 0 ? median(row.theirs) : null,
    estimate: null,
    lower: null,
    upper: null,
    p: null,
    smallestP: null,
    pHolm: null,
    equivalenceP: null,
    ci90Lower: null,
    ci90Upper: null,
    oursBetterShare: null,
    family: 0,
    moreRuns: { ours: 0, theirs: 0 },
    notComparable: row.notComparable ?? [],
    verdict: 'no clear difference',
  };
}

/**
 * The equivalence p of the published tables: the lower test as 1 − P(T ≤ t) and not as the tail itself, so that both give the same
 * digits. That keeps 16 decimals, which for a p below 1e-7 is fewer digits than could be had; the verdict rests on the 90 %
 * interval and not on this figure.
 */
function publishedEquivalenceP({ pLower, pUpper }: Equivalence): number {
  return Math.max(1 - (1 - pLower), pUpper);
}

/** Every figure of a row that has values on both sides, except what depends on the other rows. */
function withFigures(row: VerdictRow): VerdictRow {
  const onScale = row.scale === 'ratio' ? (values: number[]) => values.map(Math.log) : (values: number[]) => values;
  const back = row.scale === 'ratio' ? Math.exp : (value: number) => value;
  const ours = onScale(row.ours);
  const theirs = onScale(row.theirs);
  // Ranks are the same on both scales; the values themselves cannot be tied by a rounded logarithm.
  const test = mannWhitney(row.ours, row.theirs);
  const shift = hodgesLehmannShift(ours, theirs);
  const limits = row.scale === 'ratio' ? Math.log1p(row.band) : row.band;
  const equivalence = equivalenceOfMeans(ours, theirs, -limits, limits);
  const larger = effectSize(row.ours, row.theirs).varghaDelaneyA12;
  return {
    ...row,
    estimate: back(shift.estimate),
    lower: back(shift.ciLower),
    upper: back(shift.ciUpper),
    p: twoSidedP(test),
    smallestP: test.minimumAttainableP,
    equivalenceP: equivalence ? publishedEquivalenceP(equivalence) : null,
    ci90Lower: equivalence ? back(equivalence.ci90[0]) : null,
    ci90Upper: equivalence ? back(equivalence.ci90[1]) : null,
    oursBetterShare: row.better === 'higher' ? larger : 1 - larger,
  };
}

/** The verdict of a row whose figures are complete; the order of the questions is the rule. */
function decide(row: VerdictRow): Verdict {
  if (row.notComparable.length > 0) return 'not comparable';
  if (!enoughRuns(row.ours.length, row.theirs.length, row.family)) return 'not enough runs';
  const { low, high } = bandLimits(row);
  const { lower, upper, pHolm, ci90Lower, ci90Upper } = row;
  if (lower !== null && upper !== null && pHolm !== null && pHolm < significanceLevel) {
    if (upper < low) return row.better === 'lower' ? 'better' : 'worse';
    if (lower > high) return row.better === 'higher' ? 'better' : 'worse';
  }
  if (ci90Lower !== null && ci90Upper !== null && ci90Lower > low && ci90Upper < high) return 'equivalent';
  return 'no clear difference';
}

/**
 * Judges a whole table. The run is the unit of replication: `ours` and `theirs` hold one figure a run.
 *
 * In this order: not comparable (the gate) → not enough runs (under 5 a side, or the smallest attainable p times the rows in the
 * family is over 0.05) → better or worse (95 % interval wholly outside the band and Holm p < 0.05) → equivalent (90 % interval
 * wholly inside) → no clear difference. The family is every row that passed the gate and has a value on each side, enough runs or
 * not. Ratios are ours over theirs. Input from outside passes `verdictTableInputSchema` first.
 */
export function judge(input: VerdictTableInput): VerdictRow[] {
  const { band: tableBand = defaultRatioBand } = input;
  const rows = input.rows.map((row) => {
    const scale = scaleOf(row);
    const band = row.band ?? (scale === 'ratio' ? tableBand : defaultDifferenceBand);
    const empty = emptyRow(row, scale, band);
    const judged = empty.notComparable.length === 0 && row.ours.length > 0 && row.theirs.length > 0;
    return judged ? withFigures(empty) : empty;
  });
  const tested = rows.filter((row) => row.p !== null);
  const adjusted = holm(tested.map((row) => row.p ?? 1));
  return rows.map((row) => {
    const place = tested.indexOf(row);
    // A row without figures does not enlarge the family, but with runs it would.
    const family = tested.length + (place < 0 && row.notComparable.length === 0 ? 1 : 0);
    const complete: VerdictRow = {
      ...row,
      family,
      pHolm: place < 0 ? null : adjusted[place]!,
      moreRuns:
        row.notComparable.length > 0
          ? { ours: 0, theirs: 0 }
          : moreRunsNeeded(row.ours.length, row.theirs.length, family),
    };
    return { ...complete, verdict: decide(complete) };
  });
}

/** The figures of a judged row under the names of the published tables: `ratio` or `difference` for the estimate. */
export function verdictFigures(row: VerdictRow): Record<string, string | number | null> {
  return {
    key: row.key,
    p: row.p,
    smallestP: row.smallestP,
    [row.scale]: row.estimate,
    lower: row.lower,
    upper: row.upper,
    equivalenceP: row.equivalenceP,
    ci90Lower: row.ci90Lower,
    ci90Upper: row.ci90Upper,
    pHolm: row.pHolm,
    verdict: row.verdict,
  };
}
