import type { Better, Json, MetricDeclaration, ParsedSeries, PrintedFigures } from '../interface';
import { asNumber, asObject } from '../reading/json';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'latency',
    unit: 'ms',
    better: 'lower',
    about: 'Times: of answers, of sessions, and what a script measures under a name of time.',
  },
  {
    name: 'histogram',
    unit: '1',
    better: 'n/a',
    about: 'Values that a script records and that are no times by their name.',
  },
  {
    name: 'counter',
    unit: '1',
    better: 'n/a',
    about: 'How often something happened; errors and failed users are better when they are few.',
  },
  { name: 'rate', unit: '1/s', better: 'n/a', about: 'How often something happened a second.' },
];

/** Values that are times by their name. Artillery keeps time in milliseconds and writes no units. */
const soundsLikeTime =
  /(?:response_time|session_length|latency|duration|elapsed|first_byte|ttfb|delay|_time|time_|_ms)(?:$|[._/])|(?:^|[._])(?:time|FCP|LCP|FID|INP|TTFB|TTI|TBT|SI)(?:$|[._])|(?:Latency|Duration|Time)$/;

/** Counters that are better when they are few. */
const failing = /^errors\.|^vusers\.(?:failed|skipped)$|\.codes\.[45]\d\d$|\.(?:failed|errors?)$/;

/** Metric, unit and direction of a series of values. */
export function measureOf(name: string): { metric: string; unit: string; better: Better } {
  return soundsLikeTime.test(name)
    ? { metric: 'latency', unit: 'ms', better: 'lower' }
    : { metric: 'histogram', unit: '1', better: 'n/a' };
}

export function counterSeries(name: string, value: number): ParsedSeries {
  const better: Better = failing.test(name) ? 'lower' : 'n/a';
  return { key: name, metric: 'counter', unit: '1', better, source: 'summary-only', value };
}

export function rateSeries(name: string, value: number): ParsedSeries {
  return { key: name, metric: 'rate', unit: '1/s', better: 'n/a', source: 'summary-only', value };
}

/** A series of values with the figures that are printed of it. */
export function valueSeries(name: string, printed: PrintedFigures): ParsedSeries {
  return { key: name, ...measureOf(name), source: 'histogram', printed };
}

const figureNames = { count: 'n', mean: 'mean', median: 'median', min: 'min', max: 'max' } as const;

/** The figures of one summary, percentiles under the names that Artillery gives them (`p999` is 99.9 %); null for what is no figure. */
export function figuresOf(summary: unknown): PrintedFigures | null {
  const printed: PrintedFigures = {};
  const percentiles: Record<string, number> = {};
  for (const [name, value] of Object.entries(asObject(summary) ?? {})) {
    if (value === null) continue;
    const isPercentile = /^p\d{1,6}$/.test(name);
    if (!isPercentile && !Object.hasOwn(figureNames, name)) continue;
    const number = asNumber(value);
    if (number === undefined || (name === 'count' && number < 0)) return null;
    if (isPercentile) percentiles[name] = number;
    else printed[figureNames[name as keyof typeof figureNames]] = number;
  }
  if (printed.n === 0) return { n: 0 };
  if (printed.min !== undefined && printed.max !== undefined && printed.min > printed.max) return null;
  if (Object.keys(percentiles).length > 0) printed.percentiles = percentiles;
  return printed;
}

/** What the counters of version 2 say of the whole run. */
export function totalsOfCounters(counters: ReadonlyMap<string, number>): { [name: string]: Json } {
  const codes = [...counters].flatMap(([name, value]): [string, number][] => {
    const code = /^http\.codes\.(\d{3})$/.exec(name)?.[1];
    return code === undefined ? [] : [[code, value]];
  });
  const failedAnswers = codes.reduce((sum, [code, value]) => sum + (Number(code) >= 400 ? value : 0), 0);
  const errors = [...counters].reduce((sum, [name, value]) => sum + (name.startsWith('errors.') ? value : 0), 0);
  const counter = (name: string, as: string): { [name: string]: Json } => {
    const value = counters.get(name);
    return value === undefined ? {} : { [as]: value };
  };
  return {
    ...counter('http.requests', 'count'),
    ...counter('http.responses', 'responses'),
    errors: failedAnswers + errors,
    ...(codes.length > 0 && { codes: Object.fromEntries(codes) }),
    ...counter('vusers.created', 'vusersCreated'),
    ...counter('vusers.completed', 'vusersCompleted'),
    ...counter('vusers.failed', 'vusersFailed'),
  };
}
