import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Inspection, inspectPath } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const columns = 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,allThreads';

describe('JMeter CSV', () => {
  it('reads any subset of columns: without success, errors are absent and not zero', async () => {
    const found = await inspectText('a.jtl', 'elapsed,label\n5,a\n7,a\n');
    expect(found).toMatchObject({ format: 'jmeter-jtl-csv', parse: 'ok', totals: { count: 2 } });
    expect(found.totals).not.toHaveProperty('errors');
    expect(found.totals).not.toHaveProperty('durationSeconds');
    expect(found.series[0]).not.toHaveProperty('errors');
    expect(found.series[0]).toMatchObject({ key: 'a', n: 2, mean: 6 });
  });

  it.each(['\t', '|', ';', ':', '^'])('reads fields parted by "%s"', async (delimiter) => {
    const text = `timeStamp,elapsed,label,success\n1767225600000,5,"a",true\n1767225600100,7,a,false\n`;
    const found = await inspectText('a.jtl', text.replaceAll(',', delimiter));
    expect(found.series).toMatchObject([{ key: 'a', n: 2, errors: 1 }]);
    expect(found.totals.durationSeconds).toBeCloseTo(0.107, 9);
  });

  it('sample variables after the standard columns do no harm, whatever they are called', async () => {
    const text = `${columns},"elapsed 2","USER"\n1767225600000,5,a,200,OK,t 1-1,true,3,9,"x, y"\n`;
    const found = await inspectText('a.jtl', text);
    expect(found).toMatchObject({ parse: 'ok', metadata: { maxThreads: 3 } });
    expect(found.series[0]).toMatchObject({ n: 1, mean: 5 });
  });

  it('a transaction controller is a series of its own, marked, and counted apart in the totals', async () => {
    const text = `${columns}
1767225600000,5,a,200,OK,t 1-1,true,1
1767225600000,9,Buy,200,"Number of samples in transaction : 2, number of failing samples : 0",t 1-1,true,1
`;
    const found = await inspectText('a.jtl', text);
    expect(found.totals).toMatchObject({ count: 2, transactions: 1 });
    expect(found.series.map(({ key, transaction }) => [key, transaction])).toEqual([
      ['a', undefined],
      ['Buy', true],
    ]);
  });

  it.each([
    ['2026/03/01 10:00:00.250', '2026/03/01 10:00:01.250'],
    ['2026-03-01 10:00:00', '2026-03-01 10:00:01'],
    ['2026-03-01T10:00:00,250', '2026-03-01T10:00:01,250'],
    ['03/01/26 10:00:00', '03/01/26 10:00:01'],
    ['2026-03-01T10:00:00.250+02:00', '2026-03-01T08:00:01.250Z'],
  ])('times written as %s give the duration of the run', async (first, second) => {
    const text = `timeStamp;elapsed;label;success\n${first};5;a;true\n${second};7;a;true\n`;
    const found = await inspectText('a.jtl', text);
    expect(found).toMatchObject({ parse: 'ok', totals: { durationSeconds: 1.007 } });
    expect('startedAt' in found.metadata).toBe(first.includes('+'));
  });

  it('times in an unknown format leave the durations and are said', async () => {
    const found = await inspectText('a.jtl', 'timeStamp,elapsed,label,success\n1. März,5,a,true\n2. März,7,a,true\n');
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 2 } });
    expect(found.warnings).toMatchObject([{ code: 'unknown-time-format', where: { line: 2 } }]);
  });

  it('a header in the middle tells that several runs were appended, and is no row', async () => {
    const run = 'timeStamp,elapsed,label,success\n1767225600000,5,a,true\n';
    const found = await inspectText('a.jtl', run + run);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 2 } });
    expect(found.warnings).toMatchObject([{ code: 'repeated-header', where: { line: 3 } }]);
  });

  it('rows that add up several samples have no single time and are skipped', async () => {
    const text = 'timeStamp,elapsed,label,success,SampleCount,ErrorCount\n1,50,a,true,10,0\n1,5,a,true,1,0\n';
    const found = await inspectText('a.jtl', text);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedRows: 1 } });
  });

  it('counts the response codes of failed samples', async () => {
    const text = `${columns}\n1,5,a,503,x,t,false,1\n1,5,a,503,x,t,false,1\n1,5,a,200,x,t,false,1\n1,5,a,200,x,t,true,1\n`;
    const found = await inspectText('a.jtl', text);
    expect(found.metadata.failedResponseCodes).toEqual({ 503: 2, 200: 1 });
    expect(found.series[0]).toMatchObject({ n: 4, errors: 3 });
  });

  it('gives exactly the figures that the generator of a large file counted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jtl-'));
    const path = join(folder, 'big.jtl');
    const generator = join(fixtures, '../../bench/generate-jtl.mjs');
    const printed = execFileSync(process.execPath, [
      generator,
      '--rows',
      '40000',
      '--seed',
      '3',
      '--crlf',
      '--out',
      path,
    ]);
    const expected = JSON.parse(printed.toString('utf8')) as {
      errors: number;
      transactionRows: number;
      durationSeconds: number;
      labels: {
        label: string;
        count: number;
        errors: number;
        mean: number;
        linear7: Record<string, number>;
        nearestRank: object;
      }[];
    };
    const found = (await inspectPath(path)) as Inspection;
    rmSync(folder, { recursive: true });
    const { errors, transactionRows: transactions, durationSeconds } = expected;
    expect(found.totals).toMatchObject({ count: 40_000, errors, transactions, durationSeconds });
    for (const { label, count, mean, linear7, nearestRank, ...counted } of expected.labels) {
      const series = found.series.find(({ key }) => key === label);
      expect(series).toMatchObject({ n: count, errors: counted.errors, percentiles: { nearestRank } });
      for (const [name, value] of Object.entries(linear7)) {
        expect(series!.percentiles!.linear7![name]).toBeCloseTo(value, 9);
      }
      expect(series!.mean).toBeCloseTo(mean, 9);
    }
  });

  it('a text with commas is no result file', async () => {
    expect(await refusalOf('a.csv', 'date,amount\n2026-01-01,5\n')).toMatchObject({ code: 'bad-input' });
    expect(await refusalOf('a.jtl', '1,2,3,4,5\n6,7,8,9,10\n')).toMatchObject({ code: 'bad-input' });
  });

  it('labels that each name one request are refused with advice', async () => {
    const rows = Array.from({ length: 50_001 }, (_, id) => `1,5,GET /item/${id},true`).join('\n');
    expect(await refusalOf('a.jtl', `timeStamp,elapsed,label,success\n${rows}\n`)).toMatchObject({
      code: 'bad-input',
      hint: expect.stringContaining('fixed names'),
    });
  });
});

