import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the server counts, for Prometheus. Labels are routes and outcomes; never a workspace, a person or a token. */
export class Metrics {
  readonly #registry = new Registry();
  readonly requests = new Counter({
    name: 'proofdesk_requests_total',
    help: 'Requests answered, by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    registers: [this.#registry],
  });
  readonly seconds = new Histogram({
    name: 'proofdesk_request_seconds',
    help: 'Seconds from a request’s first byte to its answer’s last, by route.',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.#registry],
  });
  readonly receipts = new Counter({
    name: 'proofdesk_receipts_total',
    help: 'Receipts pushed, by what became of them.',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly listeners = new Gauge({
    name: 'proofdesk_listening_devices',
    help: 'Open notification sockets of this process.',
    registers: [this.#registry],
  });
  readonly deliveries = new Counter({
    name: 'proofdesk_webhook_deliveries_total',
    help: 'Webhook attempts, by result.',
    labelNames: ['result'] as const,
    registers: [this.#registry],
  });
  readonly blobBytes = new Counter({
    name: 'proofdesk_blob_bytes_total',
    help: 'Bytes of files sent and received.',
    labelNames: ['direction'] as const,
    registers: [this.#registry],
  });
  readonly limited = new Counter({
    name: 'proofdesk_limited_total',
    help: 'Requests refused because of a rate limit.',
    labelNames: ['by'] as const,
    registers: [this.#registry],
  });

  /** `process`: also this process's memory, processor time and event loop; off in tests, which make many. */
  constructor(options: { process: boolean }) {
    if (options.process) collectDefaultMetrics({ register: this.#registry });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  readonly mediaType = 'text/plain; version=0.0.4; charset=utf-8';
}
