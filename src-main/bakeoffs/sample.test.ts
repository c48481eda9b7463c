import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkOrder,
  comparabilityGate,
  judge,
  type RunMetadata,
  runMetadataSchema,
  sequenceOf,
} from '../../src-shared/bakeoffs';
import { type HarnessRun, parsedRun } from './inspect';
import { measureDefinition, measureRun, type RunMeasure, seriesOf } from './run-measure';

const root = join(import.meta.dirname, '../../resources/sample/bakeoffs');

interface Row {
  key: string;
  metric: string;
  statistic: RunMeasure;
  scale?: 'difference';
  band?: number;
}

interface Side {
  runs: HarnessRun[];
  facts: RunMetadata[];
}

async function sideOf(bakeoff: string, side: 'a' | 'b'): Promise<Side> {
  const folder = join(root, bakeoff, 'runs');
  const names = readdirSync(folder).filter((name) => new RegExp(`^\\d\\d-${side}\\.(json|jtl)$`).test(name));
  const runs = await Promise.all(names.map((name) => parsedRun({ name, path: join(folder, name) })));
  const facts = names.map((name) =>
    runMetadataSchema.parse(JSON.parse(readFileSync(join(folder, name.replace(/\.\w+$/, '.meta.json')), 'utf8'))),
  );
  return { runs, facts };
}

const describeRow = ({ key, statistic }: Row): string =>
  `${key} ${statistic.kind === 'percentile' ? `p${statistic.percent}` : statistic.kind}`;

async function verdictsOf(bakeoff: string): Promise<Record<string, string>> {
  const { band, rows } = JSON.parse(readFileSync(join(root, bakeoff, 'bakeoff.json'), 'utf8')) as {
    band: number;
    rows: Row[];
  };
  const [ours, theirs] = [await sideOf(bakeoff, 'a'), await sideOf(bakeoff, 'b')];
  const judged = judge({
    band,
    rows: rows.map((row) => {
      const { better } = measureDefinition(seriesOf(ours.runs[0]!, row.key, row.metric)!, row.statistic);
      const values = (side: Side) => side.runs.map((run) => measureRun(run, row.key, row.metric, row.statistic).value!);
      return {
        key: describeRow(row),
        better: better!,
        ours: values(ours),
        theirs: values(theirs),
        ...(row.scale && { scale: row.scale, band: row.band }),
      };
    }),
  });
  return Object.fromEntries(judged.map(({ key, verdict }) => [key, verdict]));
}

describe.each(['batch-report', 'api-latency'])('the sample bakeoff %s', (bakeoff) => {
  it('has eight whole runs a side in the order ABBA, and its files are those that were recorded', async () => {
    const [ours, theirs] = [await sideOf(bakeoff, 'a'), await sideOf(bakeoff, 'b')];
    for (const { runs, facts } of [ours, theirs]) {
      expect(runs).toHaveLength(8);
      expect(runs.map(({ parse }) => parse)).toEqual(Array(8).fill('ok'));
      for (const [index, { files = [], complete }] of facts.entries()) {
        const bytes = readFileSync(join(root, bakeoff, 'runs', runs[index]!.file));
        expect(files).toEqual([
          { name: runs[index]!.file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length },
        ]);
        expect(complete).toBe(true);
      }
    }
    expect(checkOrder(sequenceOf(ours.facts, theirs.facts)!).pattern).toBe('abba');
  });

  it('may be compared: the gate finds nothing to stop it', async () => {
    const [ours, theirs] = [await sideOf(bakeoff, 'a'), await sideOf(bakeoff, 'b')];
    const gate = comparabilityGate(ours.facts, theirs.facts, { errorRateLimit: 0.03, oldAfterMonths: 12 });
    expect(gate.open).toEqual([]);
    expect(gate.findings.map(({ check }) => check)).toEqual(['same-machine-ours', 'same-machine-theirs']);
  });
});

describe('the verdicts of the sample', () => {
  it('batch reports', async () => {
    expect(await verdictsOf('batch-report')).toEqual({
      'regional-totals median': 'better',
      'top-customers median': 'better',
      'archive median': 'no clear difference',
    });
  });

  it('api latency', async () => {
    expect(await verdictsOf('api-latency')).toEqual({
      'Search median': 'better',
      'Search p95': 'better',
      'Sign in mean': 'no clear difference',
      'Place order mean': 'no clear difference',
      'Place order errorRate': 'equivalent',
    });
  });

  it('with one run a side there are not enough runs', async () => {
    const read = (name: string) => parsedRun({ name, path: join(root, '../harness', name) });
    const [a, b] = [await read('k6/a.ndjson'), await read('k6/b.ndjson')];
    const value = (run: HarnessRun) => measureRun(run, 'submit_vote', 'http_req_duration', { kind: 'median' }).value!;
    const [row] = judge({ rows: [{ key: 'submit_vote', better: 'lower', ours: [value(a)], theirs: [value(b)] }] });
    expect(row!.verdict).toBe('not enough runs');
  });
});
