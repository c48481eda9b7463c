import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../bin/build.mjs';
import { loadDocumentResources } from '../../src-main/documents/resources';
import { verifyFiles } from '../../src-main/documents/verify';
import { resourcesFolder } from '../../src-main/installation';
import { pageDataSchema, readPageFile } from '../../src-shared/documents';
import { typeLine } from '../core/command-line';
import { type SellingWorld, sellingWorld } from '../core/selling-world';
import { smallModel } from '../core/small-model';
import { customersNumbers } from '../roi/filled-case';

let world: SellingWorld;
let contact: string;
let root: string;
let stick: string;
const proofdesk = (...line: string[]) => typeLine(line, { folder: root });
const asked = async (...line: string[]) => {
  const typed = await proofdesk(...line, '--json');
  if (typed.code !== 0) throw new Error(`${line.join(' ')}: ${typed.err}`);
  return typed.json();
};

const source = { kind: 'customer' as const, text: 'Workshop of 3 March' };
const numbers = Object.entries(customersNumbers).map(([name, own]) => ({ name, ...own, source }));
/** What stands where only some may read, and what no file of a customer may hold. */
const markers = {
  cost: '9.87654',
  note: 'MARKER-INSIDE-NOTE',
  reason: 'MARKER-REASON',
  contact: 'MARKER-CONTACT',
  why: 'MARKER-HANDOVER',
  memo: 'MARKER-DEAL-NOTE',
};
const deal = 'Halden, 36 months';
let roi: string;
let roiCase: string;
let page: string;

/** A quote that was released with costs behind it, a case by a model with notes kept inside, and a contact. */
async function prepare(world: SellingWorld): Promise<void> {
  const rep = world.as(world.rep);
  const content = JSON.parse(JSON.stringify(smallModel).replace('"perUnit":"9"', `"perUnit":"${markers.cost}"`));
  const finance = world.as(world.finance);
  const model = (await finance.pricing.create({ input: { name: 'Costly', version: '1', content } })).result!.version;
  await finance.pricing.publish({ input: { version: model } });
  await rep.deals.reviseAccount({
    input: { account: world.account, name: 'Halden / Energy: AS', notes: markers.memo },
  });
  const known = await rep.deals.createContact({ input: { account: world.account, name: markers.contact } });
  contact = known.result!.id;
  const lines = [
    { sku: 'BASE', quantity: '1' },
    { sku: 'SEAT', quantity: '40' },
  ];
  const quote = (await rep.quotes.create({ input: { deal: world.deal, model, termMonths: 36, lines } })).result!.id;
  const { request, version } = (await rep.quotes.submit({ input: { quote } })).result!;
  const decide = (person: string, role: string) =>
    world.as(person).approvals.decide({
      input: { request: request!, role, decision: 'approve' },
      reason: markers.reason,
    });
  await decide(world.finance, 'finance');
  await decide(world.delivery, 'delivery');
  await rep.documents.build({ kind: 'quote', subject: quote });
  await rep.quotes.release({ input: { quote, version } });
  await rep.documents.build({ kind: 'quote', subject: quote });
  await rep.roi.installModels({ input: { keys: ['tco'] } });
  const tco = (await rep.roi.models({ published: true }))[0]!.version;
  const made = (await rep.roi.createCase({ input: { deal: world.deal, model: tco } })).result!;
  await rep.roi.setInputs({ input: { case: made.id, inputs: numbers } });
  await rep.roi.setInputs({
    input: { case: made.id, inputs: [{ name: 'operations_saved', value: '0.92', source, reason: markers.reason }] },
  });
  await rep.roi.editCase({ input: { case: made.id, insideNote: markers.note } });
  roi = made.number;
  roiCase = made.id;
}

beforeAll(async () => {
  await ensureBuilt({ parts: ['page'] });
  world = await sellingWorld(41);
  root = world.root;
  stick = join(root, 'stick');
  mkdirSync(stick);
  await prepare(world);
}, 60_000);
afterAll(() => {
  delete process.env['PROOFDESK_STATE'];
  delete process.env['PROOFDESK_DATA'];
  rmSync(root, { recursive: true, force: true });
});

const faultsOf = async (files: { name: string; bytes: Uint8Array }[]) => {
  const report = await verifyFiles(files, loadDocumentResources(resourcesFolder()));
  return report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
};

