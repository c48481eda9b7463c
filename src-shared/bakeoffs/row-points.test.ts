import { expect, it } from 'vitest';
import { compareRuns } from './comparison';
import { newMetric } from './metrics';
import { rowPoints } from './row-points';

const metric = newMetric(
  { series: 'job', metric: 'wall_time', unit: 's', better: 'lower', measure: { kind: 'median' } },
  [],
);

function file(side: 'ours' | 'theirs', index: number, repetitions?: number[]) {
  const value = repetitions ? repetitions[Math.floor(repetitions.length / 2)]! : 1 + index / 100;
  return {
    id: `${side}${index}`,
    side,
    name: `${side}${index}`,
    metadata: {},
    figures: [
      {
        metric: metric.id,
        value,
        samples: repetitions?.length ?? 1,
        enough: true,
        ...(repetitions && { repetitions }),
      },
    ],
  };
}
const times = (base: number) => Array.from({ length: 25 }, (_, index) => base + ((index * 7) % 25) / 1000);

it('one file a side with repetitions bears a verdict, with a warning that it was measured in blocks', () => {
  const runs = [file('ours', 0, times(1)), file('theirs', 0, times(2))];
  const { rows, gate, executions } = compareRuns(
    { metrics: [metric], band: 0.05, errorRateLimit: null, oldAfterMonths: null },
    runs,
  );
  expect(rows[0]!.row.verdict).toBe('better');
  expect(rows[0]!.row.ours).toEqual(times(1));
  expect(rows[0]!.points.filter(({ side }) => side === 'ours').map(({ repetition }) => repetition)).toEqual(
    times(1).map((_, index) => index + 1),
  );
  expect(executions).toEqual({ ours: 25, theirs: 25 });
  expect(gate.findings.map(({ check }) => check)).toContain('repetitions-ours');
  expect(gate.findings.map(({ check }) => check)).not.toContain('few-runs-ours');
});

it('five files a side are five runs: what is repeated inside a file shares its conditions', () => {
  const runs = (['ours', 'theirs'] as const).flatMap((side) =>
    Array.from({ length: 5 }, (_, index) => file(side, index, times(side === 'ours' ? 1 : 2))),
  );
  const points = rowPoints(runs, metric);
  expect(points).toHaveLength(10);
  expect(points.every(({ repetition }) => repetition === undefined)).toBe(true);
});

it('single requests of one run never count as runs', () => {
  const { rows } = compareRuns({ metrics: [metric], band: 0.05, errorRateLimit: null, oldAfterMonths: null }, [
    file('ours', 0),
    file('theirs', 1),
  ]);
  expect(rows[0]!.row.verdict).toBe('not enough runs');
});
