import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const row = (found: Inspection, metric: string): Inspection['series'][number] | undefined =>
  found.series.find((series) => series.key === 'all' && series.metric === metric);
const summary = { duration: 10, completed: 2, total_input_tokens: 8, request_throughput: 0.2, mean_ttft_ms: 1.5 };

describe('vLLM serving benchmark, saved', () => {
  it('rates are series of their own, and what the harness printed stands beside what is computed', async () => {
    const found = await inspectText('a.json', readFileSync(join(fixtures, 'vllm/a.json')));
    expect(row(found, 'request_throughput')).toMatchObject({ value: 1.6873317941117745, unit: 'requests/s' });
    expect(row(found, 'output_throughput')).toMatchObject({ unit: 'tokens/s', better: 'higher' });
    expect(row(found, 'request_goodput')).toBeUndefined();
    expect(row(found, 'ttft')?.percentiles).toMatchObject({ reported: { p99: 404.66641 } });
    expect(found.metadata).toMatchObject({
      backend: 'openai-chat',
      model: 'example/llama-2-70b-chat',
      maxConcurrency: 4,
    });
    expect(found.metadata).not.toHaveProperty('targetRate');
  });

  it('requests that failed have no times, and latencies are taken where they are', async () => {
    const detailed = {
      ...summary,
      failed: 1,
      request_rate: 2,
      request_goodput: 0.1,
      output_lens: [3, 0, 1],
      ttfts: [0.1, 0, 0.3],
      itls: [[0.01, 0.02], [], []],
      latencies: [0.2, 0, 0.3],
      errors: ['', 'Timeout', ''],
      'p99.9_e2el_ms': 299,
    };
    const found = await inspectText('a.json', JSON.stringify(detailed));
    expect(row(found, 'ttft')).toMatchObject({ n: 2, min: 100, max: 300 });
    expect(row(found, 'e2el')).toMatchObject({ n: 2, errors: 1, percentiles: { reported: { 'p99.9': 299 } } });
    expect(row(found, 'tpot')).toMatchObject({ n: 1, mean: 50 });
    expect(row(found, 'itl')).toMatchObject({ n: 2, mean: 15 });
    expect(row(found, 'request_goodput')).toMatchObject({ value: 0.1 });
    expect(found.totals).toMatchObject({ count: 2, errors: 1, attempts: 3, requestRate: '2.0' });
    expect(found.metadata).toMatchObject({ targetRate: 2 });
  });

  it('with any percentiles and metrics, in several documents, in an array', async () => {
    const one = JSON.stringify({ ...summary, p50_e2el_ms: 7, p95_client_queue_time_ms: 3 });
    const found = await inspectText('a.jsonl', `${one}\n${one}\n`);
    expect(found).toMatchObject({
      parse: 'ok-with-warnings',
      warnings: [{ code: 'several-results', where: { line: 2 } }],
    });
    expect(row(found, 'client_queue_time')).toMatchObject({ percentiles: { reported: { p95: 3 } } });
    expect(found.series.some(({ key }) => key === 'all #2')).toBe(true);
    expect((await inspectText('a.json', `[${one}]`)).parse).toBe('ok');
  });

  it('of embeddings has inputs and no tokens', async () => {
    const text = JSON.stringify({ ...summary, input_sequence_throughput: 4, mean_e2el_ms: 5 });
    expect(row(await inspectText('a.json', text), 'input_sequence_throughput')).toMatchObject({
      value: 4,
      unit: 'inputs/s',
    });
  });

  it.each([
    ['lists of different lengths', { ttfts: [1], itls: [[1], [2]] }],
    ['a time below zero', { ttfts: [1, -1] }],
    ['a text for a time', { latencies: ['a'] }],
  ])('with %s is refused', async (_, more) => {
    expect(await refusalOf('a.json', JSON.stringify({ ...summary, ...more }))).toMatchObject({
      code: 'bad-input',
      where: { line: 1 },
    });
  });
});