it('takes only what was frozen and is final, and names what is not', async () => {
  const rep = world.as(world.rep);
  const { write, offered } = rep.documents.shares;
  const order = { deal: world.deal, into: stick, roi: { case: roi } };
  await expect(write(order)).rejects.toMatchObject({ message: expect.stringContaining('was not frozen yet') });
  await rep.roi.freezeCase({ input: { case: roiCase, seed: 7 } });
  await expect(write({ ...order, roi: null })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(write({ ...order, into: join(root, 'no', 'such') })).rejects.toMatchObject({ code: 'not-found' });
  const choice = await offered({ deal: world.deal });
  const draft = choice.find(({ refused }) => refused !== null)!;
  expect(draft.refused).toContain('not approved');
  await expect(write({ ...order, documents: [draft.id] })).rejects.toMatchObject({ code: 'check-failed' });
  expect(readdirSync(stick)).toEqual([]);
});

it('writes a folder with documents and page under names that every file system takes, and notes all', async () => {
  const rep = world.as(world.rep);
  await rep.documents.build({ kind: 'roi', subject: roiCase });
  const { write, offered, list } = rep.documents.shares;
  const documents = (await offered({ deal: world.deal }))
    .filter(({ kind, refused }) => kind !== 'roi-case' && refused === null)
    .map(({ id }) => id);
  const order = { deal: world.deal, into: stick, roi: { case: roi }, documents, contact, note: markers.why };
  const written = await write(order);
  const folder = readdirSync(stick)[0]!;
  expect(folder).toBe('Halden - Energy- AS 2026-11-12');
  const names = readdirSync(join(stick, folder));
  expect(names).toContain('Halden - Energy- AS.html');
  expect(names).toHaveLength(3);
  page = join(stick, folder, 'Halden - Energy- AS.html');
  expect(readFileSync(page).length).toBeLessThan(600_000);
  const [given] = await list({ deal: world.deal });
  expect(given).toMatchObject({ contactName: markers.contact, folder, roi: { number: roi, version: 1 } });
  expect(given?.receipt).toMatch(/^[0-9a-f]{64}$/);
  expect(given?.files.map(({ sha256 }) => sha256)).toEqual(written.files.map(({ sha256 }) => sha256));
  expect(given?.files.every(({ present }) => present)).toBe(true);
  await expect(write(order)).rejects.toMatchObject({ message: expect.stringContaining('already') });
});

it('holds nothing internal in any byte, also not in what is packed inside the files', () => {
  const folder = join(page, '..');
  for (const name of readdirSync(folder)) {
    const texts = unpacked(readFileSync(join(folder, name)));
    for (const marker of Object.values(markers))
      expect(
        texts.some((text) => text.includes(marker)),
        `${marker} in ${name}`,
      ).toBe(false);
  }
  const parts = readPageFile(readFileSync(page, 'utf8'))!;
  const data = pageDataSchema.parse(JSON.parse(parts.data));
  expect(data.roi?.figures).toHaveLength(3);
  expect(readFileSync(page, 'utf8')).toContain("default-src 'none'; script-src 'sha256-");
});

it('verifies with the files beside it, and says what was altered', async () => {
  const folder = join(page, '..');
  const bytes = readFileSync(page);
  const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  expect(await faultsOf(files)).toEqual([]);
  const handed = [(await world.desk.intake.point(page)).id];
  const report = await world.as(world.rep).documents.verify({ handed });
  expect(report.checks.find(({ name }) => name === 'handover')?.detail).toContain('Halden / Energy: AS on 2026-11-12');
  const text = bytes.toString('utf8');
  const altered = (own: string) => faultsOf([{ name: 'altered.html', bytes: Buffer.from(own) }]);
  expect(await altered(text.replace(/("netPresentValue":")/, '$19'))).toEqual(['parts', 'figures']);
  expect(await altered(text.replace('</body>', '<script>1</script></body>'))).toEqual(['file']);
  expect(await altered(text.replace('img-src data:', 'img-src *'))).toEqual(['file']);
  await expect(altered(text.slice(0, 900))).rejects.toMatchObject({ message: expect.stringContaining('cut off') });
});

it('on the command line: what the customer has, what went another way, what is newer by now', async () => {
  const rep = world.as(world.rep);
  await rep.roi.setInputs({ input: { case: roiCase, inputs: [{ name: 'operators', value: '7', source }] } });
  await rep.roi.freezeCase({ input: { case: roiCase, seed: 7 } });
  await world.desk.close();
  process.env['PROOFDESK_STATE'] = join(root, 'state');
  process.env['PROOFDESK_DATA'] = join(root, 'data');
  const made = (await asked('document', 'list', '--deal', deal)).documents;
  const draft = made.find(({ final }: { final: boolean }) => !final);
  const refused = await proofdesk('document', 'given', draft.id, '--deal', deal);
  expect(refused).toMatchObject({ code: 77 });
  expect(refused.err).toContain('Only final documents are given');
  const readout = made.find(({ kind }: { kind: string }) => kind === 'roi').file.slice(0, 12);
  const noted = await proofdesk('document', 'given', readout, '--deal', deal, '--how', 'portal');
  expect(noted.out).toMatch(/^[0-9a-f]{64}\n$/);
  const bare = ['document', 'share', readout, '--deal', deal, '--into', 'stick', '--no-page', '--name', 'con'];
  expect((await proofdesk(...bare)).out).toContain(join('stick', '_con'));
  const { given } = await asked('document', 'shared', '--deal', deal);
  expect(given.map(({ how }: { how: string }) => how).sort()).toEqual(['folder', 'folder', 'portal']);
  expect(given[0].files[0].stale.join(' ')).toContain('version 2');
  expect((await proofdesk('document', 'shared', '--deal', deal)).out).toContain('portal');
});

/** A file's bytes as text, with every stream inside it that deflates and every run of Base64 in it. */
function unpacked(bytes: Buffer, depth = 0): string[] {
  const text = bytes.toString('latin1');
  const inside: Buffer[] = [];
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    const start = at + 6 + (bytes[at + 6] === 0x0d ? 2 : 1);
    try {
      inside.push(inflateSync(bytes.subarray(start)));
    } catch {
      // No stream that is packed so.
    }
  }
  for (const [run] of text.matchAll(/[A-Za-z0-9+/]{200,}={0,2}/g)) inside.push(Buffer.from(run, 'base64'));
  return [text, ...(depth < 2 ? inside.flatMap((one) => unpacked(one, depth + 1)) : [])];
}
