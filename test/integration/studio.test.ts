import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPdf } from '../../src-main/documents/verify/pdf-file';
import { pageTexts } from '../../src-main/documents/verify/pdf-text';
import type { DeskClient } from '../../src-shared/contract';
import { type ClaimsDesk, claimsDesk } from '../core/claims-desk';

let world: ClaimsDesk;
let rep: DeskClient;
let quote: string;
let composition: string;

async function decide(person: string, request: string | null, role: string) {
  await world
    .as(person)
    .approvals.decide({ input: { request: request!, role, decision: 'approve' }, reason: 'Looked at it.' });
}

async function release(client: DeskClient) {
  const { request, version } = (await client.quotes.submit({ input: { quote } })).result!;
  await decide(world.finance, request, 'finance');
  await decide(world.delivery, request, 'delivery');
  await client.quotes.release({ input: { quote, version } });
  return version;
}

beforeAll(async () => {
  world = await claimsDesk(31);
  rep = world.as(world.rep);
  const lines = [
    { sku: 'BASE', quantity: '1' },
    { sku: 'SEAT', quantity: '40' },
  ];
  const { deal, model } = world;
  quote = (await rep.quotes.create({ input: { deal, model, termMonths: 36, lines } })).result!.id;
  await release(rep);
  const made = await rep.documents.compositions.create({
    input: { kind: 'quote', about: { kind: 'quote', subject: quote } },
  });
  composition = made.result!.id;
});
afterAll(() => world.close());

const expectVerified = async (file: string) => {
  const report = await rep.documents.verify({ file });
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
};

it('a composition begins with the standard blocks of its kind, and is built, final without any further sign-off', async () => {
  const view = await rep.documents.compositions.get({ composition });
  expect(view).toMatchObject({ number: expect.stringMatching(/^DC-/), state: 'draft', findings: [], wouldNeed: [] });
  expect(view.blocks[0]).toMatchObject({ label: 'Headline', content: { kind: 'part', part: 'headline', of: null } });
  const draft = await rep.documents.buildComposition({ composition });
  expect(draft).toMatchObject({ final: false, composition, compositionVersion: null });
  const { version, request } = (await rep.documents.compositions.submit({ input: { composition } })).result!;
  expect(request).toBeNull();
  const built = await rep.documents.buildComposition({ composition, version });
  expect(built).toMatchObject({ kind: 'quote', subject: quote, final: true, stale: [], compositionVersion: 1 });
  await expectVerified(built.file);
});

it('a preview sends only pages that changed, and says on which page each block is', async () => {
  const { preview, addBlock, removeBlock, get } = rep.documents.compositions;
  const first = await preview({ composition });
  expect(first.problem).toBeNull();
  expect(first.pages.length).toBeGreaterThan(0);
  expect(first.pages.every(({ svg }) => svg?.includes('</svg>'))).toBe(true);
  const { blocks } = await get({ composition });
  expect(first.places[blocks[0]!.id]).toBe(1);
  const have = first.pages.map(({ digest }) => digest);
  expect((await preview({ composition, have })).pages.map(({ svg }) => svg)).toEqual(have.map(() => null));
  const words = { kind: 'text' as const, title: 'From us', text: 'Dear team' };
  const { id } = (await addBlock({ input: { composition, content: words } })).result!;
  const after = await preview({ composition, have });
  expect(after.pages.filter(({ svg }) => svg !== null).length).toBeGreaterThan(0);
  expect((await get({ composition })).wouldNeed).toEqual(['legal']);
  const tamil = [{ width: 'full' as const, content: { ...words, text: 'வணக்கம்' } }];
  expect((await preview({ composition, blocks: tamil })).findings[0]?.message).toContain('cannot show');
  await removeBlock({ input: { block: id } });
});

it('own words make legal’s approval necessary, and until then the document says that it is not approved', async () => {
  const { addBlock, submit, removeBlock, moveBlock, get } = rep.documents.compositions;
  const content = { kind: 'text' as const, title: 'From us', text: 'We promise nothing.' };
  const { id } = (await addBlock({ input: { composition, content, after: null } })).result!;
  expect((await get({ composition })).blocks[0]?.id).toBe(id);
  const { blocks } = await get({ composition });
  await moveBlock({ input: { block: id, after: blocks[1]!.id } });
  expect((await get({ composition })).blocks.map((block) => block.id).indexOf(id)).toBe(1);
  const { version, request } = (await submit({ input: { composition } })).result!;
  expect(await rep.documents.buildComposition({ composition, version })).toMatchObject({ final: false });
  await decide(world.lawyer, request, 'legal');
  expect((await get({ composition })).state).toBe('approved');
  const built = await rep.documents.buildComposition({ composition, version });
  expect(built.final).toBe(true);
  await expectVerified(built.file);
  await removeBlock({ input: { block: id } });
  expect((await get({ composition })).state).toBe('changed');
});