describe('vLLM serving benchmark, printed', () => {
  const table = `INFO 10-01 starting
============ Serving Benchmark Result ============
Successful requests:                     200
Failed requests:                         3
Request rate configured (RPS):           4.00
Benchmark duration (s):                  41.10
Total input tokens:                      42659
Total generated tokens:                  43545
Request throughput (req/s):              4.87
Request goodput (req/s):                 3.20
Output token throughput (tok/s):         1059.49
Total Token throughput (tok/s):          2097.42
---------------Time to First Token----------------
Mean TTFT (ms):                          51.25
Median TTFT (ms):                        38.89
P99 TTFT (ms):                           182.88
-----Time per Output Token (excl. 1st token)------
Mean TPOT (ms):                          12.57
P99.9 TPOT (ms):                         19.83
---------------Speculative Decoding---------------
Acceptance rate (%):                     61.20
==================================================
`;

  it('has the figures of the table', async () => {
    const found = await inspectText('out.txt', `\u001b[32m${table}\u001b[0m`);
    expect(found).toMatchObject({ format: 'vllm-benchmark-serving-text', parse: 'ok' });
    expect(row(found, 'ttft')).toMatchObject({
      mean: 51.25,
      median: 38.89,
      percentiles: { reported: { p99: 182.88 } },
    });
    expect(row(found, 'tpot')).toMatchObject({ percentiles: { reported: { 'p99.9': 19.83 } } });
    expect(row(found, 'request_goodput')).toMatchObject({ value: 3.2 });
    expect(found.totals).toMatchObject({ count: 200, errors: 3, durationSeconds: 41.1, totalOutputTokens: 43545 });
  });

  it('without successes has no samples, cut off before them it is refused', async () => {
    expect(await inspectText('out.txt', table.replace(/200$/m, '0'))).toMatchObject({ parse: 'ok-no-samples' });
    expect(await refusalOf('out.txt', table.split('\n').slice(0, 2).join('\n'))).toMatchObject({ where: { line: 2 } });
  });
});

describe('vLLM benchmarks without a server', () => {
  it('throughput, saved and printed', async () => {
    const saved = {
      elapsed_time: 9,
      num_requests: 10,
      total_num_tokens: 900,
      requests_per_second: 1.11,
      tokens_per_second: 100,
    };
    const found = await inspectText('a.json', JSON.stringify(saved, null, 4));
    expect(found).toMatchObject({
      format: 'vllm-benchmark-throughput-json',
      totals: { count: 10, durationSeconds: 9 },
    });
    expect(row(found, 'request_throughput')).toMatchObject({ value: 1.11 });
    const text = 'Processed\nThroughput: 12.30 requests/s, 5000.10 total tokens/s, 2500.05 output tokens/s\n';
    expect(row(await inspectText('a.txt', text), 'output_throughput')).toMatchObject({ value: 2500.05 });
    const older = 'Throughput: 12.30 requests/s, 5000.10 tokens/s\n';
    expect(row(await inspectText('a.txt', older), 'output_throughput')).toBeUndefined();
  });

  it('latency: each time is a whole execution', async () => {
    const saved = { avg_latency: 2, std_latency: 0.5, latencies: [1.5, 2.5], percentiles: { '10': 1.6, '99': 2.49 } };
    const found = await inspectText('a.json', JSON.stringify(saved));
    expect(row(found, 'batch_latency')).toMatchObject({
      n: 2,
      mean: 2,
      unit: 's',
      percentiles: { reported: { p99: 2.49 } },
    });
    const text =
      'Avg latency: 2.0 seconds\n10% percentile latency: 1.6 seconds\n99% percentile latency: 2.49 seconds\n';
    expect(row(await inspectText('a.txt', text), 'batch_latency')).toMatchObject({
      ...{ mean: 2, source: 'summary-only' },
      percentiles: { reported: { p10: 1.6, p99: 2.49 } },
    });
    expect(await refusalOf('a.json', JSON.stringify({ ...saved, latencies: [-1] }))).toMatchObject({
      code: 'bad-input',
    });
  });
});
