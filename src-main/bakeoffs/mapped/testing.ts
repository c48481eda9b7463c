import { join } from 'node:path';
import { mappingContentSchema } from '../../../src-shared/bakeoffs';
import { type Inspection, inspectionOf, parsedRun } from '../inspect';

/** Where files of tools that no reader knows lie. */
export const mappedFixtures = join(import.meta.dirname, '../../../test/fixtures/mapped');

/** Inspects text or bytes through a mapping, as if they were a file. */
export async function through(mapping: object, content: string | Uint8Array): Promise<Inspection> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return inspectionOf(
    await parsedRun(
      { name: 'own.txt', bytes },
      { mapping: { name: 'test', content: mappingContentSchema.parse(mapping) } },
    ),
  );
}

/** The error that reading through a mapping throws, or fails when it throws none. */
export async function refusalThrough(mapping: object, content: string | Uint8Array): Promise<unknown> {
  const outcome = await through(mapping, content).then(
    (found) => ({ found }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`it was read: ${JSON.stringify(outcome.found).slice(0, 300)}`);
}

/** A mapping of CSV with a workload and a latency, with other settings laid over it. */
export const csvMapping = (over: object = {}): object => ({
  kind: 'csv',
  tool: 'own script',
  key: { columns: ['endpoint'] },
  layout: { kind: 'wide', values: [{ column: 'ms', metric: 'latency', unit: 'ms', better: 'lower' }] },
  ...over,
});

/** One value column, for layouts. */
export const value = (over: object = {}): object => ({ metric: 'latency', unit: 'ms', better: 'lower', ...over });
