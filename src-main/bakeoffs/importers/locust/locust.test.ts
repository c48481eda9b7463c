import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Inspection, inspectPath } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const header =
  'Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,' +
  'Average Content Size,Requests/s,Failures/s,50%,95%,99.9%,100%';
const row = 'GET,/,10,1,5,5.5,1.25,20.5,231.0,2.5123456,0.25,5,19,20,21';
const all = ',Aggregated,10,1,5,5.5,1.25,20.5,231.0,2.5123456,0.25,5,19,20,21';

describe('Locust statistics', () => {
  it('the files of one run that lie together are read as one', async () => {
    const found = (await inspectPath(join(fixtures, 'locust/b_failures.csv'))) as Inspection;
    expect(found).toMatchObject({ file: 'b_stats.csv', format: 'locust-stats-csv', parse: 'ok' });
    expect(found.metadata).toMatchObject({ allocatedVirtualUsers: 8, loadModel: 'closed' });
    expect(found.metadata.failures).toHaveLength(3);
    expect(found.totals).toMatchObject({ count: 1846, errors: 15, exceptions: 0 });
    expect(found.totals.durationSeconds).toBeCloseTo(12.0, 1);
  });

  it('a folder gives one run for each prefix', async () => {
    const found = (await inspectPath(join(fixtures, 'locust'))) as Inspection[];
    expect(found.map(({ file }) => file).sort()).toEqual([
      'a_stats.csv',
      'b_stats.csv',
      'edge-no-requests_stats.csv',
      'old-columns_stats.csv',
    ]);
  });

  it('rates stand beside the times as a series of their own', async () => {
    const found = await inspectText('x.csv', `${header}\n${row}\n${all}\n`);
    expect(found.series.filter(({ metric }) => metric === 'throughput')).toMatchObject([
      { key: 'GET /', value: 2.5123456, unit: 'requests/s', better: 'higher' },
      { key: 'Aggregated', value: 2.5123456 },
    ]);
    expect(found.series[0]!.percentiles).toEqual({ reported: { p50: 5, p95: 19, 'p99.9': 20, p100: 21 } });
  });

  it('files of a Locust before 1.0 join their percentiles by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'locust-'));
    try {
      writeFileSync(
        join(folder, 'x_requests.csv'),
        '"Method","Name","# requests","# failures","Median response time","Average response time","Min response time",' +
          '"Max response time","Average Content Size","Requests/s"\n"GET","/",51,0,4,3,2,6,12274,0.89\n"None","Total",51,0,4,3,2,6,12274,0.89\n',
      );
      writeFileSync(
        join(folder, 'x_distribution.csv'),
        '"Name","# requests","50%","66%","100%"\n"GET /",51,4,4,6\n"None Total",51,4,5,6\n',
      );
      const found = (await inspectPath(folder)) as Inspection;
      expect(found.format).toBe('locust-stats-csv-old');
      expect(found.series.filter(({ metric }) => metric === 'response_time')).toMatchObject([
        { key: 'GET /', n: 51, mean: 3, source: 'histogram', percentiles: { reported: { p50: 4, p66: 4, p100: 6 } } },
        { key: 'Total', n: 51, percentiles: { reported: { p66: 5 } } },
      ]);
      // A rate of two digits does not tell how long the run took.
      expect(found.totals).not.toHaveProperty('durationSeconds');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a history alone only the cumulative figures count', async () => {
    const found = await inspectText(
      'h.csv',
      'Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,100%,Total Request Count,Total Failure Count,Total Median Response Time,' +
        'Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size\n' +
        '1700000000,0,,Aggregated,0,0,N/A,N/A,0,0,0,0.0,0,0,0\n1700000010,8,,Aggregated,90,0,5,9,900,3,5,5.5,1,40,10\n',
    );
    expect(found).toMatchObject({ format: 'locust-stats-history-csv', parse: 'ok', totals: { count: 900, errors: 3 } });
    expect(found.series).toHaveLength(1);
    expect(found.series[0]).toMatchObject({ key: 'Aggregated', n: 900, max: 40, source: 'histogram' });
    expect(found.series[0]).not.toHaveProperty('percentiles');
    expect(found.metadata).toMatchObject({ startedAt: '2023-11-14T22:13:20.000Z', allocatedVirtualUsers: 8 });
  });

  it('failures and exceptions alone are counted', async () => {
    const failures = await inspectText('f.csv', 'Method,Name,Error,Occurrences\r\nGET,/,"a, b",2\r\nGET,/,c,3\r\n');
    expect(failures.series).toMatchObject([{ key: 'GET /', metric: 'failures', value: 5 }]);
    const exceptions = await inspectText(
      'e.csv',
      '"Count","Message","Traceback","Nodes"\n4,"=cmd()","File ""x""\nline 2","local"\n',
    );
    expect(exceptions.series).toMatchObject([{ key: '=cmd()', metric: 'exceptions', value: 4 }]);
  });

  it('a row cut short is skipped and said', async () => {
    const found = await inspectText('x.csv', `${header}\n${row}\n,Aggregated,10,1,5`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { skippedRows: 1 } });
  });

  it.each(['1e999', 'NaN', '-1', '5,5'])('a mean of %s is no figure', async (mean) => {
    const bad = row.replace('5.5', mean.includes(',') ? `"${mean}"` : mean);
    expect(await refusalOf('x.csv', `${header}\n${bad}\n`)).toMatchObject({ code: 'bad-input', where: { line: 2 } });
  });
});
