import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Inspection, inspectPath } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const row = (found: Inspection, key: string, metric: string): Inspection['series'][number] | undefined =>
  found.series.find((series) => series.key === key && series.metric === metric);

const direction = { io_bytes: 89304, bw: 2976, iops: 744.13, runtime: 30003, total_ios: 22326 };
const none = { io_bytes: 0, bw: 0, iops: 0, runtime: 0, total_ios: 0, clat: { min: 0, max: 0, mean: 0, stddev: 0 } };
const old = (more: object = {}): string =>
  JSON.stringify({
    'fio version': 'fio-2.10',
    timestamp: 1480611510,
    jobs: [
      {
        jobname: 'seq',
        groupid: 0,
        error: 0,
        read: {
          ...direction,
          slat: { min: 6, max: 181, mean: 24.62, stddev: 2.07 },
          clat: { min: 53, max: 6329, mean: 101.5, stddev: 9, percentile: { '99.000000': 410, '0.00': 0 } },
          lat: { min: 60, max: 6400, mean: 126, stddev: 9.5 },
        },
        write: none,
      },
    ],
    ...more,
  });

describe('fio JSON', () => {
  it('of version 2 is in microseconds and KiB, and fills its percentiles up with zeros', async () => {
    const found = await inspectText('a.json', old());
    expect(row(found, 'seq/read', 'completion_latency')).toMatchObject({
      ...{ unit: 'ns', n: 22326, min: 53_000, max: 6_329_000, mean: 101_500 },
      percentiles: { reported: { p99: 410_000 } },
      ...{ iops: 744.13, bandwidthBytesPerSecond: 2976 * 1024 },
    });
    expect(row(found, 'seq/read', 'submission_latency')).toMatchObject({ mean: 24_620, source: 'summary-only' });
    expect(row(found, 'seq/read', 'total_latency')).toMatchObject({ mean: 126_000 });
    expect(row(found, 'seq/read', 'bandwidth')).toMatchObject({ value: 2976 * 1024, better: 'higher' });
    expect(row(found, 'seq/write', 'iops')).toBeUndefined();
    expect(found).toMatchObject({
      parse: 'ok',
      metadata: { toolVersion: '2.10', reportedAt: '2016-12-01T16:58:30.000Z' },
    });
  });

  it('of early version 3 has no N, and percentiles of the whole latency where they were asked for', async () => {
    const lat = { min: 280646, max: 10177629, mean: 1446562.1, stddev: 300723.9, percentile: { '95.000000': 1941504 } };
    const read = { ...direction, bw_bytes: 348743777, clat_ns: { min: 1, max: 9, mean: 5, stddev: 1 }, lat_ns: lat };
    const text = JSON.stringify({ 'fio version': 'fio-3.16', jobs: [{ jobname: 'rand', error: 0, read }] }, null, 2);
    const found = await inspectText('a.json', text);
    expect(row(found, 'rand/read', 'completion_latency')).toMatchObject({ n: 22326, mean: 5 });
    expect(row(found, 'rand/read', 'total_latency')).toMatchObject({
      source: 'histogram',
      percentiles: { reported: { p95: 1941504 } },
    });
    expect(row(found, 'rand/read', 'bandwidth')).toMatchObject({ value: 348743777 });
  });

  it('of several jobs of one name numbers them; of clients names them', async () => {
    const job = { jobname: 'j', error: 0, mixed: { ...direction, lat: { min: 1, max: 3, mean: 2, stddev: 1 } } };
    const jobs = await inspectText('a.json', JSON.stringify({ 'fio version': 'fio-2.6', jobs: [job, job] }, null, 1));
    expect(new Set(jobs.series.map(({ key }) => key))).toEqual(new Set(['j/mixed', 'j #2/mixed']));
    const clients = [
      { ...job, hostname: 'h1' },
      { ...job, hostname: 'h2' },
      { ...job, jobname: 'All clients', hostname: '' },
    ];
    const found = await inspectText(
      'a.json',
      JSON.stringify({ 'fio version': 'fio-2.6', client_stats: clients }, null, 1),
    );
    expect(new Set(found.series.map(({ key }) => key))).toEqual(
      new Set(['h1: j/mixed', 'h2: j/mixed', 'All clients/mixed']),
    );
    expect(found.totals.count).toBe(2 * 22326);
  });

  it('with status reports counts the last one; of several runs each counts', async () => {
    const text = readFileSync(join(fixtures, 'fio/a.json'), 'utf8');
    const early = text.replace('"runtime" : 3001', '"runtime" : 1000').replace('"mean" : 109573', '"mean" : 9');
    const found = await inspectText('a.json', `${early}\n${text}`);
    expect(found).toMatchObject({ parse: 'ok', metadata: { statusReports: 2 } });
    expect(found.series).toEqual((await inspectText('a.json', text)).series);
    const several = await inspectText('a.json', `${text}\n${text}`);
    expect(several).toMatchObject({ parse: 'ok-with-warnings', warnings: [{ code: 'several-results' }] });
    expect(several.series).toHaveLength(2 * found.series.length);
  });

  it('with text before and behind, and in colours, is the same', async () => {
    const text = readFileSync(join(fixtures, 'fio/a.json'), 'utf8');
    const noisy = `fio: warning {not JSON}\n[WARN] slow\n\u001b[1mstart\u001b[0m\n${text}\ndone [1]\n`;
    expect((await inspectText('a.json', noisy)).series).toEqual((await inspectText('a.json', text)).series);
  });

  it('of a failed job says so, and a damaged one is refused', async () => {
    expect(await inspectText('a.json', old().replace('"error":0', '"error":28'))).toMatchObject({
      parse: 'ok-with-failures',
      metadata: { failedJobs: [{ name: 'seq', error: 28 }] },
    });
    expect(await refusalOf('a.json', old().replace('"runtime":30003', '"runtime":-5'))).toMatchObject({
      code: 'bad-input',
    });
    expect(await refusalOf('a.json', old({ jobs: 5 }))).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });
});

