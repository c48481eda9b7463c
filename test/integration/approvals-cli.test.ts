import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';
import { smallModel } from '../core/small-model';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

beforeEach(() => {
  desk = typedDesk('approval-cli');
  root = desk.root;
});

afterEach(() => {
  desk.close();
});

it('delegates decisions, decides in another’s place, and shows what changed since the last approved version', async () => {
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await proofdesk('person', 'add', 'Mara Osei', '--role', 'finance');
  await proofdesk('person', 'add', 'Felix Roth', '--role', 'finance');
  await proofdesk('person', 'add', 'Tomas Lind', '--role', 'delivery');
  await proofdesk('account', 'create', 'Halden Energy');
  await proofdesk('deal', 'create', '--title', 'Halden, 36 months', '--account', 'Halden Energy');
  writeFileSync(join(root, 'platform.json'), JSON.stringify(smallModel));
  await proofdesk('pricing', 'import', 'platform.json', '--as', 'Mara Osei');
  await proofdesk('pricing', 'publish', 'Platform 2026.2', '--as', 'Mara Osei');
  const model = ['--model', 'Platform 2026.2'];
  const { number } = (await proofdesk('quote', 'create', 'Halden, 36 months', 'SEAT=40', ...model, '--json')).json();
  await proofdesk('quote', 'submit', number);
  const first = `${number}, version 1`;

  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const role = ['--role', 'finance', '--until', until];
  expect((await proofdesk('approval', 'delegate', 'Nobody', ...role, '--as', 'Mara Osei')).code).toBe(66);
  const none = await proofdesk(
    'approval',
    'delegate',
    'Tomas Lind',
    '--role',
    'legal',
    '--until',
    until,
    '--as',
    'Mara Osei',
  );
  expect(none.code).toBe(77);
  const made = await proofdesk('approval', 'delegate', 'Felix Roth', ...role, '--as', 'Mara Osei', '--json');
  expect(made.code).toBe(0);
  expect((await proofdesk('approval', 'delegations')).out).toMatch(/Mara Osei +Felix Roth +finance .* standing/);

  expect(
    (await proofdesk('approval', 'decide', first, 'approve', '--as', 'Felix Roth', '--for', 'Mara Osei')).code,
  ).toBe(0);
  expect((await proofdesk('approval', 'decide', first, 'approve', '--as', 'Tomas Lind')).out).toContain('approved');
  expect((await proofdesk('approval', 'show', first)).out).toMatch(/finance +Felix Roth +Mara Osei +approve/);
  await proofdesk('approval', 'end-delegation', made.json().id, '--as', 'Felix Roth');
  expect((await proofdesk('approval', 'delegations')).out).toContain('Everybody decides for themselves.');

  await proofdesk('quote', 'revise', number);
  expect((await proofdesk('quote', 'line', number, '1', '--discount', '5')).code).toBe(0);
  await proofdesk('quote', 'submit', number);
  const second = `${number}, version 2`;
  const refused = await proofdesk('approval', 'decide', second, 'approve', '--as', 'Felix Roth', '--for', 'Mara Osei');
  expect(refused.code).toBe(77);
  expect(refused.err).toContain('No delegation lets you decide');
  const shown = (await proofdesk('approval', 'show', second)).out;
  expect(shown).toContain('void. SEAT has more discount.');
  expect(shown).toContain('Since version 1 (approved):');
  expect(shown).toMatch(/Discount – → 5 %/);
});
