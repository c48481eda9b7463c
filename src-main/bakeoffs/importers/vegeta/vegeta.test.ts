import { describe, expect, it } from 'vitest';
import { inspectText, refusalOf } from '../testing';
import { goDuration } from './durations';

describe('Vegeta reports for people', () => {
  it('a report of an old version has only what it prints', async () => {
    const found = await inspectText(
      'r.txt',
      'Requests      [total, rate]            300, 50.17\nDuration      [total, attack, wait]    1m30.5s, 1m30s, 500ms\n' +
        'Latencies     [mean, 50, 95, 99, max]  193.004µs, 147.926µs, 438.727us, 1.034802ms, 13.220574ms\n' +
        'Success       [ratio]                  99.00%\nStatus Codes  [code:count]             0:3  200:297  \nError Set:\nGet http://x: EOF\n',
    );
    expect(found.series).toHaveLength(2);
    expect(found.series[0]).toMatchObject({
      n: 300,
      mean: 0.193004,
      max: 13.220574,
      errors: 3,
      percentiles: { reported: { p50: 0.147926, p95: 0.438727, p99: 1.034802 } },
    });
    expect(found.series[0]).not.toHaveProperty('min');
    expect(found.totals).toMatchObject({ durationSeconds: 90.5, errors: 3, rate: 50.17 });
    expect(found.totals).not.toHaveProperty('throughput');
    expect(found.metadata).toMatchObject({ errorMessages: ['Get http://x: EOF'] });
  });

  it('several reports in a file are told apart, other text is passed over', async () => {
    const report = 'Requests [total, rate, throughput] 10, 5.00, 5.00\nLatencies [mean, max] 1ms, 2ms\n';
    const found = await inspectText('README.md', `# Results\n\n\`\`\`\n${report}\`\`\`\n\n## Again\n\n${report}`);
    expect(found.parse).toBe('ok-with-warnings');
    expect(found.series.filter(({ metric }) => metric === 'latency').map(({ key }) => key)).toEqual(['all', 'all #2']);
  });

  it('a row cut short is refused at its line', async () => {
    const text = 'Requests [total, rate, throughput] 10, 5.00, 5.00\nLatencies [mean, 50, max] 1ms, 2ms';
    expect(await refusalOf('r.txt', text)).toMatchObject({ code: 'bad-input', where: { line: 2 } });
  });

  it.each([
    ['0s', 0],
    ['1h2m3.5s', 3_723_500],
    ['375.411µs', 0.375411],
    ['250ns', 0.00025],
    ['30.001s', 30_001],
  ])('%s is %d ms', (text, value) => expect(goDuration(text)).toBeCloseTo(value, 9));

  it.each(['', 's', '-5ms', '1e999s', '5 ms', 'NaN'])('“%s” is no duration', (text) =>
    expect(goDuration(text)).toBeUndefined(),
  );
});

describe('Vegeta reports as JSON', () => {
  const report = (more: object): string =>
    JSON.stringify({
      latencies: { total: 10, mean: 5, '50th': 5, max: 6, min: 4 },
      bytes_in: { total: 0, mean: 0 },
      requests: 2,
      ...more,
    });

  it('of a report that is printed every second the last one counts', async () => {
    const found = await inspectText(
      'r.json',
      `${report({ earliest: 'x', requests: 1 })}\n${report({ earliest: 'x' })}\n`,
    );
    expect(found).toMatchObject({ parse: 'ok', totals: { count: 2 } });
    expect(found.series).toHaveLength(1);
  });

  it('no requests give no figures of time', async () => {
    const found = await inspectText('r.json', report({ requests: 0, latencies: { total: 0, mean: 0, '50th': 0 } }));
    expect(found.parse).toBe('ok-no-samples');
    expect(found.series[0]).not.toHaveProperty('mean');
  });

  it.each(['1e999', '-1', '"5"'])('a mean of %s is refused', async (value) => {
    expect(await refusalOf('r.json', report({}).replace('"mean":5', `"mean":${value}`))).toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('Vegeta single requests', () => {
  it('attacks and targets that differ are series of their own', async () => {
    const hit = (attack: string, url: string, code: number): string =>
      `{"attack":"${attack}","seq":0,"code":${code},"timestamp":"2026-01-01T00:00:00.000000005+01:00","latency":2000000,"bytes_out":0,` +
      `"bytes_in":5,"error":"","body":null,"method":"GET","url":"${url}","headers":null}\n`;
    const found = await inspectText(
      'r.ndjson',
      `${hit('one', 'http://h/a?x=1', 200)}${hit('two', 'http://h', 0)}{"cut`,
    );
    expect(found).toMatchObject({
      format: 'vegeta-results-ndjson',
      parse: 'ok-with-warnings',
      totals: { count: 2, errors: 1, skippedLines: 1 },
    });
    expect(found.series.map(({ key, n, errors }) => [key, n, errors])).toEqual([
      ['all', 2, 1],
      ['one', 1, 0],
      ['two', 1, 1],
      ['GET /a', 1, 0],
      ['GET /', 1, 1],
    ]);
    expect(found.metadata.startedAt).toBe('2025-12-31T23:00:00.000Z');
  });

  it('rows of versions without body, attack and URL are read', async () => {
    const found = await inspectText(
      'r.csv',
      '1546300800123456789,200,5000000,0,10,\n1546300800223456789,503,7000000,0,10,busy\n',
    );
    expect(found).toMatchObject({ format: 'vegeta-results-csv', parse: 'ok', totals: { count: 2, errors: 1 } });
    expect(found.series[0]).toMatchObject({ mean: 6 });
  });

  it.each(['1e999', 'NaN', '-5', ''])('a latency of “%s” is skipped and said', async (value) => {
    const found = await inspectText(
      'r.csv',
      `1546300800123456789,200,5,0,10,\n1546300800123456789,200,${value},0,10,\n`,
    );
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedRows: 1 } });
  });
});
