import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';

let root: string;
let desk: DeskProcess;
let seat: Seat;
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));
const openDesk = () =>
  new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    jobsInThisThread: true,
    watchEvery: 0,
  });

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-explorer-'));
  seat = { actor: null };
  desk = openDesk();
  await client().workspace.create({
    name: 'Northwind',
    company: 'Northwind Ltd',
    currency: 'EUR',
    owner: { name: 'Ada Admin' },
  });
});
afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

it('lists what receipts can be filtered by', async () => {
  await client().workspace.addPerson({ input: { name: 'Mara Osei', roles: ['finance'] } });
  const { commands, people, entities } = await client().receipts.facets();
  expect(commands).toEqual([
    { command: 'person.add', deed: 'added a person', receipts: 1 },
    { command: 'workspace.create', deed: 'made the workspace', receipts: 1 },
  ]);
  expect(people).toMatchObject([{ name: 'Ada Admin', receipts: 2 }]);
  expect(entities).toContainEqual({ entity: 'person', label: 'person' });
});

it('calls a row without a title after what it belongs to, and names the rows whose ids a receipt holds', async () => {
  const account = await client().deals.createAccount({ input: { name: 'Halden Energy' } });
  const deal = await client().deals.create({ input: { title: 'Graph platform', account: account.result!.id } });
  const { changes, names, subject } = await client().receipts.get({ hash: deal.receipt! });
  expect(subject?.title).toContain('Graph platform');
  expect(names[account.result!.id]).toEqual({ entity: 'account', title: 'Halden Energy' });
  expect(changes[0]?.fields.find(({ field }) => field === 'account')?.after).toBe(account.result!.id);
  const why = await client().receipts.why({ entity: 'deal', id: deal.result!.id, field: 'account' });
  expect(why.names[account.result!.id]?.title).toBe('Halden Energy');
});

it('tells how far a verification is, and at last its report', async () => {
  const steps: { progress: number; report: unknown }[] = [];
  for await (const step of await client().receipts.verifying({ deep: true })) steps.push(step);
  expect(steps.at(-1)).toMatchObject({ progress: 1, report: { ok: true, receipts: 1, signatures: 1 } });
  expect(steps.slice(0, -1).every(({ report }) => report === null)).toBe(true);
});

it('refuses policies that do not fit, and those after which nobody could mend them', async () => {
  const { policies } = await client().workspace.policies();
  const present = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  const install = (changed: Record<string, string>) =>
    client().workspace.installPolicies({ input: { policies: changed } });
  const unknown = '@id("dance") permit (principal, action == Action::"quote.dance", resource);';
  await expect(install({ ...present, dance: unknown })).rejects.toMatchObject({
    code: 'bad-input',
    where: { field: 'dance' },
  });
  const { 'admin-runs-the-workspace': _, ...withoutAdmin } = present;
  await expect(install(withoutAdmin)).rejects.toThrow('could not install policies again');
  const outcome = await install({
    ...present,
    quiet: '@id("quiet") forbid (principal, action, resource) when { false };',
  });
  expect(outcome.status).toBe('done');
});

it('keeps a checked logo and serves it once the brand names it', async () => {
  const file = join(root, 'logo.svg');
  writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg"><rect width="8" height="8"/></svg>');
  const handed = await desk.intake.point(file);
  const { digest } = await client().workspace.keepLogo({ file: handed.id });
  const session = sessionAt(seat, { desk, face: 'test' });
  expect(await desk.readBlob(session, digest)).toBeNull();
  await client().workspace.revise({ input: { brand: { accent: '#1f4fd8', logo: digest, footer: '' } } });
  expect(await desk.readBlob(session, digest)).toMatchObject({ contentType: 'image/svg+xml', name: 'logo.svg' });
});

it('says why the wanted workspace is not open, with its backups, until one is', async () => {
  const folder = desk.workspace().folder;
  const backup = await client().workspace.backUp();
  await desk.close();
  writeFileSync(join(folder, 'workspace.db'), 'no database at all, but long enough to be looked at as one'.repeat(200));
  desk = openDesk();
  await expect(client().workspace.open({ folder })).rejects.toMatchObject({ code: 'bad-input' });
  const { problem, workspace } = await client().workspace.state();
  expect(workspace).toBeNull();
  expect(problem).toMatchObject({ folder, error: { code: 'bad-input' } });
  expect(await client().workspace.backups({ folder })).toMatchObject([{ name: backup.name }]);
  await client().workspace.restore({ folder, backup: backup.file });
  expect((await client().workspace.state()).problem).toBeNull();
  expect((await client().workspace.state()).person?.name).toBe('Ada Admin');
});
