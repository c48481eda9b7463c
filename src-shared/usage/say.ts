import type { MeterSteps, QuantitySource, UsageSource } from './source';

/** Digits in groups of three, as a sentence writes them: `2,000,000.5`. */
function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (decimals ? `.${decimals}` : '');
}

const percent = (basisPoints: number): string => `${Math.abs(basisPoints) / 100} %`;

const stepWords: Record<Exclude<MeterSteps, 'none'>, string> = {
  month: 'priced month by month',
  quarter: 'priced quarter by quarter',
  year: 'priced year by year',
};

const useWords = {
  seconds: 'time',
  bytes: 'bytes',
  requests: 'requests',
  inputTokens: 'input tokens',
  outputTokens: 'output tokens',
} as const;

/** The months of a usage file that a quantity is taken from, and those left out because the file covers them in part only. */
export function countingMonths({ take, lastMonths, partialToo, measured }: UsageSource): {
  counting: string[];
  left: string[];
} {
  const months = measured.filter(({ partial }) => partialToo || !partial).map(({ month }) => month);
  return {
    counting: take === 'last' ? months.slice(-(lastMonths ?? 3)) : months,
    left: measured.filter(({ partial }) => partial && !partialToo).map(({ month }) => month),
  };
}

/** A source as one sentence without its last stop: what it is and what it rests on. English, for explanations, comparisons and tables. */
export function sayQuantitySource(source: QuantitySource): string {
  switch (source.kind) {
    case 'forecast': {
      const { base, per, growth, seasons, start, low, high } = source.forecast;
      return [
        `from forecast: ${grouped(base)} ${source.unit} a ${per} in ${start}`,
        growth &&
          growth.basisPoints !== 0 &&
          `${growth.basisPoints > 0 ? 'growing' : 'shrinking'} ${percent(growth.basisPoints)} a ${growth.per}`,
        seasons && `with seasons ${seasons.join(' ')}`,
        low !== null && high !== null && `between ${grouped(low)} and ${grouped(high)}`,
        source.steps !== 'none' && stepWords[source.steps],
      ]
        .filter(Boolean)
        .join(', ');
    }
    case 'usage': {
      const { take, meter, file, unit } = source;
      const { counting, left } = countingMonths(source);
      const what = { mean: 'mean', peak: 'peak', p95: '95th percentile', last: 'mean of the last' }[take];
      return [
        `from usage file ${file.name}: ${what} ${take === 'last' ? '' : 'of '}${counting.length} months${
          meter ? ` of ${meter}` : ''
        } in ${unit}, ${counting[0] ?? ''} to ${counting.at(-1) ?? ''}`,
        left.length > 0 && `without ${left.join(' and ')}, which the file covers in part only`,
      ]
        .filter(Boolean)
        .join(', ');
    }
    case 'bakeoff': {
      const { number, label, use, unit, volume, runs } = source;
      const count = runs.length === 1 ? '1 run' : `mean of ${runs.length} runs`;
      return `from bakeoff ${number}, row “${label}”${use ? ` (${useWords[use]} for one unit of work)` : ''}: ${count} in ${unit} × ${grouped(volume)} a month`;
    }
  }
}

/** The file, or the runs, that a source rests on, for "explain": names with digests or ids. */
export function sourceOrigins(source: QuantitySource): string[] {
  if (source.kind === 'usage') return [`${source.file.name} (SHA-256 ${source.file.sha256})`];
  if (source.kind === 'bakeoff') return source.runs.map(({ name, value }) => `${name}: ${value} ${source.unit}`);
  return [];
}

/** What a source says, by name, for the inputs of a step. */
export function sourceInputs(source: QuantitySource): Record<string, string> {
  switch (source.kind) {
    case 'forecast': {
      const { base, per, growth, seasons, start, low, high } = source.forecast;
      return {
        base,
        unit: source.unit,
        per,
        start,
        ...(growth && { growthPercent: String(growth.basisPoints / 100), growthPer: growth.per }),
        ...(seasons && { seasons: seasons.join(' ') }),
        ...(low !== null && { low }),
        ...(high !== null && { high }),
        steps: source.steps,
      };
    }
    case 'usage':
      return {
        file: source.file.name,
        meter: source.meter,
        unit: source.unit,
        take: source.take === 'last' ? `last ${source.lastMonths ?? 3}` : source.take,
        months: source.measured
          .map(({ month, quantity, partial }) => `${month} ${quantity}${partial ? ' (in part)' : ''}`)
          .join('; '),
      };
    case 'bakeoff':
      return {
        bakeoff: source.number,
        row: source.label,
        ...(source.use && { use: source.use }),
        unit: source.unit,
        volume: source.volume,
        runs: source.runs.map(({ name, value }) => `${name} ${value}`).join('; '),
      };
  }
}

/** The rule by which a source gives its quantity. */
export const sourceRule = {
  forecast: 'usage.forecast',
  usage: 'usage.measured',
  bakeoff: 'usage.consumption',
} as const;
