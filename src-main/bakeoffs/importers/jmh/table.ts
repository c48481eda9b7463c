import type { GatheredSeries } from '../reading/gathered';
import {
  betterOfMode,
  betterOfSecondary,
  javaNumber,
  modes,
  percentileOf,
  secondaryName,
  withPercentile,
  workloadOf,
} from './measures';

/** The columns of JMH's table between the name and the mode, and what its rows give only roughly. */
export interface TableHeader {
  parameters: string[];
  /** Scores too small for JMH's three places, as it printed them, by workload and mode. */
  approximate: { [row: string]: string };
}

/** `Benchmark  (size)  Mode  Cnt  Score  Error  Units`; undefined for any other line. */
export function tableHeader(line: string): TableHeader | undefined {
  const words = line.split(/ {1,}/);
  const mode = words.indexOf('Mode');
  if (words[0] !== 'Benchmark' || mode < 1 || !words.includes('Score') || words.at(-1) !== 'Units') return undefined;
  return { parameters: words.slice(1, mode).map((word) => word.replace(/^\(|\)$/g, '')), approximate: {} };
}

/**
 * Adds one row: the name, the parameters, the mode, then count (absent for one sample), score, `±` and error where they are, unit.
 * False where the line is none, which ends the table.
 */
export function addTableRow(line: string, header: TableHeader, gathered: GatheredSeries): boolean {
  const words = line.split(/ +/).filter((word) => word !== '');
  const at = words.findIndex(
    (word, index) => index > header.parameters.length && (modes as readonly string[]).includes(word),
  );
  if (at < 0) return false;
  const mode = words[at]!;
  const name = words.slice(0, at - header.parameters.length).join(' ');
  const values = words.slice(at - header.parameters.length, at);
  const parameters = header.parameters
    .map((parameter, index) => [parameter, values[index]!] as const)
    .filter(([, value]) => value !== 'N/A');
  const unit = words.at(-1)!;
  const figures = words.slice(at + 1, -1).filter((word) => word !== 'NaN');
  const sign = figures.findIndex((word) => /^(?:[±?]|Â±|\+-)/.test(word));
  const beforeSign = sign < 0 ? figures : figures.slice(0, sign);
  // A score that is only approximate (≈ 10⁻³) is no figure; it is told as what it is.
  const rough = beforeSign.findIndex((word) => word.startsWith('≈'));
  if (rough >= 0) {
    header.approximate[`${workloadOf(name, parameters)} ${mode}`] = [...beforeSign.slice(rough), unit].join(' ');
    return true;
  }
  const numbers = beforeSign.map(javaNumber);
  // Old versions print count, score and error without a sign; the count is left out for a single sample.
  const [count, score, unsigned] = numbers.length === 1 ? [1, numbers[0]] : numbers;
  if (score === undefined || score < 0 || numbers.length > 3) return true;
  const error =
    sign < 0
      ? unsigned
      : javaNumber(
          figures
            .slice(sign)
            .join('')
            .replace(/^[^\d-]+/, ''),
        );
  const [benchmark, ...rest] = name.split(':');
  const sub = rest.join(':');
  const key = workloadOf(benchmark!, parameters);
  const percentile = mode === 'sample' ? percentileOf(sub) : undefined;
  const metric = sub === '' || percentile ? mode : secondaryName(sub);
  const better = metric === mode ? betterOfMode(mode) : betterOfSecondary(metric, unit);
  const { more } = gathered.of({ key, metric, unit, better });
  if (percentile) {
    more.printed = withPercentile(more.printed ?? {}, percentile, score);
  } else {
    more.printed = { ...more.printed, ...(count !== undefined && { n: count }), mean: score };
    more.details = { reported: { score, scoreError: error ?? null } };
  }
  return true;
}
