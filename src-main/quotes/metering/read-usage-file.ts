import { readFileSync } from 'node:fs';
import { readUsageRows, type UsageReading, type UsageTable } from '../../../src-shared/quotes';
import { readTable } from '../../deals';

/** A year of hourly rows of some fifty meters. */
const LIMIT_ROWS = 500_000;

/** The rows of a usage file by meter and month, with those that cannot be read. Throws `bad-input` for a file that is no such table. */
export function readUsageTableOf(path: string, name: string, reading: UsageReading): UsageTable {
  const { headers, rows } = readTable(readFileSync(path), name, { header: true }, LIMIT_ROWS);
  return readUsageRows(headers, rows, name, reading);
}