const normal = `randread: (g=0): rw=randread, bs=(R) 4096B-4096B, ioengine=psync, iodepth=1
fio-3.27
Starting 1 process
\rJobs: 1 (f=1): [r(1)][50.0%][r=21.9MiB/s][r=5604 IOPS][eta 00m:05s]\rJobs: 1 (f=1): [r(1)][100.0%][eta 00m:00s]
randread: (groupid=0, jobs=1): err= 0: pid=11375: Mon Sep 22 11:50:58 2025
  read: IOPS=67.4k, BW=21.9MiB/s (23.0MB/s)(219MiB/10001msec)
    slat (nsec): min=49, max=21670, avg=183.82, stdev=223.87
    clat (usec): min=41, max=30964, avg=75.25, stdev=202.27
     lat (usec): min=41, max=1015.1k, avg=75.43, stdev=202.27
    clat percentiles (usec):
     |  1.00th=[   55],  5.00th=[   60], 50.00th=[   73],
     | 99.00th=[  108], 99.99th=[ 2999]
   bw (  KiB/s): min=20688, max=25688, per=100.00%, avg=22418.40, stdev=1384.16, samples=20
   iops        : min= 5172, max= 6422, avg=5604.60, stdev=346.04, samples=20
  lat (usec)   : 50=0.01%, 100=99.38%
  cpu          : usr=0.55%, sys=0.34%, ctx=2751410, majf=0, minf=490
  IO depths    : 1=100.0%, 2=0.0%, 4=0.0%, 8=0.0%, 16=0.0%, 32=0.0%, >=64=0.0%
     issued rwts: total=56051,0,0,0 short=0,0,0,0 dropped=0,0,0,0

Run status group 0 (all jobs):
   READ: bw=21.9MiB/s (23.0MB/s), 21.9MiB/s-21.9MiB/s (23.0MB/s-23.0MB/s), io=219MiB (230MB), run=10001-10001msec
`;

describe('fio normal output', () => {
  it('of version 3 has latencies, percentiles and rates as printed', async () => {
    const found = await inspectText('out.txt', normal);
    expect(found).toMatchObject({ format: 'fio-text', parse: 'ok', metadata: { toolVersion: '3.27' } });
    expect(row(found, 'randread/read', 'completion_latency')).toMatchObject({
      ...{ n: 56051, min: 41_000, max: 30_964_000, mean: 75_250, stddev: 202_270, source: 'histogram' },
      percentiles: { reported: { p1: 55_000, p5: 60_000, p50: 73_000, p99: 108_000, 'p99.99': 2_999_000 } },
      ...{ iops: 67_400, runtimeMs: 10_001 },
    });
    expect(row(found, 'randread/read', 'submission_latency')).toMatchObject({ mean: 183.82 });
    expect(row(found, 'randread/read', 'total_latency')).toMatchObject({ max: 1_015_100_000 });
    expect(row(found, 'randread/read', 'bandwidth')?.value).toBeCloseTo(21.9 * 1024 ** 2, 3);
  });

  it('of version 2 has other words', async () => {
    const text = `test: (groupid=0, jobs=1): err= 0: pid=4760: Thu Mar  2 13:23:28 2017
  read : io=7884.0KB, bw=864925B/s, iops=211 , runt=  9334msec
    clat (msec): min=48, max=22006, avg=3636.76, stdev=2717.89
    clat percentiles (msec):
     |  1.00th=[  412], 99.99th=[16712]
    bw (KB  /s): min= 2691, max= 6088, per=99.97%, avg=4483.69, stdev=724.50
    lat (msec) : 50=0.01%, 100=0.02%
  write: io=2356.0KB, bw=1416.6MB/s, iops=29.1K, runt=  9334msec
  cpu          : usr=0.46%, sys=2.35%, ctx=2289, majf=0, minf=29
     issued    : total=r=1971/w=589/d=0, short=r=0/w=0/d=0, drop=r=0/w=0/d=0
`;
    const found = await inspectText('out.txt', text);
    expect(row(found, 'test/read', 'completion_latency')).toMatchObject({ n: 1971, mean: 3_636_760_000 });
    expect(row(found, 'test/read', 'bandwidth')?.value).toBe(864_925);
    expect(row(found, 'test/write', 'iops')?.value).toBeCloseTo(29_100, 6);
    expect(row(found, 'test/write', 'completion_latency')).toBeUndefined();
  });

  it('with a figure that is none is refused at its line', async () => {
    expect(await refusalOf('out.txt', normal.replace('min=41, max=30964', 'min=41, max=3O964'))).toMatchObject({
      code: 'bad-input',
      where: { line: 8 },
    });
  });
});

