import type { Better, MetricDeclaration, ParsedSeries } from '../interface';
import type { DelimitedRecord } from '../reading/records';
import { headText, isBlank } from '../reading/text';

/** The files that Locust writes of one run. */
export type LocustFile = 'stats' | 'history' | 'distribution' | 'failures' | 'exceptions';

export const metrics: readonly MetricDeclaration[] = [
  {
    name: 'response_time',
    unit: 'ms',
    better: 'lower',
    about: 'One request, from sending it to the end of its answer.',
  },
  {
    name: 'throughput',
    unit: 'requests/s',
    better: 'higher',
    about: 'Requests by the time from the start to the last one.',
  },
  { name: 'failures', unit: '1', better: 'lower', about: 'Failed requests, from the list of failures.' },
  { name: 'exceptions', unit: '1', better: 'lower', about: 'Exceptions of the test script.' },
];

/** Which of Locust's files begins like this: by the names of the columns of all versions since 0.8. */
export function locustFileOf(head: Uint8Array): LocustFile | null {
  if (isBlank(head)) return null;
  const names = headerNames(head);
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.includes(name));
  if (has('timestamp', 'name') && (has('total request count') || has('# requests', 'requests/s'))) return 'history';
  const counted = has('request count') || has('# requests');
  if (has('name', 'average response time', 'average content size') && counted) return 'stats';
  if (has('name', '# requests', '50%', '100%')) return 'distribution';
  if (has('method', 'name', 'error') && (has('occurrences') || has('occurences'))) return 'failures';
  return has('count', 'message', 'traceback') && has('nodes') ? 'exceptions' : null;
}

function headerNames(head: Uint8Array): string[] {
  const line = headText(head.subarray(0, 4096)).trimStart().split(/\r?\n/, 1)[0]!;
  return line.split(',').map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
}

/**
 * Whether the statistics were written by a Locust before 2.0: by its names of columns (before 1.0), by empty lines between the rows
 * (its way of writing on Windows), or by medians rounded to tens with a decimal point, which 2.0 writes as whole numbers.
 */
export function isOldStats(head: Uint8Array): boolean {
  if (!headerNames(head).includes('request count')) return true;
  const lines = headText(head).split('\n');
  const blank = lines.findIndex((line) => line.trim() === '');
  if (blank >= 0 && lines.slice(blank).some((line) => line.trim() !== '')) return true;
  return lines.slice(1).some((line) => /^[^,"]*,(?:"(?:[^"]|"")*"|[^,"]*),\d+,\d+,\d+0\.0,/.test(line));
}

/** The value of the first of these columns that the file has. */
export function valueIn(record: DelimitedRecord, ...columns: string[]): string | undefined {
  for (const column of columns) {
    const value = record.value(column);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What a row is about: `GET /search`; the row for all is only its name (`Aggregated`, `Total` in old versions). */
export function keyOf(record: DelimitedRecord): string {
  const method = valueIn(record, 'Type', 'Method') ?? '';
  const name = record.value('Name') ?? '';
  return method === '' || method === 'None' ? name : `${method} ${name}`;
}

/** Whether the row stands for all requests together. */
export function isWhole(record: DelimitedRecord): boolean {
  const method = valueIn(record, 'Type', 'Method') ?? '';
  return (method === '' || method === 'None') && /^(?:Aggregated|Total)$/.test(record.value('Name') ?? '');
}

/** A series without a distribution. */
export function figure(key: string, metric: string, value: number, unit: string, better: Better): ParsedSeries {
  return { key, metric, unit, better, source: 'summary-only', value };
}
