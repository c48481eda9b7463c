import { lstatSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { type Dialogs, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';

let root: string;
let desk: DeskProcess;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-modes-'));
  desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    jobsInThisThread: true,
    watchEvery: 0,
  });
});

afterEach(async () => {
  await desk.close();
  rmSync(root, { recursive: true, force: true });
});

const dialogs: Dialogs = {
  chooseFiles: async () => [],
  chooseSavePath: async () => join(root, 'state', 'saved.png'),
};
const session = (customerAccount: string | null = null) =>
  sessionAt({ actor: desk.lastActor() }, { desk, face: 'test', customerAccount, dialogs });
const client = () => clientInProcess(session());

async function work(): Promise<{ file: string; logo: string }> {
  await client().workspace.create({ name: 'N', company: 'N Ltd', currency: 'EUR', owner: { name: 'Ada Admin' } });
  const { digest: logo } = desk
    .workspace()
    .blobs.put(Buffer.from('a logo'), { mediaType: 'image/png', name: 'logo.png' });
  await client().workspace.revise({ input: { brand: { accent: '#112233', logo, footer: '' } } });
  await client().workspace.backUp();
  const { file } = await client().workspace.exportTo({});
  return { file, logo };
}

const impossible = process.platform === 'win32' ? 'files on Windows have no permissions for group and others' : null;
if (impossible) console.log(`Permissions of files are not tested: ${impossible}.`);

it.skipIf(impossible !== null)('what lies in the state and data folders is readable by its owner only', async () => {
  const { logo } = await work();
  await client().system.files.save({ title: 'Logo', digest: logo });
  await client().workspace.restore({ backup: (await client().workspace.backUp()).name });
  await client().workspace.revise({ input: { name: 'After' } });
  const open: string[] = [];
  let seen = 0;
  for (const place of ['state', 'data']) {
    for (const entry of readdirSync(join(root, place), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      seen += 1;
      // The data folder itself is the person's own; what Proofdesk makes in it is not for others.
      if ((lstatSync(path).mode & 0o077) !== 0) open.push(`${path} ${(lstatSync(path).mode & 0o777).toString(8)}`);
    }
  }
  expect(seen).toBeGreaterThan(12);
  expect(open).toEqual([]);
});

it.skipIf(impossible !== null)('an archive that is written elsewhere is readable by its owner only, too', async () => {
  await work();
  const { file } = await client().workspace.exportTo({ file: join(root, 'elsewhere', 'all.zip') });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('what a killed process left half-written goes at the next opening, what a running one writes stays', async () => {
  await work();
  const { folder } = desk.workspace();
  const names = (process_: number) => [
    `.proofdesk-restoring-${process_}-0198aaaa-0000-4000-8000-000000000001.db`,
    `exports/.proofdesk-exporting-${process_}-0198aaaa-0000-4000-8000-000000000001.zip`,
  ];
  for (const name of [...names(2 ** 30), ...names(process.pid)]) writeFileSync(join(folder, name), 'half');
  desk.open(folder);
  const left = readdirSync(folder, { recursive: true }).map(String);
  for (const name of names(process.pid)) expect(left).toContain(name);
  for (const name of names(2 ** 30)) expect(left).not.toContain(name);
});

it('a customer view chooses no files on this computer', async () => {
  await work();
  const customer = clientInProcess(session('somebody'));
  await expect(customer.system.files.choose({ title: 'Logs', extensions: [], many: true })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await client().system.files.choose({ title: 'Logs', extensions: [], many: true })).toEqual([]);
});
