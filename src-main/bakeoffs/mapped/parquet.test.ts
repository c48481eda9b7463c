import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type MappingContent, mappingContentSchema } from '../../../src-shared/bakeoffs';
import { inspectionOf, parsedRun } from '../inspect';
import { mappedFixtures, refusalThrough, through, value } from './testing';

const path = join(mappedFixtures, 'requests.parquet');
const bytes = new Uint8Array(readFileSync(path));
const mapping = {
  kind: 'parquet',
  tool: 'own script',
  key: { columns: ['endpoint'] },
  layout: { kind: 'wide', values: [value({ column: 'latency_ms' })] },
  time: { column: 'at', format: 'iso' },
  outcome: { column: 'ok', failure: ['false'] },
};

describe('Parquet through a mapping', () => {
  it('gives the same from the file and from its bytes, with times, failures and skipped rows', async () => {
    const found = await through(mapping, bytes);
    expect(found).toMatchObject({
      format: 'mapped-parquet',
      parse: 'ok-with-warnings',
      totals: { count: 198, errors: 8, skippedRows: 2, durationSeconds: 49.75 },
      metadata: { startedAt: '2026-03-01T10:00:00.000Z' },
    });
    // Every value by the formula of make.mjs.
    const search = Array.from({ length: 200 }, (_, i) => i).filter((i) => i % 2 === 0 && i !== 8);
    const mean = search.reduce((sum, i) => sum + 10 + ((i * 37) % 100) / 4, 0) / search.length;
    expect(found.series[0]).toMatchObject({ key: '/search', n: 99, errors: 4 });
    expect(found.series[0]!.mean).toBeCloseTo(mean, 10);
    expect(found.warnings.map(({ where }) => where?.line)).toEqual([8, 9]);
    const content: MappingContent = mappingContentSchema.parse(mapping);
    const fromFile = inspectionOf(await parsedRun({ name: 'own.txt', path }, { mapping: { name: 'test', content } }));
    expect(fromFile).toEqual(found);
  });

  it('is refused for a column that is not there or holds structures', async () => {
    const of = (column: string) => ({ ...mapping, layout: { kind: 'wide', values: [value({ column })] } });
    expect(await refusalThrough(of('latency'), bytes)).toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('“latency”'),
      hint: expect.stringContaining('latency_ms'),
    });
    expect(await refusalThrough(of('place'), bytes)).toMatchObject({ message: expect.stringContaining('STRUCT') });
    expect(await refusalThrough(of('x" FROM range(3); --'), bytes)).toMatchObject({ code: 'bad-input' });
  });

  it('is refused when it is damaged, cut off or something else', async () => {
    expect(await refusalThrough(mapping, 'endpoint,ms\n')).toMatchObject({ code: 'bad-input', where: { byte: 0 } });
    for (const length of [4, 100, 2000, bytes.length - 1]) {
      expect(await refusalThrough(mapping, bytes.slice(0, length)), String(length)).toMatchObject({
        code: 'bad-input',
      });
    }
    for (let at = 4; at < bytes.length; at += 211) {
      const changed = bytes.slice();
      changed[at] = changed[at]! ^ 0x55;
      const outcome = await through(mapping, changed).catch((error: unknown) => error);
      expect(outcome, String(at)).toSatisfy(
        (one: { code?: string; format?: string }) => one.code === 'bad-input' || one.format === 'mapped-parquet',
      );
    }
  });
});