it('a snippet is used once it is approved, is copied, and says where a newer version is shown', async () => {
  const { snippets, compositions } = rep.documents;
  const written = await snippets.create({
    input: { title: 'Security', text: 'Audited every year.', locale: 'en-GB', disclosure: 'nda' },
  });
  const snippet = written.result!.id;
  const { request } = (await snippets.submit({ input: { snippet } })).result!;
  const content = { kind: 'snippet' as const, snippet, version: 1, number: 'x', title: 'x', text: 'forged' };
  const { id } = (await compositions.addBlock({ input: { composition, content } })).result!;
  const view = await compositions.get({ composition });
  expect(view.blocks.at(-1)?.content).toMatchObject({ text: 'Audited every year.', title: 'Security' });
  expect(view.findings).toMatchObject([{ block: id, level: 'refused' }]);
  await expect(compositions.submit({ input: { composition } })).rejects.toMatchObject({ code: 'check-failed' });
  await decide(world.lawyer, request, 'legal');
  expect(await snippets.list({ usableFor: 'nda' })).toMatchObject([{ approved: 1, state: 'approved', uses: 1 }]);
  expect(await snippets.list({ usableFor: 'public' })).toEqual([]);
  const { version } = (await compositions.submit({ input: { composition } })).result!;
  const built = await rep.documents.buildComposition({ composition, version });
  expect(built.stale).toEqual([]);
  await snippets.edit({ input: { snippet, text: 'Audited twice a year.' } });
  const second = (await snippets.submit({ input: { snippet } })).result!;
  await decide(world.lawyer, second.request, 'legal');
  const [line] = await rep.documents.list({ subject: quote });
  expect(line?.stale).toEqual([expect.stringContaining('newer approved version 2')]);
  expect((await compositions.get({ composition })).blocks.at(-1)?.newer).toBe(2);
  expect((await snippets.get({ snippet })).usedIn).toMatchObject([{ version: 1, newer: true }]);
});

it('a new price makes documents out of date, and one command makes them again', async () => {
  const before = await rep.documents.build({ kind: 'quote', subject: quote });
  expect(before.stale).toEqual([]);
  await rep.quotes.revise({ input: { quote } });
  await rep.quotes.edit({ input: { quote, fields: { orderDiscountBasisPoints: 100 } } });
  await release(rep);
  const outdated = await rep.documents.outdated({ deal: world.deal });
  expect(outdated.find(({ id }) => id === before.id)?.stale).toEqual([expect.stringContaining('has version 2 now')]);
  const again = await rep.documents.rebuild({ document: before.id });
  expect(again).toMatchObject({ version: 2, stale: [], final: true });
  expect((await rep.documents.outdated({})).some(({ id }) => id === before.id)).toBe(false);
});

it('prices go into no document that is for anybody', async () => {
  const { edit, get, submit } = rep.documents.compositions;
  await edit({ input: { composition, disclosure: 'public' } });
  const { findings } = await get({ composition });
  expect(findings.find(({ level }) => level === 'refused')?.message).toContain('may go to the customer only');
  await expect(submit({ input: { composition } })).rejects.toMatchObject({ code: 'check-failed' });
  await edit({ input: { composition, disclosure: 'nda' } });
  expect((await get({ composition })).findings.some(({ level }) => level === 'refused')).toBe(false);
});

it('what belongs to another customer stays out', async () => {
  const account = (await rep.deals.createAccount({ input: { name: 'Other AG' } })).result!.id;
  const deal = (await rep.deals.create({ input: { title: 'Other deal', account } })).result!.id;
  const other = (await rep.documents.compositions.create({ input: { kind: 'one-pager', deal } })).result!.id;
  const content = { kind: 'part' as const, part: 'totals', of: { kind: 'quote' as const, subject: quote } };
  await rep.documents.compositions.addBlock({ input: { composition: other, content } });
  const { findings } = await rep.documents.compositions.get({ composition: other });
  expect(findings[0]?.message).toContain('another customer');
  await expect(rep.documents.buildComposition({ composition: other })).rejects.toMatchObject({ code: 'check-failed' });
});

