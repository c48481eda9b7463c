import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDocumentResources } from '../../src-main/documents/resources';
import { verifyFiles } from '../../src-main/documents/verify';
import { pageTexts } from '../../src-main/documents/verify/pdf-text';
import { resourcesFolder } from '../../src-main/installation';
import { importRuns, sampleFolder } from '../../src-main/sample';
import type { DocumentLine } from '../../src-shared/documents';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let lawyer: string;
let engineer: string;
let contact: string;
let bakeoff: string;
const studies = (person = world.rep) => world.as(person).caseStudies;
const build = (subject: string, more: { disclosure?: 'internal' | 'nda' | 'public' } = {}): Promise<DocumentLine> =>
  world.as(world.rep).documents.build({ kind: 'case-study', subject, ...more });

beforeAll(async () => {
  world = await sellingWorld(33);
  const person = async (name: string, role: 'legal' | 'engineer') =>
    (await world.owner.workspace.addPerson({ input: { name, roles: [role] } })).result!.id;
  lawyer = await person('Lea Brandt', 'legal');
  engineer = await person('Jonas Weber', 'engineer');
  const { createContact } = world.as(world.rep).deals;
  const named = { account: world.account, name: 'Marit Solberg', email: 'marit@nordkraft.example' };
  contact = (await createContact({ input: named })).result!.id;
  const story = JSON.parse(readFileSync(join(sampleFolder(), 'story/04-bakeoffs.json'), 'utf8'));
  const client = world.as(engineer);
  const input = { ...story[0].input.input, deal: world.deal };
  bakeoff = (await client.bakeoffs.create({ input })).result!.id;
  const folder = join(sampleFolder(), 'bakeoffs/batch-report/runs');
  await importRuns(client, world.desk, { bakeoff, folder, only: '', sides: { ours: '-a.', theirs: '-b.' } });
  await client.bakeoffs.record({ input: { bakeoff } });
}, 60_000);
afterAll(() => world.close());

/** Everything that a document says, on its pages and in what is embedded. */
async function everything({ file, title, name }: DocumentLine): Promise<string> {
  const pdf = await PDFDocument.load(world.desk.workspace().blobs.read(file), { updateMetadata: false });
  const embedded = pdf.getAttachments().map((one) => `${one.name} ${Buffer.from(one.data).toString('utf8')}`);
  return [title, name, pdf.getTitle(), ...embedded, ...pageTexts(pdf, name)].join('\n');
}

async function written(title: string, fields: object): Promise<string> {
  const texts = { situation: 'Reports took until noon.', approach: 'A trial.', results: 'Reports are there at eight.' };
  const { id } = (await studies().create({ input: { deal: world.deal, title, ...texts, ...fields } })).result!;
  await studies().addMetric({ input: { study: id, figure: { kind: 'verdict', verdict: bakeoff } } });
  return id;
}

async function published(study: string): Promise<string> {
  const { request, versionId, version } = (await studies().submit({ input: { study } })).result!;
  const decision = { request, role: 'legal', decision: 'approve' } as const;
  await world.as(lawyer).approvals.decide({ input: decision, reason: 'Read.' });
  await studies().publish({ input: { study, version } });
  return versionId;
}

it('without the name, nothing of a document tells who the customer is, and texts that would are refused', async () => {
  const id = await written('Reports by eight', {
    anonymised: true,
    describedAs: 'A Scandinavian utility',
    situation: 'Until now Hálden’s reports took until noon.',
  });
  const role = 'Head of operations';
  const said = { study: id, contact, text: 'We are done by eight.', role };
  const quote = (await studies().addQuote({ input: said })).result!.id;
  const approval = { by: contact, on: '2026-11-05', how: 'by e-mail', use: 'named' } as const;
  await studies().approveQuote({ input: { quote, approval } });
  const refused = { code: 'check-failed', message: expect.stringContaining('Situation tells who it is') };
  await expect(build(id)).rejects.toMatchObject(refused);
  await expect(studies().submit({ input: { study: id } })).rejects.toMatchObject(refused);
  await studies().edit({ input: { study: id, situation: 'Until now reports took until noon.' } });

  const draft = await build(id);
  expect(draft).toMatchObject({ final: false });
  expect(await everything(draft)).toContain('Not approved');
  const made = await build(await published(id));
  expect(made).toMatchObject({ final: true, kind: 'case-study', stale: [] });
  const text = await everything(made);
  expect(text).toContain('A Scandinavian utility');
  expect(text).toContain(role);
  expect(text).toContain('We are done by eight.');
  expect(text).not.toMatch(/halden|marit|solberg|nordkraft|storgata|norway/i);
  const report = await verifyFiles(
    [{ name: made.name, bytes: world.desk.workspace().blobs.read(made.file) }],
    loadDocumentResources(resourcesFolder()),
  );
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.consistent).toBe(true);
});

it('a document leaves out words whose approval was withdrawn, stays inside then, and says so where it is listed', async () => {
  const id = await written('Named', {});
  const said = { study: id, contact, text: 'We are done by eight.' };
  const quote = (await studies().addQuote({ input: said })).result!.id;
  const approval = { by: contact, on: '2026-11-05', how: 'by e-mail', use: 'public' } as const;
  await studies().approveQuote({ input: { quote, approval } });
  const version = await published(id);
  const made = await build(version);
  expect(await everything(made)).toMatch(/Marit\s+Solberg/);
  const listed = async () => (await world.as(world.rep).documents.list({ subject: version }))[0]!;
  expect((await listed()).stale).toEqual([]);
  await studies().withdrawQuote({ input: { quote, on: '2026-11-11', reason: 'New management' } });
  expect((await listed()).stale.join(' ')).toContain('was withdrawn');
  expect(await everything(await build(version))).not.toMatch(/done by eight/);
  await expect(build(version, { disclosure: 'public' })).rejects.toMatchObject({ code: 'forbidden' });
});

it('a person who is forgotten takes their words along, out of drafts and frozen versions alike', async () => {
  const id = await written('Forgotten', {});
  const other = { account: world.account, name: 'Ola Nygard' };
  const ola = (await world.as(world.rep).deals.createContact({ input: other })).result!.id;
  const said = { study: id, contact: ola, text: 'It simply works.' };
  const quote = (await studies().addQuote({ input: said })).result!.id;
  const approval = { by: ola, on: '2026-11-05', how: 'call', use: 'anonymous' } as const;
  await studies().approveQuote({ input: { quote, approval } });
  const version = await published(id);
  expect(await everything(await build(version))).toContain('It simply works.');
  await world.owner.receipts.erasePerson({ input: { person: ola }, reason: 'Asked for by Ola' });
  expect((await studies().frozen({ study: id })).quotes[0]).toMatchObject({ text: null, as: null });
  expect(await everything(await build(version))).not.toContain('It simply works.');
});
