import type { Better, MetricDeclaration } from '../interface';

/** The kinds of k6 metrics: distribution, share of non-zero values, sum, last value. */
export type MetricType = 'trend' | 'rate' | 'counter' | 'gauge';

/** What a metric's values are, as k6 declares it. */
export type Contents = 'time' | 'data' | 'default';

export interface MetricKind {
  type: MetricType;
  /** Undefined where the file does not say (summary export). */
  contains: Contents | undefined;
}

const builtIn: [name: string, type: MetricType, contains: Contents, about: string][] = [
  ['http_req_duration', 'trend', 'time', 'Sending, waiting and receiving of one HTTP request, by its name tag.'],
  ['http_req_blocked', 'trend', 'time', 'Waiting for a free connection.'],
  ['http_req_connecting', 'trend', 'time', 'Setting up the TCP connection.'],
  ['http_req_tls_handshaking', 'trend', 'time', 'TLS handshake.'],
  ['http_req_sending', 'trend', 'time', 'Sending the request.'],
  ['http_req_waiting', 'trend', 'time', 'Waiting for the first byte of the answer.'],
  ['http_req_receiving', 'trend', 'time', 'Receiving the answer.'],
  ['http_req_failed', 'rate', 'default', 'Share of failed HTTP requests.'],
  ['http_reqs', 'counter', 'default', 'HTTP requests.'],
  ['iteration_duration', 'trend', 'time', 'One iteration of the script, set-up and tear-down included.'],
  ['iterations', 'counter', 'default', 'Iterations of the script.'],
  ['dropped_iterations', 'counter', 'default', 'Iterations that an arrival-rate executor could not start.'],
  ['group_duration', 'trend', 'time', 'One group of the script.'],
  ['checks', 'rate', 'default', 'Share of checks that held.'],
  ['data_sent', 'counter', 'data', 'Bytes sent.'],
  ['data_received', 'counter', 'data', 'Bytes received.'],
  ['vus', 'gauge', 'default', 'Virtual users that were active.'],
  ['vus_max', 'gauge', 'default', 'Virtual users that were allocated.'],
  ['grpc_req_duration', 'trend', 'time', 'One gRPC request.'],
  ['ws_connecting', 'trend', 'time', 'Setting up a WebSocket.'],
  ['ws_session_duration', 'trend', 'time', 'Life of a WebSocket.'],
  ['ws_ping', 'trend', 'time', 'From a ping to its pong.'],
  ['ws_sessions', 'counter', 'default', 'WebSockets opened.'],
  ['ws_msgs_sent', 'counter', 'default', 'WebSocket messages sent.'],
  ['ws_msgs_received', 'counter', 'default', 'WebSocket messages received.'],
];

const kinds = new Map(builtIn.map(([name, type, contains]) => [name, { type, contains } satisfies MetricKind]));

/** The kind of a built-in metric, for files whose declarations were lost. */
export function builtInKind(name: string): MetricKind | undefined {
  return kinds.get(name);
}

/** A script's own metric whose values are durations by their name, though it was not declared as time. */
const soundsLikeTime = /duration|latency|elapsed|delay|(^|_)(time|ms|millis|seconds|rtt|ttfb|wait|waiting)(_|$)/i;

/** Unit and direction of a metric. k6 keeps time in milliseconds and data in bytes, and says nothing of direction. */
export function measureOf(name: string, { type, contains }: MetricKind): { unit: string; better: Better } {
  if (type === 'rate') return { unit: 'ratio', better: 'n/a' };
  if (type !== 'trend') return { unit: '1', better: 'n/a' };
  if (contains === 'data') return { unit: 'B', better: 'n/a' };
  if (contains === 'default' && !soundsLikeTime.test(name)) return { unit: '1', better: 'n/a' };
  return { unit: 'ms', better: 'lower' };
}

/** k6 says nothing of the direction of a rate; of its own two it is known. */
export function directionOfRate(name: string): Better {
  if (name === 'http_req_failed') return 'lower';
  return name === 'checks' ? 'higher' : 'n/a';
}

/** The declarations for the list of formats; `*` stands for the metrics a script defines itself. */
export const metrics: readonly MetricDeclaration[] = [
  ...builtIn.map(([name, type, contains, about]) => {
    const { unit, better } = measureOf(name, { type, contains });
    return { name, unit, better: type === 'rate' ? directionOfRate(name) : better, about };
  }),
  {
    name: '*',
    unit: 'ms',
    better: 'lower',
    about: 'A trend of the script; without unit and direction where it is declared as something other than time.',
  },
];

export function isMetricType(value: unknown): value is MetricType {
  return value === 'trend' || value === 'rate' || value === 'counter' || value === 'gauge';
}

export function contentsOf(value: unknown): Contents | undefined {
  return value === 'time' || value === 'data' || value === 'default' ? value : undefined;
}

/** In the order of keys, then of metrics, by code point: the same run gives the same list whatever the order in the file. */
export function byKeyThenMetric(a: { key: string; metric: string }, b: { key: string; metric: string }): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.metric === b.metric) return 0;
  return a.metric < b.metric ? -1 : 1;
}
