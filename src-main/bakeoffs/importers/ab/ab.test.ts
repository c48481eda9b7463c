import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';

const fixture = (name: string): string => readFileSync(`${fixtures}/ab/${name}`, 'utf8');

describe('ab text', () => {
  it('errors are bad status and broken connections, not answers of another length', async () => {
    const text = fixture('b.txt').replace(
      '(Connect: 0, Receive: 0, Length: 8, Exceptions: 0)',
      '(Connect: 3, Receive: 2, Length: 100, Exceptions: 1)\nWrite errors:           4',
    );
    const found = await inspectText('a.txt', text.replace('Failed requests:        8', 'Failed requests:        106'));
    expect(found.totals).toMatchObject({ errors: 8 + 6 + 4, failedReported: 106 });
    expect(found.series[0]).toMatchObject({
      errors: 18,
      nonSuccessResponses: 8,
      failedBecause: { connect: 3, receive: 2, length: 100, exceptions: 1 },
    });
  });

  it('the rate is a series of its own, and the facts of the run are told', async () => {
    const found = await inspectText('b.txt', fixture('b.txt'));
    expect(found.series[1]).toMatchObject({
      metric: 'throughput',
      unit: 'requests/s',
      better: 'higher',
      value: 1808.46,
    });
    expect(found.metadata).toMatchObject({
      toolVersion: '2.3',
      concurrency: 8,
      loadModel: 'closed',
      address: '127.0.0.1:18082/',
    });
    expect(found.series[0]).toMatchObject({ documentBytes: 231, connectionTimes: { Waiting: { median: 3, max: 16 } } });
  });

  it('fields of TLS, keep-alive, a window of requests and several workers are passed over', async () => {
    const text = fixture('a.txt')
      .replace(
        'Document Path',
        'SSL/TLS Protocol:       TLSv1.2,ECDHE-RSA-AES256-GCM-SHA384,2048,256\nTLS Server Name:        x\n\nDocument Path',
      )
      .replace('Document Length:        231 bytes', 'Document Length:        Variable\n\nNumber of workers:      2')
      .replace('Total transferred', 'Keep-Alive requests:    1490\nTotal transferred');
    const found = await inspectText('a.txt', text);
    expect(found).toMatchObject({ parse: 'ok', totals: { count: 1500, concurrency: 8 } });
    expect(found.series[0]).toMatchObject({ keepAliveRequests: 1490, mean: 3.499 });
    expect(found.series[0]).not.toHaveProperty('documentBytes');
  });

  it('without median and deviation (-S) and without percentiles (-d) these stay missing', async () => {
    const text = fixture('a.txt')
      .replace('min  mean[+/-sd] median   max', 'min   avg   max')
      .replace(/^(Connect|Processing|Waiting|Total):( +\d+)( +\d+) +[\d.]+ +\d+( +\d+)$/gm, '$1:$2$3$4')
      .replace(/\nPercentage of[\s\S]*$/, '');
    const [latency] = (await inspectText('a.txt', text)).series;
    expect(latency).toMatchObject({ mean: 3.499, min: 1, max: 13, percentiles: { reported: {} } });
    expect(latency).not.toHaveProperty('median');
    expect(latency).not.toHaveProperty('stddev');
  });

  it('several results are told apart by address, and one that was stopped is said', async () => {
    const found = await inspectText('a.txt', fixture('a.txt') + fixture('edge-refused.txt') + fixture('b.txt'));
    expect(found).toMatchObject({ parse: 'ok-with-warnings', warnings: [{ code: 'unfinished-run' }] });
    expect(found.series.map(({ key }) => key)).toEqual([
      '127.0.0.1:18081/',
      '127.0.0.1:18081/',
      '127.0.0.1:18082/',
      '127.0.0.1:18082/',
    ]);
    expect(found.totals).toMatchObject({ count: 3000, errors: 8 });
  });

  it('a part without the program’s own header is read', async () => {
    const text = fixture('a.txt');
    expect(await inspectText('a.txt', text.slice(text.indexOf('Concurrency Level')))).toMatchObject({
      parse: 'ok',
      totals: { count: 1500 },
    });
  });

  it('a refused connection is refused at the line that says so', async () => {
    expect(await refusalOf('a.txt', fixture('edge-refused.txt'))).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('Connection refused'),
      where: { line: 5 },
    });
  });

  it.each(['Complete requests:      15x0', 'Complete requests:      -5', 'Complete requests:      1e999'])(
    '“%s” is refused at its line',
    async (line) => {
      const text = fixture('a.txt').replace('Complete requests:      1500', line);
      expect(await refusalOf('a.txt', text)).toMatchObject({ code: 'bad-input', where: { line: expect.any(Number) } });
    },
  );
});

describe('ab -g', () => {
  const header = 'starttime\tseconds\tctime\tdtime\tttime\twait\n';
  const row = (total: string, seconds = '1795236981'): string =>
    `Sat Nov 21 04:56:21 2026\t${seconds}\t0\t1\t${total}\t0\n`;

  it('rows that cannot be used are skipped and said', async () => {
    const found = await inspectText('a.tsv', `${header}${row('1')}${row('NaN')}${row('-3')}${row('3')}Sat Nov`);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 2, skippedRows: 3 } });
    expect(found.series[0]).toMatchObject({ n: 2, mean: 2 });
    expect(found.warnings[0]).toMatchObject({ code: 'skipped-rows', where: { line: 3 } });
  });

  it('the start of the run is the earliest request, whatever its place', async () => {
    const found = await inspectText('a.tsv', header + row('1', '1795236985') + row('2'));
    expect(found.metadata).toMatchObject({
      startedAt: '2026-11-21T04:56:21.000Z',
      lastRequestStartedAt: '2026-11-21T04:56:25.000Z',
    });
  });

  it('a header without rows is empty, and rows of which none can be used are refused', async () => {
    expect(await inspectText('a.tsv', header)).toMatchObject({ parse: 'empty', series: [] });
    expect(await refusalOf('a.tsv', header + row('x'))).toMatchObject({ code: 'bad-input', where: { line: 2 } });
  });
});

describe('ab -e', () => {
  it('the fastest and the slowest request are the ends, the rest are percentiles', async () => {
    const found = await inspectText('a.csv', fixture('a.percentiles.csv'));
    expect(found.series[0]).toMatchObject({ min: 0.621, max: 12.791, percentiles: { reported: { p1: 1.088 } } });
    expect(found.series[0]).not.toHaveProperty('n');
    expect(found.series[0]).not.toHaveProperty('median');
  });

  it('a percentage that stands there twice is refused', async () => {
    expect(await refusalOf('a.csv', 'Percentage served,Time in ms\n1,2\n1,3\n')).toMatchObject({
      code: 'bad-input',
      where: { line: 3 },
    });
  });
});
