import { describe, expect, it } from 'vitest';
import { newMetric } from '../metrics';
import { degradation } from './degradation';
import { faultFindings } from './fault-findings';
import { faultsOfEntries, readFaultTable } from './faults';
import type { RunTimeline } from './run-timeline';
import { type FaultMeasure, faultFigure, figureUnderFault } from './under-fault';

/** 120 s at 100 requests a second and 20 ms; from 40 s to 50 s a fifth fails and takes 200 ms, until `back` it stays slow. */
function line(back: number, given: Partial<RunTimeline> = {}): RunTimeline {
  const seconds = Array.from({ length: 120 }, (_, at) => at);
  const ill = (at: number) => at >= 40 && at < 50;
  return {
    key: 'Search',
    metric: 'elapsed',
    unit: 'ms',
    from: 0,
    width: 1,
    count: seconds.map((at) => (ill(at) ? 50 : 100)),
    failed: seconds.map((at) => (ill(at) ? 10 : 0)),
    median: seconds.map((at) => (ill(at) || (at >= 50 && at < back) ? 200 : 20)),
    p99: seconds.map((at) => (at === 44 ? 900 : 40)),
    ...given,
  };
}

const fault = { kind: 'node killed', from: 40, to: 50 };
const measure = (figure: FaultMeasure['figure'], more: Partial<FaultMeasure> = {}): FaultMeasure => ({
  kind: 'underFault',
  figure,
  latencyBand: 0.1,
  errorBand: 0.001,
  holdSeconds: 30,
  ...more,
});

describe('a run under fault', () => {
  it('has the share that succeeded, the throughput it kept and its slowest second', () => {
    expect(figureUnderFault(line(57), [fault], measure('success')).value).toBe(0.8);
    expect(figureUnderFault(line(57), [fault], measure('throughputKept')).value).toBe(0.4);
    expect(figureUnderFault(line(57), [fault], measure('slowestSecond')).value).toBe(900);
  });

  it('is back when latency and failures stay in the band for as long as was agreed', () => {
    expect(figureUnderFault(line(57), [fault], measure('recoveryTime')).value).toBe(7);
    expect(figureUnderFault(line(50), [fault], measure('recoveryTime')).value).toBe(0);
    expect(figureUnderFault(line(57), [fault], measure('recovered')).value).toBe(1);
    const relapse = line(57);
    relapse.failed![70] = 1;
    expect(figureUnderFault(relapse, [fault], measure('recoveryTime')).value).toBe(21);
    expect(figureUnderFault(relapse, [fault], measure('recoveryTime', { holdSeconds: 10 })).value).toBe(7);
  });

  it('that is not back has no length, and says so as a finding of its own', () => {
    const figure = figureUnderFault(line(120), [fault], measure('recoveryTime'));
    expect(figure).toMatchObject({ value: null, enough: false, state: 'not-recovered' });
    expect(figure.reason).toBe('not recovered within the 70 s that were measured after the fault');
    expect(figureUnderFault(line(120), [fault], measure('recovered')).value).toBe(0);
  });

  it('that was watched too briefly is not known to be either', () => {
    const late = { kind: 'node killed', from: 90, to: 100 };
    const figure = figureUnderFault(line(50), [late], measure('recovered'));
    expect(figure).toMatchObject({ value: null, enough: false });
    expect(figure.state).toBeUndefined();
    expect(figure.reason).toMatch(/only 20 s were measured after the fault/);
  });

  it('has no figure without a fault, a level before it, or knowledge of what failed', () => {
    expect(figureUnderFault(line(50), [], measure('success')).reason).toBe('no fault is recorded of this run');
    expect(figureUnderFault(line(50), [fault], measure('success', { fault: 'disk full' })).value).toBeNull();
    const early = { kind: 'node killed', from: 5, to: 8 };
    expect(figureUnderFault(line(50), [early], measure('recoveryTime')).reason).toMatch(/only 5 stretches before/);
    expect(figureUnderFault(line(50, { failed: null }), [fault], measure('success')).reason).toMatch(/what failed/);
    const restless = line(50, { median: line(50).median.map((_, at) => (at % 4 === 0 ? 40 : 20)) });
    expect(figureUnderFault(restless, [fault], measure('recoveryTime')).reason).toMatch(/agree on a wider one/);
  });

  it('counts several faults together: the longest recovery, or none where one is missing', () => {
    const second = { kind: 'network cut', from: 85, to: 86 };
    const both = line(57);
    for (let at = 85; at < 90; at += 1) both.median[at] = 300;
    expect(figureUnderFault(both, [fault, second], measure('recoveryTime', { holdSeconds: 20 })).value).toBe(7);
    expect(
      figureUnderFault(both, [fault, second], measure('recoveryTime', { holdSeconds: 20, fault: 'network cut' })).value,
    ).toBe(4);
  });

  it('is a row with the scale that suits it', () => {
    const row = newMetric(
      { series: 'Search', metric: 'elapsed', unit: 'ms', better: 'lower', measure: measure('success') },
      [],
    );
    expect(row).toMatchObject({
      unit: 'ratio',
      better: 'higher',
      scale: 'difference',
      label: 'Search, success under fault',
    });
    const lacking = faultFigure({ metric: row.id, value: null, samples: 5, enough: false }, row, null, [fault]);
    expect(lacking.reason).toBe('the run was read before its course over time was kept');
  });
});

