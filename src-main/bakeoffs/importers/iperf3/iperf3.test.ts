import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixtures, inspectText, refusalOf } from '../testing';

type Members = Record<string, unknown>;
interface Document {
  start: { test_start: Members; [name: string]: unknown };
  intervals: { sum?: Members; [name: string]: unknown }[];
  end: { [name: string]: Members | Members[] };
  error?: string;
}

const fixture = (name: string): string => readFileSync(`${fixtures}/iperf3/${name}`, 'utf8');
/** A fixture with something changed. */
function changed(name: string, change: (document: Document) => void): string {
  const document = JSON.parse(fixture(name)) as Document;
  change(document);
  return JSON.stringify(document);
}
const stream = (document: Document): string =>
  [
    { event: 'start', data: document.start },
    ...document.intervals.map((data) => ({ event: 'interval', data })),
    ...(document.error === undefined ? [] : [{ event: 'error', data: document.error }]),
    { event: 'end', data: document.end },
  ]
    .map((event) => JSON.stringify(event))
    .join('\n');

describe('iperf3 -J', () => {
  it('a TCP test: what arrived, segments sent again, round trips, facts of the run', async () => {
    const found = await inspectText('b.json', fixture('b.json'));
    expect(found.series.map(({ metric, unit, value }) => [metric, unit, value])).toEqual([
      ['throughput', 'bit/s', 28318383615.80358],
      ['retransmits', '1', 3],
    ]);
    expect(found.series[0]).toMatchObject({
      direction: 'client to server',
      streamBitsPerSecond: [expect.any(Number), expect.any(Number)],
      roundTripMs: [{ mean: expect.any(Number) }, { mean: expect.any(Number) }],
    });
    expect(found.metadata).toMatchObject({
      toolVersion: '3.12',
      startedAt: '2026-11-21T04:59:49.000Z',
      role: 'client',
      host: '127.0.0.1',
      concurrency: 2,
      plannedDurationSeconds: 3,
    });
  });

  it('a UDP test: jitter and loss are series of their own', async () => {
    const text = changed('udp.json', ({ end }) => {
      Object.assign(end.sum!, { lost_packets: 191, lost_percent: 50 });
    });
    const found = await inspectText('a.json', text);
    expect(found.series.slice(1)).toMatchObject([
      { metric: 'jitter', unit: 'ms', better: 'lower', value: 0.012599279694019805 },
      { metric: 'packet_loss', unit: '%', better: 'lower', value: 50 },
    ]);
    expect(found.series[0]).toMatchObject({ lostPackets: 191, receivedBitsPerSecond: 50062094.80996812 });
    expect(found.metadata).toMatchObject({ targetBitsPerSecond: 50_000_000 });
  });

  it('both directions of --bidir are series, and -R is told as the direction', async () => {
    const text = changed('a.json', ({ start, intervals, end }) => {
      start.test_start.bidir = 1;
      for (const interval of intervals) interval.sum_bidir_reverse = { bits_per_second: 7, omitted: false };
      end.sum_sent_bidir_reverse = { bits_per_second: 9, bytes: 10, seconds: 3, retransmits: 2 };
      end.sum_received_bidir_reverse = { bits_per_second: 8, bytes: 9, seconds: 3 };
    });
    const found = await inspectText('a.json', text);
    const rates = found.series.filter(({ metric }) => metric === 'throughput');
    expect(rates).toMatchObject([
      { key: 'tcp', value: 17180322378.604084, direction: 'client to server' },
      { key: 'tcp reverse', value: 8, direction: 'server to client', intervals: { n: 3, values: [7, 7, 7] } },
    ]);
    const reverse = changed('a.json', ({ start }) => {
      start.test_start.reverse = 1;
    });
    expect((await inspectText('a.json', reverse)).series[0]).toMatchObject({
      key: 'tcp',
      direction: 'server to client',
    });
  });

  it('intervals that were to be omitted are not among the intervals', async () => {
    const text = changed('a.json', ({ intervals }) => {
      intervals[0]!.sum!.omitted = true;
    });
    expect((await inspectText('a.json', text)).series[0]).toMatchObject({ intervals: { n: 2 } });
  });

  it('the layout of 3.0, without retransmits and without who sent', async () => {
    const text = changed('a.json', (document) => {
      document.start.version = 'iperf 3.0.7';
      document.end = {
        sum_sent: { start: 0, end: 3, seconds: 3, bytes: 300, bits_per_second: 800 },
        sum_received: { start: 0, end: 3, seconds: 3, bytes: 297, bits_per_second: 792 },
      };
    });
    const found = await inspectText('a.json', text);
    expect(found).toMatchObject({ parse: 'ok', metadata: { toolVersion: '3.0.7' }, totals: { bytes: 297 } });
    expect(found.series).toHaveLength(1);
  });

  it('where nothing is known of what arrived, the sender’s figure stands with a warning', async () => {
    const lost = changed('a.json', ({ end }) => {
      Object.assign(end.sum_received!, { bytes: 0, bits_per_second: 0 });
    });
    const found = await inspectText('a.json', lost);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', warnings: [{ code: 'receiver-unknown' }] });
    expect(found.series[0]).toMatchObject({ value: 17181445504.03588 });
    const server = changed('a.json', ({ start, end }) => {
      delete start.connecting_to;
      start.accepted_connection = { host: '10.0.0.1', port: 5 };
      Object.assign(end.sum_received!, { bytes: 0, bits_per_second: 0 });
    });
    expect(await inspectText('a.json', server)).toMatchObject({ parse: 'ok', metadata: { role: 'server' } });
  });

  it('a test that was interrupted keeps its figures with a warning; one without figures is refused with its reason', async () => {
    const text = changed('a.json', (document) => {
      document.error = 'interrupt - the client has terminated';
    });
    expect(await inspectText('a.json', text)).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'truncated', message: expect.stringContaining('interrupt') }],
    });
    expect(await refusalOf('a.json', fixture('edge-error.json'))).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('Connection refused'),
    });
  });

  it('a server’s documents one after another, warnings between them and a failed test among them', async () => {
    const text = `warning: something\n${fixture('a.json')}${fixture('edge-error.json')}\nnoise\n${fixture('a.json')}`;
    const found = await inspectText('a.json', text);
    expect(found.warnings.map(({ code }) => code).sort()).toEqual(['several-results', 'unfinished-run']);
    expect(found.series.map(({ key, metric }) => [key, metric])).toEqual([
      ['tcp', 'throughput'],
      ['tcp', 'retransmits'],
      ['tcp #2', 'throughput'],
      ['tcp #2', 'retransmits'],
    ]);
  });

  it.each(['null', '-5', '1e999', '"7"', 'NaN'])('a rate of %s is no rate', async (value) => {
    const text = fixture('udp.json').replaceAll(/"bits_per_second":\s*[\d.]+/g, `"bits_per_second": ${value}`);
    expect(await refusalOf('a.json', text)).toMatchObject({ code: 'bad-input', where: { line: expect.any(Number) } });
  });

  it('a document that was cut off is refused at its end', async () => {
    const text = fixture('a.json').slice(0, 2000);
    expect(await refusalOf('a.json', text)).toMatchObject({
      code: 'bad-input',
      where: { line: text.split('\n').length },
    });
  });
});

describe('iperf3 --json-stream', () => {
  const document = JSON.parse(fixture('a.json')) as Document;

  it('gives the same figures as the whole document, also where that follows', async () => {
    const [whole, events, both] = await Promise.all(
      [fixture('a.json'), stream(document), `${stream(document)}\n${fixture('a.json')}`].map((text) =>
        inspectText('a.json', text),
      ),
    );
    expect(events).toMatchObject({ format: 'iperf3-json-stream', parse: 'ok' });
    expect(events!.series).toEqual(whole!.series);
    expect(events!.totals).toEqual(whole!.totals);
    expect(both!.series).toEqual(whole!.series);
  });

  it('lines that end before the test does are refused', async () => {
    const lines = stream(document).split('\n').slice(0, -1).join('\n');
    expect(await refusalOf('a.json', lines)).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('end before'),
      where: { line: 1 },
    });
  });
});
