import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Typed, type TypedDesk, typedSellingWorld } from '../core/command-line';
import { smallModel } from '../core/small-model';

let desk: TypedDesk;
const document = (...line: string[]) => desk.type('document', ...line);
const done = async (typed: Promise<Typed>) => {
  const { code, err, json } = await typed;
  expect(code, err).toBe(0);
  return json();
};

beforeAll(async () => {
  desk = await typedSellingWorld('studio-cli', smallModel);
});
afterAll(() => desk.close());

it('a one-pager is put together, approved, made, and told out of date when its text is', async () => {
  const written = await done(
    document('snippet', '--title', 'Security', '--text', 'Audited every year.', '--locale', 'en-GB', '--json'),
  );
  const asked = await done(document('snippet', written.number, '--submit', '--json'));
  await done(desk.type('approval', 'decide', asked.request, 'approve', '--as', 'Nils Berg', '--json'));
  const page = await done(document('compose', '--kind', 'one-pager', '--deal', 'Halden, 36 months', '--json'));
  expect(page.number).toMatch(/^DC-/);
  await done(document('add', page.number, '--snippet', written.number, '--json'));
  await done(document('add', page.number, '--heading', 'For Halden', '--after', '0', '--json'));
  writeFileSync(join(desk.root, 'broken.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]));
  const broken = await document('add', page.number, '--picture', 'broken.png', '--title', 'Logo');
  expect([broken.code, broken.err]).toEqual([65, expect.stringContaining('cut off')]);
  const shown = await document('show', page.number);
  expect(shown.out).toContain('Heading: For Halden');
  expect(shown.out).toContain('Would need');
  await done(document('remove', page.number, '1', '--json'));
  const { version, request } = await done(document('submit', page.number, '--json'));
  expect([version, request]).toEqual([1, null]);
  const preview = await done(document('preview', page.number, '--out', 'pages', '--json'));
  expect(readFileSync(preview.files[0], 'utf8')).toContain('<svg');
  const made = await done(document('make', page.number, '--version', '1', '--out', 'page.pdf', '--json'));
  expect([made.final, existsSync(join(desk.root, 'page.pdf'))]).toEqual([true, true]);
  expect((await desk.type('verify', 'page.pdf')).out).toContain('Consistent');
  await done(document('snippet', written.number, '--text', 'Audited twice a year.', '--json'));
  const second = await done(document('snippet', written.number, '--submit', '--json'));
  await done(desk.type('approval', 'decide', second.request, 'approve', '--as', 'Nils Berg', '--json'));
  const { documents } = await done(document('outdated', '--json'));
  expect(documents[0].stale[0]).toContain('newer approved version 2');
}, 60_000);

it('a template is written into a folder, tried, told where it is wrong, and saved', async () => {
  await done(document('template', 'house', '--kind', 'quote', '--json'));
  const path = join(desk.root, 'house', 'quote.typ');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('#let document(page)', '#let broken = nothing\n#let document(page)'));
  const wrong = await document('template', 'house', '--kind', 'quote', '--check', '--json');
  expect([wrong.code, wrong.json()]).toEqual([
    65,
    {
      error: expect.objectContaining({
        where: expect.objectContaining({ file: 'quote.typ', line: expect.any(Number) }),
      }),
    },
  ]);
  writeFileSync(path, text);
  const saved = await done(document('template', 'house', '--kind', 'quote', '--name', 'House style', '--json'));
  expect(saved).toMatchObject({ name: 'House style', problem: null, behind: false });
}, 60_000);

it('too little contrast is a no, with the ratio and what would pass', async () => {
  const { code, out } = await document('contrast', '--accent', '#1f4fd8', '--heading', '#ffcc00');
  expect([code, out]).toEqual([1, expect.stringMatching(/only 1\.5\d?:1.*would pass/)]);
});