describe('fio terse output', () => {
  const fill = ';0%=0'.repeat(17);
  const measured = `3976;62125;15531;64;1;2;1.5;0.5;48;281;62.555513;20.863914;1.000000%=50;50.000000%=60;99.990000%=280${fill};49;290;64.5;20.8;0;0;0.000000%;0.000000;0.000000`;
  const idle = `0;0;0;0;0;0;0.000000;0.000000;0;0;0.000000;0.000000${';0%=0'.repeat(20)};0;0;0.000000;0.000000;0;0;0.000000%;0.000000;0.000000`;
  const five = ';0;0;0;0.000000;0.000000;0';
  it.each([
    ['3', `3;fio-3.36;probe;0;0;${measured};${idle};0.1%;0.2%`],
    ['3 of fio 2.0.8', `3;2.0.8;probe;0;0;${measured};${idle};0.1%;0.2%`],
    ['4', `4;fio-3.36;probe;0;0;${measured};${idle};${idle};0.1%;0.2%`],
    ['5', `5;fio-3.36;probe;0;0;${measured}${five};${idle}${five};${idle}${five};0.1%`],
    ['2', `2;probe;0;0;${measured};${idle};${idle};0.1%;0.2%`],
  ])('of version %s is read by position', async (_, line) => {
    const found = await inspectText('out.txt', `fio: some warning\n${line}\n`);
    expect(found).toMatchObject({ format: 'fio-terse', parse: 'ok' });
    expect(row(found, 'probe/read', 'completion_latency')).toMatchObject({
      ...{ min: 48_000, max: 281_000, mean: 62555.513 },
      percentiles: { reported: { p1: 50_000, p50: 60_000, 'p99.99': 280_000 } },
    });
    expect(row(found, 'probe/read', 'bandwidth')).toMatchObject({ value: 62125 * 1024 });
    expect(row(found, 'probe/read', 'iops')).toMatchObject({ value: 15531 });
    expect(found.series.some(({ key }) => key !== 'probe/read')).toBe(false);
  });

  it('that is cut off is refused at its line', async () => {
    expect(await refusalOf('out.txt', `3;fio-3.36;probe;0;0;${measured};0;0\n`)).toMatchObject({ where: { line: 1 } });
  });
});

describe('fio logs', () => {
  it('of one run lie together; their names say what they are', async () => {
    const place = mkdtempSync(join(tmpdir(), 'fio-'));
    try {
      writeFileSync(join(place, 'x_clat.1.log'), '0, 54000, 0, 4096, 0\n2, 60000, 1, 4096, 0\n');
      writeFileSync(join(place, 'x_clat.2.log'), '1, 56000, 0, 4096, 0x0004\n');
      writeFileSync(join(place, 'x_bw.1.log'), '500, 35716, 0, 0\n1000, 36000, 0, 0\n');
      const found = (await inspectPath(place)) as Inspection;
      expect(found).toMatchObject({ format: 'fio-log', parse: 'ok', totals: { count: 5 } });
      expect(row(found, 'all/read', 'completion_latency')).toMatchObject({ n: 2, mean: 55_000, unit: 'ns' });
      expect(row(found, 'all/write', 'completion_latency')).toMatchObject({ n: 1 });
      expect(row(found, 'all/read', 'interval_bandwidth')).toMatchObject({ n: 2, unit: 'KiB/s', better: 'higher' });
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it('of another name has values of no known kind, and a cut line is said', async () => {
    const found = await inspectText('numbers', '0, 54000, 0, 4096\n2, 60000, 1, 4096\n3, 7');
    expect(found).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'skipped-rows', where: { line: 3 } }],
    });
    expect(found.series[0]).toMatchObject({ metric: 'logged_value', better: 'n/a' });
  });
});
