import type { Work } from '../../src-shared/bakeoffs';
import type { HarnessRun } from './inspect';

/** How much the whole run did, from what the file counts. */
export function workTotals({ totals, series }: HarnessRun): Work {
  const first = (...names: string[]): number | undefined =>
    names.map((name) => totals[name]).find((value) => typeof value === 'number' && Number.isFinite(value)) as
      | number
      | undefined;
  const received = series.find(({ metric, value }) => metric === 'data_received' && value !== undefined)?.value;
  const figures = {
    requests: first('attempts', 'count', 'httpRequests', 'transactions'),
    bytes: first('bytesIn', 'bytesRead', 'bytesReceived') ?? received,
    inputTokens: first('totalInputTokens'),
    outputTokens: first('totalOutputTokens'),
    seconds: first('durationSeconds'),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}
