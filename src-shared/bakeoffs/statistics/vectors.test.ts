import { describe, expect, it } from 'vitest';
import fixture from '../../../test/fixtures/stats/vectors.json';
import type { Rule } from '../../kernel/rule';
import { statisticsRules } from './rules';

interface Tolerance {
  rel?: number;
  abs?: number;
  intervalAbs?: number;
  z0Abs?: number;
  accelerationAbs?: number;
  ratioRel?: number;
}

/** Figures that come from another program's own method and that we do not compute. */
const otherPrograms = new Set(['rWilcoxInterval', 'rWilcoxEstimate']);

/** How far from `expected` the figure at `path` may be. */
function allowance(path: string, expected: number, tolerance: Tolerance): number {
  if (/^(bca|percentile)\./.test(path) && tolerance.intervalAbs) return tolerance.intervalAbs;
  if (path === 'z0' && tolerance.z0Abs) return tolerance.z0Abs;
  if (path === 'acceleration' && tolerance.accelerationAbs) return tolerance.accelerationAbs;
  const relative = tolerance.rel ?? (path === 'ratio' ? tolerance.ratioRel : undefined) ?? 1e-12;
  return Math.max(tolerance.abs ?? 0, relative * Math.abs(expected));
}

function compare(actual: unknown, expected: unknown, path: string, tolerance: Tolerance): void {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number');
    const distance = Math.abs((actual as number) - expected);
    expect(distance, `${path}: ${actual} against ${expected}`).toBeLessThanOrEqual(
      allowance(path, expected, tolerance),
    );
  } else if (Array.isArray(expected)) {
    expect(actual, path).toHaveLength(expected.length);
    expected.forEach((value, index) => {
      compare((actual as unknown[])[index], value, `${path}.${index}`, tolerance);
    });
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, value] of Object.entries(expected)) {
      if (otherPrograms.has(key)) continue;
      compare((actual as Record<string, unknown>)[key], value, path ? `${path}.${key}` : key, tolerance);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}

describe('statistics give the figures of scipy, R, HdrHistogram and direct counting', () => {
  for (const vector of fixture.vectors) {
    it(`${vector.method}: ${vector.id}`, () => {
      const rule = statisticsRules.find((candidate) => candidate.name === `stats.${vector.method}`) as Rule;
      const actual = rule.compute(rule.input.parse(vector.input));
      compare(actual, vector.expected, '', vector.tolerance as Tolerance);
      const expectedKeys = Object.keys(vector.expected).filter((key) => !otherPrograms.has(key));
      expect(Object.keys(actual as object)).toEqual(expect.arrayContaining(expectedKeys));
    });
  }
});
