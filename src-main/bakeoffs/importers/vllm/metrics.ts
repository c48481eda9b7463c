import type { Better, MetricDeclaration, ParsedSeries } from '../interface';

const times: Record<string, string> = {
  ttft: 'Time from sending a request to its first token.',
  tpot: 'Time for each further token of a request, without the first.',
  itl: 'Time between two tokens that follow each other.',
  e2el: 'Time from sending a request to its last token.',
};

const rates: readonly (readonly [string, string, string])[] = [
  ['request_throughput', 'requests/s', 'Requests that were answered, per second.'],
  ['request_goodput', 'requests/s', 'Requests that met the agreed limits (--goodput), per second.'],
  ['input_throughput', 'tokens/s', 'Input tokens per second.'],
  ['output_throughput', 'tokens/s', 'Generated tokens per second.'],
  ['total_token_throughput', 'tokens/s', 'Input and generated tokens per second.'],
  ['input_sequence_throughput', 'inputs/s', 'Inputs (of embeddings or scores) per second.'],
  ['max_output_tokens_per_s', 'tokens/s', 'Most tokens that were generated in one second.'],
];

export const timeMetrics: readonly MetricDeclaration[] = Object.entries(times).map(([name, about]) => ({
  name,
  unit: 'ms',
  better: 'lower',
  about,
}));

export const rateMetrics: readonly MetricDeclaration[] = rates.map(([name, unit, about]) => ({
  name,
  unit,
  better: 'higher',
  about,
}));

/** A series that is one figure. */
export function singleFigure(metric: string, unit: string, value: number, better: Better = 'higher'): ParsedSeries {
  return { key: 'all', metric, unit, better, source: 'summary-only', value };
}

/** The rates that are there, as series. */
export function rateSeries(rateOf: (name: string) => number | undefined): ParsedSeries[] {
  return rates.flatMap(([name, unit]) => {
    const value = rateOf(name);
    return value === undefined ? [] : [singleFigure(name, unit, value)];
  });
}