it('a binder holds its documents as they are, numbers its pages through, and verifies with all that lies inside', async () => {
  const { documents } = rep;
  const made = await documents.build({ kind: 'quote', subject: quote });
  const form = await documents.build({ kind: 'order-form', subject: quote });
  const note = await documents.compositions.keepAttachment({ file: await world.hand('note.txt', 'Read me.') });
  expect(note).toMatchObject({ name: 'note.txt', pages: null, reason: expect.stringContaining('no PDF') });
  const binder = (await documents.compositions.create({ input: { kind: 'binder', deal: world.deal } })).result!.id;
  expect((await documents.compositions.preview({ composition: binder })).findings).toMatchObject([
    { level: 'refused', message: expect.stringContaining('nothing to bind') },
  ]);
  for (const { id } of [made, form]) {
    await documents.compositions.addBlock({
      input: { composition: binder, content: { kind: 'document', document: id } },
    });
  }
  const looked = await documents.compositions.preview({ composition: binder });
  expect([looked.problem, looked.pages.length, looked.findings]).toEqual([null, 1, []]);
  const draft = await documents.buildComposition({ composition: binder });
  expect(draft).toMatchObject({ kind: 'binder', final: false });
  const attached = { kind: 'attachment' as const, file: note.digest, name: note.name };
  await documents.compositions.addBlock({ input: { composition: binder, content: attached } });
  const { version, request } = (await documents.compositions.submit({ input: { composition: binder } })).result!;
  await decide(world.lawyer, request, 'legal');
  const bound = await documents.buildComposition({ composition: binder, version });
  expect(bound).toMatchObject({ final: true, stale: [], name: expect.stringContaining('-binder-v1.pdf') });
  const bytes = world.desk.workspace().blobs.read(bound.file);
  const { document, attachments } = await openPdf(bytes, 'binder.pdf');
  const texts = pageTexts(document, 'binder.pdf');
  expect(texts[0]).toContain('Contents');
  expect(texts[0]).toContain(`2 documents on ${texts.length} pages`);
  const inside = attachments.filter(({ name }) => /^(documents|files)\//.test(name)).map(({ name }) => name);
  expect(inside.sort()).toEqual([`documents/${form.name}`, `documents/${made.name}`, 'files/note.txt']);
  const report = await documents.verify({ file: bound.file });
  expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(report.files.map(({ file }) => file)).toEqual([
    bound.name,
    `${bound.name} › ${form.name}`,
    `${bound.name} › ${made.name}`,
  ]);
  const altered = bytes.slice();
  altered[Buffer.from(altered).indexOf('%PDF-', 0) + 5] = '2'.charCodeAt(0);
  const handed = await world.hand('altered.pdf', altered);
  expect((await documents.verify({ handed: [handed] })).ok).toBe(false);
});

it('a batch makes what can be made and lists what cannot', async () => {
  const order = { kind: 'quote' as const, subject: quote };
  const result = await rep.documents.batch({ orders: [order, { ...order, version: 99 }, order] });
  expect(result).toMatchObject({
    made: 2,
    cancelled: false,
    failed: [{ subject: quote, message: expect.any(String) }],
  });
});

it('a batch that is cancelled stops between two documents and keeps what was made', async () => {
  const order = { kind: 'quote' as const, subject: quote };
  const stop = new AbortController();
  const forget = world.desk.jobs.subscribe((job) => {
    if (job.kind === 'document.batch' && job.progress > 0 && job.state === 'running') world.desk.jobs.cancel(job.id);
  });
  const result = await rep.documents.batch(
    { orders: Array.from({ length: 400 }, () => order) },
    { signal: stop.signal },
  );
  forget();
  expect(result.cancelled).toBe(true);
  expect(result.made).toBeGreaterThan(0);
  expect(result.made).toBeLessThan(400);
  expect(await rep.documents.list({ subject: quote, kind: 'quote' })).toSatisfy((made: { id: string }[]) =>
    result.documents.every((id) => made.some((one) => one.id === id)),
  );
});

it('a brand whose headings could not be read is refused with the colour that would do', async () => {
  const brand = { accent: '#1f4fd8', logo: null, footer: '', heading: '#ffcc00' };
  await expect(world.owner.workspace.revise({ input: { brand } })).rejects.toMatchObject({
    code: 'bad-input',
    where: { field: 'brand.heading' },
    hint: expect.stringMatching(/#[0-9a-f]{6}/),
  });
  await world.owner.workspace.revise({ input: { brand: { ...brand, heading: '#1a3a6b', font: 'jetbrains-mono' } } });
  const made = await rep.documents.build({ kind: 'quote', subject: quote });
  await expectVerified(made.file);
  const [older] = (await rep.documents.list({ subject: quote, kind: 'quote' })).filter(({ id }) => id !== made.id);
  expect(older?.stale).toContainEqual(expect.stringContaining('brand'));
});
