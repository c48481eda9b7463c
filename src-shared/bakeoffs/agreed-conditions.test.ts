import { describe, expect, it } from 'vitest';
import { type AcceptedDeviation, type Agreement, type ComparedRun, compareRuns } from './comparison';
import { checkConditions } from './facts';
import type { RunMetadata } from './metadata';
import { newMetric } from './metrics';

const median = newMetric(
  { series: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower', measure: { kind: 'median' } },
  [],
);
const agreed = (more: Partial<Agreement>): Agreement => ({
  metrics: [median],
  band: 0.05,
  errorRateLimit: null,
  oldAfterMonths: null,
  ...more,
});

function runs(facts: (side: 'ours' | 'theirs', index: number) => RunMetadata, count = 7): ComparedRun[] {
  return Array.from({ length: 2 * count }, (_, index) => {
    const side = index % 4 === 0 || index % 4 === 3 ? ('ours' as const) : ('theirs' as const);
    return {
      id: `run-${index}`,
      side,
      name: `run-${index}.jtl`,
      metadata: { order: index + 1, warmUpSeconds: 5, ...facts(side, index) },
      figures: [
        {
          metric: median.id,
          value: (side === 'ours' ? 10 : 20) + index / 100,
          samples: 1000,
          enough: true,
          unit: 'ms',
        },
      ],
    };
  });
}

const stops = (comparison: ReturnType<typeof compareRuns>) =>
  comparison.gate.findings.filter(({ severity }) => severity === 'stop').map(({ check }) => check);

describe('facts that were agreed to be equal', () => {
  it('stop the comparison where they differ, whatever they weigh otherwise', () => {
    const unlike = runs((side) => ({ server: { cores: side === 'ours' ? 4 : 8 } }));
    expect(stops(compareRuns(agreed({}), unlike))).toEqual([]);
    const compared = compareRuns(agreed({ mustBeEqual: ['server.cores'] }), unlike);
    expect(stops(compared)).toEqual(['cpu-cores']);
    expect(compared.rows[0]!.row.verdict).toBe('not comparable');
  });

  it('stop it where a single run lacks them', () => {
    const compared = compareRuns(
      agreed({ mustBeEqual: ['server.cores'] }),
      runs((_, index) => (index === 3 ? {} : { server: { cores: 4 } })),
    );
    expect(compared.gate.open).toEqual([
      'Server cores was agreed to be equal, and is not recorded of 1 of 7 runs of ours',
    ]);
  });

  it('stop it for facts that the gate does not look at by itself', () => {
    const unlike = runs((side) => ({ place: side === 'ours' ? 'Graz' : 'Linz' }));
    expect(stops(compareRuns(agreed({ mustBeEqual: ['place'] }), unlike))).toEqual(['equal-place']);
  });

  it('let the comparison be once somebody accepted it with a reason, and no longer when it changes', () => {
    const unlike = runs((_, index) => (index === 3 ? {} : { server: { cores: 4 } }));
    const agreement = agreed({ mustBeEqual: ['server.cores'] });
    const [finding] = compareRuns(agreement, unlike).gate.findings.filter(({ severity }) => severity === 'stop');
    const waiver: AcceptedDeviation = { id: 'w', reason: 'same rack', by: 'Ada', ...finding! };
    expect(compareRuns(agreement, unlike, [waiver]).rows[0]!.row.verdict).toBe('better');
    const more = runs((_, index) => (index === 3 || index === 4 ? {} : { server: { cores: 4 } }));
    expect(compareRuns(agreement, more, [waiver]).rows[0]!.row.verdict).toBe('not comparable');
  });
});

describe('evidence that was agreed to be there', () => {
  it('stops the comparison where a run lacks a fact, or its single measurements', () => {
    const bare = runs(() => ({}));
    expect(stops(compareRuns(agreed({ mustBePresent: ['command'] }), bare))).toEqual(['required-command']);
    expect(
      stops(
        compareRuns(
          agreed({ mustBePresent: ['command'] }),
          runs(() => ({ command: 'k6 run a.js' })),
        ),
      ),
    ).toEqual([]);
    const agreement = agreed({ mustBePresent: ['measurements'] });
    expect(stops(compareRuns(agreement, bare))).toEqual(['required-measurements']);
    const observed = { measured: true, rows: [], work: {} };
    expect(
      stops(
        compareRuns(
          agreement,
          bare.map((run) => ({ ...run, observed })),
        ),
      ),
    ).toEqual([]);
  });

  it('is not asked for before both sides have runs', () => {
    const ours = runs(() => ({})).filter(({ side }) => side === 'ours');
    expect(stops(compareRuns(agreed({ mustBePresent: ['command'], mustBeEqual: ['place'] }), ours))).toEqual([]);
  });

  it('must be a fact that there is', () => {
    expect(() => checkConditions({ mustBeEqual: ['server.colour'] })).toThrow(/server.colour/);
    expect(() => checkConditions({ mustBeEqual: ['startedAt'] })).toThrow(/same in several runs/);
    expect(() => checkConditions({ mustBePresent: ['nothing'] })).toThrow(/nothing/);
    checkConditions({ mustBeEqual: ['server.cores'], mustBePresent: ['startedAt', 'measurements', 'settings'] });
  });
});

describe('the number of runs that was agreed on', () => {
  const warnings = (count: number, wanted: number | null) =>
    compareRuns(
      agreed({ runsWanted: wanted }),
      runs(() => ({}), count),
    )
      .gate.findings.map(({ check }) => check)
      .filter((check) => check.includes('agreed'));

  it('is held against the runs that there are, fewer and more', () => {
    expect(warnings(6, 7)).toEqual(['fewer-than-agreed-ours', 'fewer-than-agreed-theirs']);
    expect(warnings(8, 7)).toEqual(['more-than-agreed-ours', 'more-than-agreed-theirs']);
    expect(warnings(8, 8)).toEqual([]);
    expect(warnings(8, null)).toEqual([]);
  });
});

describe('warm-up that is left out', () => {
  it('stands for a recorded warm-up', () => {
    const cold = runs(() => ({ warmUpSeconds: 0 }));
    const checks = (discardSeconds: number) =>
      compareRuns(agreed({ discardSeconds }), cold).gate.findings.map(({ check }) => check);
    expect(checks(0)).toContain('no-warm-up-ours');
    expect(checks(10)).not.toContain('no-warm-up-ours');
  });
});
