import type { Json, ParsedSeries } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { present } from '../reading/quantities';
import { instant } from '../reading/timestamps';
import { type Iperf3Document, objects } from './documents';

/** What one test measured: the series, and the bytes and seconds of its main direction. */
export interface Iperf3Result {
  series: ParsedSeries[];
  bytes: number | undefined;
  seconds: number | undefined;
  /** The receiver's figures are missing, and the sender's stand in their place. */
  bySender: boolean;
}

type Block = Record<string, unknown>;

/** The member names of the two directions of a test. With `--bidir` the second runs from the server to the client. */
const directions = [
  { sum: 'sum', sent: 'sum_sent', received: 'sum_received', suffix: '' },
  {
    sum: 'sum_bidir_reverse',
    sent: 'sum_sent_bidir_reverse',
    received: 'sum_received_bidir_reverse',
    suffix: ' reverse',
  },
] as const;
type Direction = (typeof directions)[number];

const rateOf = (block: Block | undefined): number | undefined => amountOf(block?.bits_per_second);
const amountOf = (value: unknown): number | undefined => {
  const number = asNumber(value);
  return number === undefined || number < 0 ? undefined : number;
};

/** Which protocol was measured, in small letters: `tcp`, `udp`, `sctp`. */
export function protocolOf({ start, end }: Iperf3Document): string {
  const name = asObject(start.test_start)?.protocol;
  if (typeof name === 'string' && name !== '') return name.toLowerCase();
  return asObject(end.sum)?.jitter_ms === undefined ? 'tcp' : 'udp';
}

/**
 * The result of a test; undefined where it has none. TCP and SCTP: what arrived at the receiver; where the file is the sending
 * server's and does not know that, what was sent. UDP: the figure of `sum`, the sender's rate, with what was lost beside it.
 */
export function resultOf(document: Iperf3Document): Iperf3Result | undefined {
  const protocol = protocolOf(document);
  const found = directions.flatMap((direction) => {
    const result = protocol === 'udp' ? udpOf(document, direction) : streamOf(document, direction, protocol);
    return result ? [result] : [];
  });
  const [main] = found;
  return (
    main && { ...main, series: found.flatMap(({ series }) => series), bySender: found.some((one) => one.bySender) }
  );
}

function streamOf(document: Iperf3Document, direction: Direction, protocol: string): Iperf3Result | undefined {
  const received = asObject(document.end[direction.received]);
  const sent = asObject(document.end[direction.sent]);
  const [arrived, left] = [rateOf(received), rateOf(sent)];
  const bySender = (arrived === undefined || arrived === 0) && left !== undefined && left > 0;
  const value = bySender ? left : arrived;
  const block = bySender ? sent : received;
  if (value === undefined) return undefined;
  const retransmits = amountOf(sent?.retransmits);
  const key = `${protocol}${direction.suffix}`;
  const throughput = throughputSeries(document, direction, key, value, {
    ...present({ sentBitsPerSecond: left, retransmits }),
    ...perStream(document, direction),
  });
  const series: ParsedSeries[] = [throughput];
  if (retransmits !== undefined) {
    const named = { key, metric: 'retransmits', unit: '1', better: 'lower', source: 'summary-only' } as const;
    series.push({ ...named, value: retransmits });
  }
  return { series, bytes: amountOf(block?.bytes), seconds: amountOf(block?.seconds), bySender };
}

function udpOf(document: Iperf3Document, direction: Direction): Iperf3Result | undefined {
  const sent = asObject(document.end[direction.sent]);
  const received = asObject(document.end[direction.received]);
  const sum = asObject(document.end[direction.sum]) ?? sent ?? received;
  const value = rateOf(sum);
  if (!sum || value === undefined) return undefined;
  const key = `udp${direction.suffix}`;
  const jitter = amountOf(sum.jitter_ms) ?? amountOf(received?.jitter_ms);
  const lostPercent = amountOf(sum.lost_percent);
  const throughput = throughputSeries(document, direction, key, value, {
    ...present({
      sentBitsPerSecond: rateOf(sent),
      receivedBitsPerSecond: rateOf(received),
      jitterMs: jitter,
      lostPackets: amountOf(sum.lost_packets),
      packets: amountOf(sum.packets),
      lostPercent,
      outOfOrder: amountOf(sum.out_of_order),
    }),
    ...perStream(document, direction),
  });
  const figure = { key, better: 'lower', source: 'summary-only' } as const;
  return {
    series: [
      throughput,
      ...(jitter === undefined ? [] : [{ ...figure, metric: 'jitter', unit: 'ms', value: jitter }]),
      ...(lostPercent === undefined ? [] : [{ ...figure, metric: 'packet_loss', unit: '%', value: lostPercent }]),
    ],
    bytes: amountOf(sum.bytes),
    seconds: amountOf(sum.seconds),
    bySender: false,
  };
}

