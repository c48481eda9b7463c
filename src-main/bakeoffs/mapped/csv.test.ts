import { describe, expect, it } from 'vitest';
import { csvMapping, refusalThrough, through, value } from './testing';

const wide = (...values: object[]) => ({ layout: { kind: 'wide', values } });

describe('CSV through a mapping', () => {
  it('gives series by workload in the order of the file', async () => {
    const found = await through(csvMapping(), 'endpoint,ms\n/a,1\n/b,10\n/a,3\n');
    expect(found).toMatchObject({ tool: 'own script', format: 'mapped-csv', parse: 'ok', totals: { count: 3 } });
    expect(found.series).toMatchObject([
      { key: '/a', metric: 'latency', unit: 'ms', better: 'lower', source: 'samples', n: 2, median: 2 },
      { key: '/b', n: 1, median: 10 },
    ]);
    expect(found.metadata['mapping']).toMatchObject({ name: 'test', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('takes several value columns, joined workloads and only the rows that are asked for', async () => {
    const text = 'phase,verb,path,ms,size\nwarm-up,GET,/,99,9\nrun,GET,/,1,100\nrun,POST,/,2,\n';
    const found = await through(
      csvMapping({
        key: { columns: ['verb', 'path'] },
        ...wide(value({ column: 'ms' }), value({ column: 'size', metric: 'size', unit: 'B' })),
        only: [{ column: 'phase', values: ['run'] }],
      }),
      text,
    );
    expect(found.series.map(({ key, metric, n }) => [key, metric, n])).toEqual([
      ['GET /', 'latency', 1],
      ['GET /', 'size', 1],
      ['POST /', 'latency', 1],
    ]);
    expect(found).toMatchObject({ parse: 'ok', totals: { count: 2, passedOver: 1 } });
  });

  it('takes a metric and its value from two columns, and passes over metrics that are not listed', async () => {
    const layout = {
      kind: 'long',
      metric: 'name',
      value: 'v',
      metrics: [
        value({ name: 'lat' }),
        value({ name: 'rps', metric: 'rate', unit: 'requests/s', better: 'higher', figure: 'value' }),
      ],
    };
    const found = await through(
      csvMapping({ key: { constant: 'all' }, layout }),
      'name,v\nlat,1\nlat,2\ncpu,70\nrps,410\n',
    );
    expect(found.series).toMatchObject([
      { key: 'all', metric: 'latency', n: 2 },
      { metric: 'rate', unit: 'requests/s', better: 'higher', source: 'summary-only', value: 410 },
    ]);
    expect(found.totals).toEqual({ count: 3, passedOver: 1 });
  });

  it('takes figures that a tool computed, once each', async () => {
    const mapping = csvMapping(
      wide(
        value({ column: 'avg', figure: 'mean' }),
        value({ column: 'p99.9', figure: 'p99.9' }),
        value({ column: 'count', figure: 'n' }),
        value({ column: 'bad', figure: 'errors' }),
      ),
    );
    const text = 'endpoint,avg,p99.9,count,bad\n/a,12.5,80,1000,3\n/a,13,81,1000,4\n';
    const found = await through(mapping, text);
    expect(found.series).toMatchObject([
      { source: 'summary-only', n: 1000, mean: 12.5, errors: 3, percentiles: { reported: { 'p99.9': 80 } } },
    ]);
    expect(found.warnings).toMatchObject([{ code: 'skipped-rows', where: { line: 3 } }]);
  });

  it('turns units into those of the figures, also where they stand beside the numbers', async () => {
    const converted = csvMapping(wide(value({ column: 'ms', writtenIn: 'us' })));
    expect((await through(converted, 'endpoint,ms\n/a,1500\n')).series[0]).toMatchObject({ unit: 'ms', mean: 1.5 });
    const beside = csvMapping(wide(value({ column: 'ms', writtenIn: 'beside' })));
    const found = await through(beside, 'endpoint,ms\n/a,1500us\n/b,2 s\n/c,1m2.5s\n/d,7\n/e,3 MB\n');
    expect(found.series.map(({ mean }) => mean)).toEqual([1.5, 2000, 62_500]);
    expect(found.totals['skippedRows']).toBe(2);
  });

  it('reads times in any of the formats, and a run’s length and start from them', async () => {
    const timed = (time: object, first: string, second: string) =>
      through(csvMapping({ time: { column: 't', ...time } }), `endpoint,ms,t\n/a,1,${first}\n/a,2,${second}\n`);
    const start = '2026-03-01T10:00:00.000Z';
    for (const [time, first, second] of [
      [{ format: 'iso' }, '2026-03-01T10:00:00Z', '2026-03-01T11:00:02+01:00'],
      [{ format: 'iso', zone: '+01:00' }, '2026-03-01 11:00:00', '2026-03-01 11:00:02.000'],
      [{ format: 'unix-s' }, '1772359200', '1772359202.0'],
      [{ format: 'unix-ms' }, '1772359200000', '1772359202000'],
      [{ format: 'unix-ns' }, '1772359200000000000', '1772359202000000000'],
      [{ format: 'DD.MM.YYYY HH:mm:ss', zone: '+01:00' }, '01.03.2026 11:00:00', '1.3.2026 11:00:02'],
    ] as const) {
      const { totals, metadata, parse } = await timed(time, first, second);
      expect({ parse, seconds: totals['durationSeconds'], start: metadata['startedAt'] }, JSON.stringify(time)).toEqual(
        {
          parse: 'ok',
          seconds: 2,
          start,
        },
      );
    }
    const elapsed = await timed({ format: 'elapsed-s' }, '0', '2');
    expect(elapsed.totals['durationSeconds']).toBe(2);
    expect(elapsed.metadata['startedAt']).toBeUndefined();
    const strange = await timed({ format: 'iso' }, '2026-03-01T10:00:00Z', 'yesterday');
    expect(strange.warnings[0]).toMatchObject({ code: 'skipped-rows', where: { line: 3 } });
  });

  it('counts failures, with and without a value', async () => {
    const text = 'endpoint,ms,status\n/a,1,200\n/a,9,500\n/a,,timeout\n/a,2,204\n';
    const found = await through(csvMapping({ outcome: { column: 'status', success: ['200', '204'] } }), text);
    expect(found.series[0]).toMatchObject({ n: 3, errors: 2 });
    expect(found.totals).toMatchObject({ count: 4, errors: 2 });
    const bad = await through(csvMapping({ outcome: { column: 'status', failure: ['500'] } }), text);
    expect(bad).toMatchObject({ parse: 'ok-with-warnings', totals: { errors: 1, skippedRows: 1 } });
  });
});

describe('CSV as programs and spreadsheets write it', () => {
  it('has semicolons, decimal commas and groups', async () => {
    const numbers = { decimal: ',', grouping: '.' };
    const found = await through(
      csvMapping({ delimiter: ';', numbers }),
      'endpoint;ms\n/a;1,5\n/a;1.234,5\n/a;1.23,5\n/a;12.5\n',
    );
    expect(found.series[0]).toMatchObject({ n: 2, min: 1.5, max: 1234.5 });
    expect(found.totals['skippedRows']).toBe(2);
  });

  it('has quotes, doubled quotes, delimiters and line breaks in fields, a byte-order mark and CRLF', async () => {
    const text = '\ufeff"endpoint","ms"\r\n"a,b",1\r\n"say ""hi""\nthere",2\r\n';
    expect((await through(csvMapping(), text)).series.map(({ key }) => key)).toEqual(['a,b', 'say "hi"\nthere']);
    const utf16 = Buffer.from('\ufeffendpoint,ms\n/ä,1\n', 'utf16le');
    expect((await through(csvMapping(), utf16)).series[0]!.key).toBe('/ä');
  });

  it('is in Windows-1252 where the mapping says so, and otherwise that is a warning', async () => {
    const bytes = Buffer.from('endpoint,ms\n/\xe4,1\n', 'latin1');
    expect(await through(csvMapping({ encoding: 'windows-1252' }), bytes)).toMatchObject({
      parse: 'ok',
      series: [{ key: '/ä' }],
    });
    expect(await through(csvMapping(), bytes)).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'encoding' }],
    });
  });

  it('has lines before the header, comments, blank lines, or no header', async () => {
    const text = 'made by x, 2026\n\nendpoint,ms\n# note, 1\n/a,1\n\n';
    expect(await through(csvMapping({ skipLines: 1, comment: '#' }), text)).toMatchObject({
      parse: 'ok',
      totals: { count: 1 },
    });
    const bare = csvMapping({ header: false, key: { columns: ['1'] }, ...wide(value({ column: '2' })) });
    expect(await through(bare, '/a,1\n/b,2\n')).toMatchObject({ parse: 'ok', series: [{ key: '/a' }, { key: '/b' }] });
  });
});

