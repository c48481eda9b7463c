import { describe, expect, it } from 'vitest';
import { type MappingContent, mappingContentSchema } from '../../../src-shared/bakeoffs';
import { type Inspection, inspectionOf, parsedRun } from '../inspect';

const csv = {
  kind: 'csv',
  tool: 'own script',
  key: { columns: ['endpoint'] },
  layout: { kind: 'wide', values: [{ column: 'ms', metric: 'latency', unit: 'ms', better: 'lower' }] },
};

/** Reads text or bytes through a mapping, as if they were a file. */
async function through(mapping: object, content: string | Uint8Array): Promise<Inspection> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const parsed: MappingContent = mappingContentSchema.parse(mapping);
  return inspectionOf(await parsedRun({ name: 'a.txt', bytes }, { mapping: { name: 'test', content: parsed } }));
}

const refusal = (mapping: object, content: string | Uint8Array): Promise<unknown> =>
  through(mapping, content).then(
    (found) => {
      throw new Error(`it was read: ${JSON.stringify(found).slice(0, 300)}`);
    },
    (error: unknown) => error,
  );

describe('CSV through a mapping', () => {
  it('gives series by workload, with figures', async () => {
    const found = await through(csv, 'endpoint,ms\n/a,1\n/b,10\n/a,3\n');
    expect(found).toMatchObject({ tool: 'own script', format: 'mapped-csv', parse: 'ok', totals: { count: 3 } });
    expect(found.series).toMatchObject([
      { key: '/a', metric: 'latency', unit: 'ms', better: 'lower', source: 'samples', n: 2, median: 2 },
      { key: '/b', n: 1, median: 10 },
    ]);
  });
  it('refuses', async () => {
    expect(await refusal(csv, 'endpoint,x\n/a,1\n')).toMatchObject({ code: 'bad-input', where: { line: 1 } });
  });
});
