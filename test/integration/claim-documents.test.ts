import { PDFDocument } from 'pdf-lib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DocumentLine, DocumentRecord } from '../../src-shared/documents';
import { type ClaimsDesk, claimsDesk } from '../core/claims-desk';
import { pixels } from '../documents/claims';

let world: ClaimsDesk;
const as = (person: string) => world.as(person).claims;

beforeEach(async () => {
  world = await claimsDesk();
});
afterEach(() => world.close());

type Order = Parameters<ReturnType<ClaimsDesk['as']>['documents']['build']>[0];
const build = (person: string, order: Order): Promise<DocumentLine> => world.as(person).documents.build(order);

/** What is embedded in a document as its data. */
async function dataOf({ file }: DocumentLine) {
  const pdf = await PDFDocument.load(world.desk.workspace().blobs.read(file), { updateMetadata: false });
  const data = pdf.getAttachments().find(({ name }) => name === 'data.json')!;
  return JSON.parse(Buffer.from(data.data).toString('utf8'));
}

async function released(chart: string): Promise<string> {
  const { request } = (await as(world.engineer).submit({ input: { chart } })).result!;
  for (const lawyer of [world.lawyer, world.lawyer2]) {
    await world
      .as(lawyer)
      .approvals.decide({ input: { request, role: 'legal', decision: 'approve' }, reason: 'Read.' });
  }
  return (await as(world.lawyer).release({ input: { chart, version: 1 } })).result!.release;
}

it('a chart is a document for those who review until it is released, then one for everybody, with its disclosure', async () => {
  const { chart, elements } = await world.readyChart('Serving from a cache');
  const handed = await world.hand('panel.png', Buffer.from(pixels, 'base64'));
  await as(world.engineer).attach({
    element: elements[0]!,
    evidence: { kind: 'screenshot', handed, region: { x: 2, y: 0, width: 4, height: 4 }, caption: 'The panel.' },
  });
  await as(world.lawyer).noteElement({ input: { element: elements[0]!, note: 'PRIVILEGED-MARKER' } });

  const draft = await build(world.lawyer, { kind: 'claim-chart', subject: chart });
  expect(draft).toMatchObject({ final: false, disclosure: 'internal', title: 'Claim chart, version 1', stale: [] });
  const data = await dataOf(draft);
  expect(data).toMatchObject({ approved: false, standing: 'draft', disclosure: 'nda' });
  expect(data.elements[0].evidence[1]).toMatchObject({ kind: 'screenshot', thumbnail: { width: 4, height: 4 } });
  expect(JSON.stringify(data)).not.toContain('PRIVILEGED-MARKER');
  expect(await world.as(world.rep).documents.list({})).toEqual([]);
  await expect(build(world.rep, { kind: 'claim-chart', subject: chart })).rejects.toMatchObject({ code: 'not-found' });
  // Nothing that everybody may read names a chart that was not released.
  const shown = world.desk
    .workspace()
    .reader.where(DocumentRecord, {})
    .map(({ title, name }) => [title, name]);
  expect(JSON.stringify(shown)).not.toMatch(/cache/i);

  const release = await released(chart);
  const page = await build(world.rep, { kind: 'claim-chart', subject: release });
  expect(page).toMatchObject({ final: true, disclosure: 'nda', subject: release });
  const card = await build(world.rep, { kind: 'sales-card', subject: release });
  expect(await dataOf(card)).toMatchObject({ kind: 'sales-card', approved: true, disclosure: 'nda' });
  expect((await dataOf(card)).elements[0]).not.toHaveProperty('evidence');
  await expect(build(world.rep, { kind: 'sales-card', subject: release, disclosure: 'public' })).rejects.toMatchObject({
    code: 'forbidden',
    where: { field: 'disclosure' },
  });
  const { openings } = await as(world.lawyer).released({ release });
  expect(openings.map(({ person, how }) => [person, how])).toEqual([[world.rep, 'exported']]);
  for (const { file } of [draft, page, card]) {
    expect(Buffer.from(world.desk.workspace().blobs.read(file)).includes('PRIVILEGED-MARKER')).toBe(false);
    const report = await world.as(world.lawyer).documents.verify({ file });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
  }

  await as(world.lawyer).withdraw({ input: { release, reason: 'The claim was amended.' } });
  await expect(build(world.rep, { kind: 'sales-card', subject: release })).rejects.toMatchObject({
    code: 'check-failed',
    message: expect.stringContaining('The release was withdrawn.'),
  });
  const listed = await world.as(world.rep).documents.list({ subject: release });
  expect(listed.every(({ stale }) => stale.includes('The release was withdrawn.'))).toBe(true);
});

it('a brief is built from approved charts only, and goes no further than they may', async () => {
  const { chart, elements, number } = await world.readyChart();
  await as(world.engineer).mapElement({
    input: {
      element: elements[1]!,
      alternatives: [{ id: 'a', text: 'Serve from disk.', verdict: null, row: null, cost: 'A seek each time.' }],
    },
  });
  const brief = (
    await as(world.lawyer).saveBrief({
      input: {
        title: 'What protects us',
        charts: [chart],
        protects: 'The cache.',
        licensing: 'To customers.',
        disclosure: 'public',
      },
    })
  ).result!.id;
  await expect(build(world.lawyer, { kind: 'defensibility-brief', subject: brief })).rejects.toMatchObject({
    code: 'check-failed',
    message: expect.stringContaining(`No version of ${number} is approved`),
  });
  await released(chart);
  await expect(build(world.lawyer, { kind: 'defensibility-brief', subject: brief })).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('under NDA'),
  });
  await expect(
    build(world.rep, { kind: 'defensibility-brief', subject: brief, disclosure: 'nda' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const made = await build(world.lawyer, { kind: 'defensibility-brief', subject: brief, disclosure: 'nda' });
  const data = await dataOf(made);
  expect(data.licensing).toBe('To customers.');
  expect(data.charts[0].elements[1].alternatives).toEqual([{ text: 'Serve from disk.', cost: 'A seek each time.' }]);
  expect(made.title).toBe('Defensibility brief');
});