function throughputSeries(
  document: Iperf3Document,
  { sum, suffix }: Direction,
  key: string,
  value: number,
  details: { [name: string]: Json },
): ParsedSeries {
  const test = asObject(document.start.test_start);
  const streams = amountOf(test?.num_streams);
  const reversed = (amountOf(test?.reverse) ?? 0) > 0 !== (suffix !== '');
  // The seconds to be omitted (-O) are in the intervals, but not in the sums at the end.
  const rates = document.intervals.flatMap((interval) => {
    const block = asObject(interval[sum]);
    const rate = rateOf(block);
    return rate === undefined || block?.omitted === true ? [] : [rate];
  });
  return {
    key,
    metric: 'throughput',
    unit: 'bit/s',
    better: 'higher',
    source: 'summary-only',
    value,
    details: {
      ...(streams !== undefined && { streams }),
      direction: reversed ? 'server to client' : 'client to server',
      ...(rates.length > 0 && { intervals: { n: rates.length, values: rates } }),
      ...details,
    },
  };
}

/** The rate of each stream where there are several, and the round-trip times that the sender's kernel saw, in milliseconds. */
function perStream({ end }: Iperf3Document, { suffix }: Direction): { [name: string]: Json } {
  const streams = objects(end.streams);
  const sender = (stream: Block): Block | undefined => asObject(stream.sender);
  const receiver = (stream: Block): Block | undefined => asObject(stream.receiver) ?? asObject(stream.udp);
  // With --bidir the streams of both directions stand in one list and tell their own by `sender`.
  const own = streams.filter((stream) => {
    const sending = sender(stream)?.sender ?? receiver(stream)?.sender;
    return sending === undefined || !('sum_sent_bidir_reverse' in end) || sending === (suffix === '');
  });
  const rates = own.flatMap((stream) => rateOf(receiver(stream)) ?? []);
  const trips = own.flatMap((stream) => {
    const [mean, min, max] = ['mean_rtt', 'min_rtt', 'max_rtt'].map((name) => amountOf(sender(stream)?.[name]));
    // 0 stands where the kernel does not tell.
    return mean ? [{ mean: mean / 1000, ...(min && { min: min / 1000 }), ...(max && { max: max / 1000 }) }] : [];
  });
  return {
    ...(rates.length > 1 && { streamBitsPerSecond: rates }),
    ...(trips.length > 0 && { roundTripMs: trips }),
  };
}

/** What a test says of itself: version, start, both ends, options, processor load. */
export function metadataOf({ start, end }: Iperf3Document): { [name: string]: Json } {
  const test = asObject(start.test_start);
  const to = asObject(start.connecting_to);
  const from = asObject(start.accepted_connection);
  const seconds = asNumber(asObject(start.timestamp)?.timesecs);
  const processor = asObject(end.cpu_utilization_percent);
  const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
  const positive = (value: unknown): number | undefined => amountOf(value) || undefined;
  return present({
    toolVersion: text(start.version)?.replace(/^iperf\s+/, ''),
    startedAt: seconds === undefined ? undefined : instant(seconds * 1000),
    systemInfo: text(start.system_info),
    role: from && !to ? 'server' : to ? 'client' : undefined,
    host: text(to?.host) ?? text(from?.host),
    port: positive(to?.port) ?? positive(from?.port),
    concurrency: positive(test?.num_streams),
    targetBitsPerSecond: positive(test?.target_bitrate) ?? positive(start.target_bitrate),
    blockBytes: positive(test?.blksize),
    plannedDurationSeconds: positive(test?.duration),
    omittedSeconds: positive(test?.omit),
    bidirectional: test?.bidir === 1 || test?.bidir === true || undefined,
    congestionControl: text(end.sender_tcp_congestion),
    clientCpuPercent: amountOf(processor?.[from && !to ? 'remote_total' : 'host_total']),
    serverCpuPercent: amountOf(processor?.[from && !to ? 'host_total' : 'remote_total']),
  });
}