describe('the course of the sides', () => {
  it('lays the runs over each other at the beginning of their faults', () => {
    const shifted = { ...fault, from: 42, to: 52 };
    const late = line(57);
    for (const name of ['count', 'failed', 'median', 'p99'] as const) {
      const list = late[name] as number[];
      list.unshift(list[0]!, list[0]!);
    }
    const found = degradation([
      { side: 'ours', line: line(57), faults: [fault] },
      { side: 'theirs', line: late, faults: [shifted] },
    ])!;
    expect(found.fault).toEqual({ kind: 'node killed', from: 41, to: 51 });
    const { ours, theirs } = found.courses.success;
    expect(ours.length).toBeLessThanOrEqual(60);
    expect(ours.find(({ x }) => x === 45.5)!.value).toBe(0.8);
    expect(theirs.find(({ x }) => x === 45.5)!.value).toBe(0.8);
    expect(degradation([{ side: 'ours', line: line(57), faults: [] }])).toBeNull();
  });
});

describe('faults of both sides', () => {
  it('must be the same, else nothing about them is compared', () => {
    const metrics = [{ measure: measure('success') }];
    const longer = { ...fault, to: 70 };
    expect(faultFindings(metrics, [{ faults: [fault] }], [{ faults: [{ ...fault, from: 41, to: 51 }] }])).toEqual([]);
    expect(faultFindings(metrics, [{ faults: [fault] }], [{ faults: [longer] }])).toEqual([
      {
        check: 'fault',
        severity: 'stop',
        sentence: 'Fault differs: ours node killed for 10 s, theirs node killed for 30 s',
      },
    ]);
    expect(faultFindings([{ measure: { kind: 'median' } }], [{ faults: [fault] }], [{ faults: [longer] }])).toEqual([]);
  });
});

describe('a table of faults', () => {
  it('tells moments as seconds or as instants, for one run or for several', () => {
    const entries = readFaultTable(
      'run,kind,start,end,note\n01-a,node killed,40,50,\n,network cut,2026-05-04T09:01:00Z,2026-05-04T09:01:20Z,10 % loss\n',
      'faults.csv',
    );
    expect(entries[0]).toEqual({ run: '01-a', kind: 'node killed', from: { seconds: 40 }, to: { seconds: 50 } });
    expect(faultsOfEntries(entries, Date.UTC(2026, 4, 4, 9))).toEqual([
      { kind: 'node killed', from: 40, to: 50 },
      { kind: 'network cut', from: 60, to: 80, note: '10 % loss' },
    ]);
    expect(faultsOfEntries(entries, null)).toMatch(/the run has no times/);
  });

  it('says which line does not fit, and that faults do not overlap', () => {
    expect(() => readFaultTable('kind,start,end\nx,soon,10\n', 'faults.csv')).toThrow(
      /line 2: start is no moment: soon/,
    );
    expect(() => readFaultTable('what,start,end\n', 'faults.csv')).toThrow(/line 1/);
    const entry = (from: number, to: number) => ({ kind: 'x', from: { seconds: from }, to: { seconds: to } });
    expect(faultsOfEntries([entry(5, 5)], 0)).toMatch(/must be after its start/);
    expect(faultsOfEntries([entry(1, 9), entry(5, 12)], 0)).toMatch(/before the fault above it has ended/);
  });
});
