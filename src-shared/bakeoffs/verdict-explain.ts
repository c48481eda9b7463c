import type { ExplainStep } from '../kernel/explain';
import type { VerdictRow } from './verdict-schema';
import { bandInWords, shortNumber } from './verdict-wording';
import { bandLimits } from './verdicts';

/** The figures of a judged row that can be asked where they come from. */
export const verdictFigureNames = [
  'oursMedian',
  'theirsMedian',
  'estimate',
  'interval',
  'p',
  'smallestP',
  'pHolm',
  'equivalenceP',
  'oursBetterShare',
  'verdict',
] as const;
export type VerdictFigureName = (typeof verdictFigureNames)[number];

const listOf = (values: readonly number[]): string => values.map(String).join(', ');

function side(name: 'ours' | 'theirs', row: VerdictRow): ExplainStep {
  const values = row[name];
  return {
    what: `Run-level figures, ${name}`,
    how: values.length > 0 ? `one figure a run: ${listOf(values)}` : 'no run has this figure',
    value: values.length,
    unit: 'runs',
  };
}

function medianStep(name: 'ours' | 'theirs', row: VerdictRow): ExplainStep {
  return {
    what: `Median of the runs, ${name}`,
    how: 'the middle of the run-level figures',
    value: name === 'ours' ? row.oursMedian : row.theirsMedian,
    ...(row.unit && { unit: row.unit }),
    rule: 'stats.quantiles',
  };
}

function estimateStep(row: VerdictRow): ExplainStep {
  const ratio = row.scale === 'ratio';
  return {
    what: ratio ? 'Hodges–Lehmann ratio, ours over theirs' : 'Hodges–Lehmann shift, ours minus theirs',
    how: ratio
      ? 'median of all differences of logarithms between a run of ours and one of theirs, back as a ratio'
      : 'median of all differences between a run of ours and one of theirs',
    value: row.estimate,
    ...(!ratio && row.unit && { unit: row.unit }),
    rule: 'stats.hodges-lehmann-shift',
  };
}

function intervalSteps(row: VerdictRow): ExplainStep[] {
  const how = 'order statistic of the same pairwise differences, chosen from the distribution of Mann–Whitney’s U';
  return [
    { what: 'Lower end of the 95 % interval', how, value: row.lower, rule: 'stats.hodges-lehmann-shift' },
    { what: 'Upper end of the 95 % interval', how, value: row.upper, rule: 'stats.hodges-lehmann-shift' },
  ];
}

function pStep(row: VerdictRow): ExplainStep {
  return {
    what: 'p, two-sided Mann–Whitney',
    how: `all ways of dealing out the ${row.ours.length + row.theirs.length} mid-ranks counted, twice the smaller tail (normal approximation above n × m = 2,500)`,
    value: row.p,
    rule: 'stats.mann-whitney-u',
  };
}

function smallestStep(row: VerdictRow): ExplainStep {
  const [n, m] = [row.ours.length, row.theirs.length];
  return {
    what: 'Smallest p that these numbers of runs can give',
    how: `2 / C(${n + m}, ${n})`,
    value: row.smallestP,
    rule: 'stats.mann-whitney-u',
  };
}

function holmStep(row: VerdictRow): ExplainStep {
  return {
    what: 'p after Holm’s correction',
    how: `over the ${row.family} rows of the table that have figures on both sides`,
    value: row.pHolm,
    rule: 'stats.p-adjust',
  };
}

function equivalenceSteps(row: VerdictRow): ExplainStep[] {
  const scale = row.scale === 'ratio' ? 'logarithms' : 'plain values';
  const why = row.equivalenceP === null ? 'not computable: under 2 runs on a side or no spread on either' : null;
  const rule = 'stats.tost-equivalence-log-ratio-welch';
  return [
    {
      what: 'p of equivalence',
      how: why ?? `two one-sided Welch tests on ${scale} against the band ${bandInWords(row)}`,
      value: row.equivalenceP,
      rule,
    },
    { what: 'Lower end of the 90 % interval', how: why ?? `Welch on ${scale}`, value: row.ci90Lower, rule },
    { what: 'Upper end of the 90 % interval', how: why ?? `Welch on ${scale}`, value: row.ci90Upper, rule },
  ];
}

function verdictSteps(row: VerdictRow): ExplainStep[] {
  const { low, high } = bandLimits(row);
  const steps: ExplainStep[] = [
    {
      what: 'Gate',
      how: row.notComparable.length > 0 ? row.notComparable.join('; ') : 'no hard stop is open',
      value: row.notComparable.length > 0 ? 'not comparable' : 'passed',
    },
    {
      what: 'Enough runs',
      how: `at least 5 a side, and smallest p × ${row.family} rows at most 0.05`,
      value: row.smallestP === null ? null : row.smallestP * row.family,
    },
    {
      what: 'Band of differences too small to matter',
      how: `${bandInWords(row)}, fixed before the runs: ${shortNumber(low)} to ${shortNumber(high)}`,
      value: row.band,
    },
    {
      what: 'Verdict',
      how: 'better or worse: 95 % interval wholly outside the band and corrected p below 0.05; else equivalent: 90 % interval wholly inside; else no clear difference',
      value: row.verdict,
      rule: 'stats.verdicts',
    },
  ];
  return steps;
}

/** The steps to one figure of a judged row, inputs first. */
export function explainVerdict(row: VerdictRow, figure: VerdictFigureName): ExplainStep[] {
  const inputs = [side('ours', row), side('theirs', row)];
  switch (figure) {
    case 'oursMedian':
      return [side('ours', row), medianStep('ours', row)];
    case 'theirsMedian':
      return [side('theirs', row), medianStep('theirs', row)];
    case 'estimate':
      return [...inputs, estimateStep(row)];
    case 'interval':
      return [...inputs, estimateStep(row), ...intervalSteps(row)];
    case 'p':
      return [...inputs, pStep(row)];
    case 'smallestP':
      return [...inputs, smallestStep(row)];
    case 'pHolm':
      return [...inputs, pStep(row), holmStep(row)];
    case 'equivalenceP':
      return [...inputs, ...equivalenceSteps(row)];
    case 'oursBetterShare':
      return [
        ...inputs,
        {
          what: 'Share of pairs of runs in which ours is the better',
          how: 'every run of ours against every run of theirs, ties counting half (Vargha and Delaney’s A12)',
          value: row.oursBetterShare,
          rule: 'stats.effect-size',
        },
      ];
    case 'verdict':
      return [
        ...inputs,
        estimateStep(row),
        ...intervalSteps(row),
        pStep(row),
        smallestStep(row),
        holmStep(row),
        ...equivalenceSteps(row),
        ...verdictSteps(row),
      ];
  }
}
