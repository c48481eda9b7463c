import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type Inspection, inspectPath } from '../inspect';

/** The figures beside each fixture were computed independently of this project (see test/fixtures/harness). */
interface Sidecar {
  file: string;
  format: string;
  parse: string;
  series?: Record<string, unknown>[];
  totals?: Record<string, number | null>;
  thresholds?: unknown;
  skippedRows?: number;
  skippedLines?: number;
}

const root = join(import.meta.dirname, '../../../test/fixtures/harness');

/** Every figure of `expected` must be in `actual`, numbers to a relative 1e-9; null means absent. */
function contains(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') {
    expect(actual, path).toBeTypeOf('number');
    const scale = Math.max(Math.abs(expected), Number.MIN_VALUE);
    expect(Math.abs((actual as number) - expected) / scale, `${path}: ${actual} for ${expected}`).toBeLessThanOrEqual(
      1e-9,
    );
  } else if (expected === null) {
    expect(actual ?? null, path).toBeNull();
  } else if (typeof expected === 'object') {
    for (const [name, value] of Object.entries(expected as object)) {
      contains((actual as Record<string, unknown> | undefined)?.[name], value, `${path}.${name}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}

/** What counts of a series in a sidecar; its further fields are notes for people. */
const counted = [
  ...['key', 'metric', 'unit', 'better', 'source', 'n', 'mean', 'median', 'min', 'max', 'stddev'],
  ...['percentiles', 'value', 'rate', 'errors'],
];

const tools = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());

for (const { name: tool } of tools) {
  describe(`${tool} fixtures`, () => {
    const sidecars = readdirSync(join(root, tool)).filter((name) => name.endsWith('.expected.json'));
    it.each(sidecars)('%s: every name, unit, state and figure is found', async (sidecar) => {
      const expected = JSON.parse(readFileSync(join(root, tool, sidecar), 'utf8')) as Sidecar;
      const path = join(root, tool, expected.file);
      if (expected.parse === 'error') {
        const error = await inspectPath(path).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(ProofdeskError);
        expect((error as ProofdeskError).code).toBe('bad-input');
        expect((error as ProofdeskError).where).toMatchObject({ file: path, line: expect.any(Number) });
        return;
      }
      const found = (await inspectPath(path)) as Inspection;
      expect({ file: found.file, tool: found.tool, format: found.format, parse: found.parse }).toEqual({
        file: expected.file,
        tool,
        format: expected.format,
        parse: expected.parse,
      });
      for (const series of expected.series ?? []) {
        const same = found.series.filter(({ key, metric }) => key === series.key && metric === series.metric);
        expect(same, `${series.key} / ${series.metric}`).toHaveLength(1);
        const figures = Object.fromEntries(Object.entries(series).filter(([name]) => counted.includes(name)));
        contains(same[0], figures, `${series.key} / ${series.metric}`);
      }
      for (const [name, total] of Object.entries(expected.totals ?? {})) contains(found.totals[name], total, name);
      if (expected.thresholds) expect(found.metadata.thresholds).toEqual(expected.thresholds);
      const skipped = expected.skippedRows ?? expected.skippedLines;
      if (skipped !== undefined) expect(found.totals.skippedRows ?? found.totals.skippedLines).toBe(skipped);
      expect(JSON.stringify(found)).not.toContain('\ufffd');
    });
  });
}