describe('JMeter XML', () => {
  const file = (body: string, end = '</testResults>'): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<testResults version="1.2">\n${body}\n${end}\n`;

  it('samples inside a transaction are listed; parts of a request are counted only', async () => {
    const found = await inspectText(
      'a.jtl',
      file(`<sample t="30" ts="1767225600000" s="true" lb="Buy" rm="Number of samples in transaction : 1, number of failing samples : 0">
  <httpSample t="20" ts="1767225600000" s="true" lb="Pay">
    <httpSample t="8" ts="1767225600000" s="true" lb="Pay-0"/>
    <responseData class="java.lang.String">&lt;a href=&quot;x&quot;&gt; <![CDATA[<httpSample t="1" lb="no"/>]]></responseData>
    <java.net.URL>http://shop.example.test/</java.net.URL>
  </httpSample>
</sample>`),
    );
    expect(found.series.map(({ key, n, mean, transaction }) => [key, n, mean, transaction])).toEqual([
      ['Buy', 1, 30, true],
      ['Pay', 1, 20, undefined],
    ]);
    expect(found.metadata).toMatchObject({ partsOfSamples: 1, resultsVersion: '1.2' });
    expect(found.parse).toBe('ok');
  });

  it('entities and character references in labels are resolved', async () => {
    const found = await inspectText(
      'a.jtl',
      file('<sample t="1" ts="1" s="true" lb="&lt;a&gt; &amp;#65; &#228;&#x2013;"/>'),
    );
    expect(found.series[0]!.key).toBe('<a> &#65; ä–');
  });

  it('reads the encoding that the file declares', async () => {
    const text = file('<sample t="1" ts="1" s="true" lb="Übersicht"/>').replace('UTF-8', 'ISO-8859-1');
    const found = await inspectText('a.jtl', Buffer.from(text, 'latin1'));
    expect(found).toMatchObject({ parse: 'ok', series: [{ key: 'Übersicht' }] });
  });

  it('a file that was cut off gives its whole samples and says so', async () => {
    const found = await inspectText(
      'a.jtl',
      file('<sample t="1" ts="1" s="true" lb="a"/>\n<sample t="2" ts="1" s="tr', ''),
    );
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1 }, warnings: [{ code: 'truncated' }] });
  });

  it('a damaged tag is skipped and does not take the next one with it', async () => {
    const found = await inspectText('a.jtl', file('<sample t="1" lb="a\n<sample t="2" s="true" lb="b"/>'));
    expect(found.series).toMatchObject([{ key: 'b', n: 1 }]);
    expect(found.warnings).toMatchObject([{ code: 'skipped-rows', where: { line: 3 } }]);
  });

  it('a document type is refused: its entities could blow up the text', async () => {
    const text = '<?xml version="1.0"?>\n<!-- x --><testResults>\n<!DOCTYPE a [<!ENTITY b "c">]>\n</testResults>';
    expect(await refusalOf('a.jtl', text)).toMatchObject({ code: 'bad-input', where: { line: 3 } });
  });
});
