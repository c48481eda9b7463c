import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
const type = (...line: string[]) => desk.type(...line);

beforeAll(async () => {
  desk = typedDesk('cli-studies', { columns: 200 });
  await type('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await type('person', 'add', 'Lea Brandt', '--role', 'legal');
  await type('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy', '--new-account', '--stage', 'quote');
  await type('contact', 'create', 'Marit Solberg', '--account', 'Halden Energy');
});
afterAll(() => desk.close());

/** Each line opens the workspace anew, and documents are set in a worker. */
const LONG = 60_000;

it(
  'a case study is written, approved, published and built from the command line',
  async () => {
    const number = (
      await type('case-study', 'create', '--deal', 'Halden', '--title', 'By eight', '--situation', 'Noon.')
    ).out.trim();
    expect(number).toMatch(/^CS-/);
    expect(await type('case-study', 'submit', number)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Results is empty.'),
    });
    await type('case-study', 'edit', number, '--approach', 'A trial.', '--results', 'Eight.');
    const said = ['--stated-by', 'marit solberg', '--on', '2026-01-05', '--how', 'call', '--value', '8', '--unit', 'h'];
    expect(await type('case-study', 'add-figure', number, ...said)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--label'),
    });
    await type('case-study', 'add-figure', number, ...said, '--label', 'Reports ready');
    const quote = (await type('case-study', 'add-quote', number, 'It works.', '--by', 'Marit Solberg')).out.trim();
    const by = ['--by', 'Marit Solberg', '--on', '2026-01-06', '--how', 'call', '--use', 'public'];
    await type('case-study', 'approve-quote', number, quote, ...by);
    expect((await type('case-study', 'show', number)).out).toMatch(/Reports ready +8 h .*Stated by the customer/);
    expect((await type('case-study', 'submit', number)).out).toBe(`${number}, version 1, is with legal.\n`);
    expect(await type('case-study', 'publish', number)).toMatchObject({ code: 1 });
    await type('approval', 'decide', `Case study ${number}, version 1: By eight`, 'approve', '--as', 'Lea Brandt');
    expect((await type('case-study', 'publish', number)).out).toBe(`${number}, version 1, is published.\n`);
    expect((await type('case-study', 'build', number, '--out', 'study.pdf')).code).toBe(0);
    expect(existsSync(join(desk.root, 'study.pdf'))).toBe(true);
    expect((await type('case-study', 'list', '--standing', 'published')).out).toContain('By eight');
    expect(await type('case-study', 'show', 'CS-0')).toMatchObject({ code: 66 });
  },
  LONG,
);

it(
  'a success plan is kept, checked, shared and built from the command line',
  async () => {
    const number = (await type('success-plan', 'create', '--deal', 'Halden')).out.trim();
    const due = ['--due', '2030-03-31'];
    await type(
      'success-plan',
      'add-goal',
      number,
      'Fewer hours',
      '--from',
      '1450',
      '--to',
      '420',
      '--unit',
      'h',
      ...due,
    );
    await type('success-plan', 'add-milestone', number, 'Sources', ...due, '--customer-owner', 'Marit Solberg');
    expect(await type('success-plan', 'check-in', number, 'Hours', '--value', '9')).toMatchObject({
      code: 66,
      err: expect.stringContaining('Fewer hours, Sources'),
    });
    await type('success-plan', 'check-in', number, 'fewer hours', '--value', '935', '--outlook', 'at-risk');
    await type('success-plan', 'check-in', number, 'Sources', '--done');
    expect((await type('success-plan', 'show', number)).out).toMatch(/Fewer hours +1450 h +420 h +935 +50 % .*at-risk/);
    expect((await type('success-plan', 'list', '--behind')).out).toContain('1 of 2');
    expect((await type('success-plan', 'share', number)).out).toBe(`${number}, version 1, is shared.\n`);
    const built = await type('success-plan', 'build', number, '--version', '1', '--out', 'plan.pdf', '--json');
    expect(built.json()).toMatchObject({ final: true, kind: 'success-plan' });
    expect((await type('verify', 'plan.pdf', '--json')).json()).toMatchObject({ consistent: true });
    expect(await type('success-plan', 'build', number, '--version', '2')).toMatchObject({ code: 66 });
  },
  LONG,
);
