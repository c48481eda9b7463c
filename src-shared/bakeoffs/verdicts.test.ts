import { describe, expect, it } from 'vitest';
import fixture from '../../test/fixtures/stats/verdicts.json';
import type { VerdictTableInput } from './verdict-schema';
import { judge, verdictFigures } from './verdicts';

describe('whole tables get the figures and verdicts computed outside', () => {
  for (const table of fixture.tables) {
    it(table.id, () => {
      const rows = judge(table as VerdictTableInput).map(verdictFigures);
      expect(rows.map((row) => row.verdict)).toEqual(table.expected.map((row) => row.verdict));
      table.expected.forEach((expected, index) => {
        for (const [name, value] of Object.entries(expected)) {
          const actual = rows[index]?.[name];
          if (typeof value !== 'number') expect(actual).toBe(value);
          else {
            expect(
              Math.abs((actual as number) - value),
              `${expected.key} ${name}: ${actual} against ${value}`,
            ).toBeLessThanOrEqual(fixture.tolerance.rel * Math.abs(value));
          }
        }
        expect(Object.keys(rows[index] ?? {}).sort()).toEqual(Object.keys(expected).sort());
      });
    });
  }
});