describe('CSV that is damaged', () => {
  it.each(['NaN', '1e999', '-Infinity', '-5', '0x10', '1,5', 'x', '1 000', '"'])(
    'a latency of %s is skipped and said',
    async (bad) => {
      const found = await through(csvMapping(), `endpoint,ms\n/a,1\n/a,"${bad.replace('"', '""')}"\n`);
      expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedRows: 1 } });
      expect(found.warnings[0]).toMatchObject({ code: 'skipped-rows', where: { line: 3 } });
    },
  );

  it('a score below zero is a score', async () => {
    const score = csvMapping(wide(value({ column: 'ms', metric: 'score', unit: 'points' })));
    expect((await through(score, 'endpoint,ms\n/a,-5\n')).series[0]).toMatchObject({ mean: -5 });
  });

  it('rows of another length and a quotation mark that is never closed are skipped and said', async () => {
    expect(await through(csvMapping(), 'endpoint,ms\n/a,1\n/a\n/a,1,2\n/b,"3')).toMatchObject({
      totals: { count: 1, skippedRows: 3 },
      warnings: [{ code: 'skipped-rows', where: { line: 3 } }],
    });
  });

  it('a header that stands again is said', async () => {
    expect(await through(csvMapping(), 'endpoint,ms\n/a,1\nendpoint,ms\n/a,2\n')).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'repeated-header', where: { line: 3 } }],
      series: [{ n: 2 }],
    });
  });

  it('without a mapped column, or with it twice, is refused at the header', async () => {
    expect(await refusalThrough(csvMapping(), 'path,ms\n/a,1\n')).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('endpoint'),
      where: { file: 'own.txt', line: 1 },
      hint: expect.stringContaining('path'),
    });
    expect(await refusalThrough(csvMapping(), 'endpoint,ms,ms\n/a,1,2\n')).toMatchObject({
      code: 'bad-input',
      where: { line: 1 },
    });
    expect((await through(csvMapping(), 'endpoint,ms,x,x\n/a,1,2,3\n')).parse).toBe('ok');
  });

  it('of which no row can be used is refused at the first', async () => {
    expect(await refusalThrough(csvMapping(), 'endpoint,ms\n/a,x\n/b,y\n')).toMatchObject({
      code: 'bad-input',
      where: { line: 2 },
    });
  });

  it('is empty with a header only, or with nothing', async () => {
    expect(await through(csvMapping(), 'endpoint,ms\n')).toMatchObject({ parse: 'empty', series: [] });
    expect(await through(csvMapping(), '')).toMatchObject({ parse: 'empty', series: [] });
  });

  it('with one line of 100 MB is refused', async () => {
    const bytes = new Uint8Array(100 * 1024 * 1024).fill(0x61);
    bytes.set(new TextEncoder().encode('endpoint,ms\n'));
    const started = performance.now();
    expect(await refusalThrough(csvMapping(), bytes)).toMatchObject({ code: 'bad-input', where: { line: 2 } });
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 30_000);

  it('with thousands of workloads is refused: another column was meant', async () => {
    const text = `endpoint,ms\n${Array.from({ length: 5001 }, (_, index) => `${index},1`).join('\n')}\n`;
    expect(await refusalThrough(csvMapping(), text)).toMatchObject({
      code: 'bad-input',
      hint: expect.stringContaining('constant'),
    });
  });
});
