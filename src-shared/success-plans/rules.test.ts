import { expect, it } from 'vitest';
import { goalStanding, meetsTarget, milestoneStanding, progressPercent, timelineOf } from './rules';

const goal = { baseline: '1450', target: '420', due: '2027-03-31' };
const on = (day: string, value: string | null, outlook: 'on-track' | 'at-risk' = 'on-track', at = 1, done = false) => ({
  on: day,
  at,
  value,
  outlook,
  done,
});

it('progress is the share of the way from baseline to target, in either direction and beyond both ends', () => {
  expect(progressPercent(goal, '1450')).toBe(0);
  expect(progressPercent(goal, '420')).toBe(100);
  expect(progressPercent(goal, '935')).toBe(50);
  expect(progressPercent(goal, '1553')).toBe(-10);
  expect(progressPercent({ baseline: '0', target: '3' }, '1')).toBe(33);
  expect(progressPercent({ baseline: '0.000000000001', target: '0.000000000003' }, '0.000000000002')).toBe(50);
  expect(progressPercent({ baseline: '5', target: '5' }, '5')).toBeNull();
  expect(meetsTarget(goal, '420')).toBe(true);
  expect(meetsTarget(goal, '421')).toBe(false);
  expect(meetsTarget({ baseline: '1', target: '2' }, '2.5')).toBe(true);
});

it('a goal is reached by its newest value, missed after its day, and else stands as the newest check-in sees it', () => {
  expect(goalStanding(goal, [], '2027-01-01')).toBe('not-started');
  expect(goalStanding(goal, [], '2027-04-01')).toBe('missed');
  expect(goalStanding(goal, [on('2027-01-05', '900')], '2027-03-31')).toBe('on-track');
  expect(goalStanding(goal, [on('2027-01-05', '900'), on('2027-02-01', null, 'at-risk')], '2027-02-02')).toBe(
    'at-risk',
  );
  expect(goalStanding(goal, [on('2027-02-01', '400'), on('2027-01-05', '900')], '2027-05-01')).toBe('reached');
  // Of one day the one that was recorded last.
  expect(
    goalStanding(goal, [on('2027-02-01', '400', 'on-track', 1), on('2027-02-01', '800', 'at-risk', 2)], '2027-02-02'),
  ).toBe('at-risk');
});

it('a milestone is reached once a check-in says that it is done', () => {
  const milestone = { due: '2027-01-31' };
  expect(milestoneStanding(milestone, [on('2027-01-05', null)], '2027-01-31')).toBe('on-track');
  expect(milestoneStanding(milestone, [on('2027-01-05', null)], '2027-02-01')).toBe('missed');
  expect(milestoneStanding(milestone, [on('2027-01-05', null, 'on-track', 1, true)], '2027-02-01')).toBe('reached');
});

it('a timeline places days between its ends, and its ticks never stand too close', () => {
  const item = (id: string, due: string) => ({
    id,
    title: id,
    kind: 'goal' as const,
    due,
    standing: 'on-track' as const,
  });
  const found = timelineOf('2026-11-15', [item('b', '2027-02-15'), item('a', '2026-12-31')], '2026-12-31')!;
  expect(found.rows.map(({ id, at }) => [id, at])).toEqual([
    ['a', 46 / 92],
    ['b', 1],
  ]);
  expect(found.ticks.map(({ day }) => day)).toEqual(['2026-12-01', '2027-01-01', '2027-02-01']);
  expect(found.today).toBe(0.5);
  expect(timelineOf('2020-01-01', [item('a', '2030-01-01')], '2031-01-01')).toMatchObject({ today: null });
  expect(timelineOf('2020-01-01', [item('a', '2030-01-01')], '2021-01-01')!.ticks.length).toBeLessThanOrEqual(12);
  expect(timelineOf('2026-01-01', [], '2026-01-01')).toBeNull();
});
