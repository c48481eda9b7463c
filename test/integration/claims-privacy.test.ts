import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { fixedContext } from '../../src-shared/kernel/context';
import { type ClaimsDesk, claimsDesk } from '../core/claims-desk';

let world: ClaimsDesk;
let repsDevice: DeskProcess | null = null;

beforeEach(async () => {
  world = await claimsDesk();
});
afterEach(async () => {
  await repsDevice?.close();
  repsDevice = null;
  await world.close();
});

/** Another device that has the workspace as it is now. */
function copyForTheRep(): DeskProcess {
  const workspace = world.desk.workspace();
  workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
  const folder = join(world.root, 'of-the-rep');
  cpSync(workspace.folder, folder, { recursive: true });
  const device = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 13, 8), seed: 99, stepMilliseconds: 1000 }),
    stateFolder: join(world.root, 'state-of-the-rep'),
    dataFolder: join(world.root, 'data-of-the-rep'),
    deviceName: 'the rep’s',
    jobsInThisThread: true,
    watchEvery: 0,
  });
  device.open(folder);
  return device;
}

/** Every byte of a folder, as text in which markers can be looked for. */
function rawBytes(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');
}

/** Words that stand only in drafts; each is looked for wherever a rep could find it. */
const drafts = {
  set: 'MARKSET',
  claim: 'MARKCLAIM',
  reference: 'MARKREFERENCE',
  title: 'MARKTITLE',
  summary: 'MARKSUMMARY',
  mapping: 'MARKMAPPING',
  evidence: 'MARKEVIDENCE',
  setting: 'MARKSETTING',
  comment: 'MARKCOMMENT',
  reason: 'MARKREASON',
  decision: 'MARKDECISION',
  snippet: 'MARKSNIPPET',
  waiver: 'MARKWAIVER',
  name: 'MARKCOMPETITOR',
  brief: 'MARKBRIEF',
  archetype: 'MARKARCHETYPE',
} as const;
const privileged = 'MARKPRIVILEGED';

async function draftWithMarkers() {
  const engineer = world.as(world.engineer).claims;
  const lawyer = world.as(world.lawyer).claims;
  const set = (
    await engineer.importText({
      text: `1. A method comprising: storing ${drafts.claim} in a cache; and serving it.`,
      title: drafts.set,
      kind: 'pending',
      reference: drafts.reference,
    })
  ).result!;
  const archetype = (
    await engineer.saveArchetype({ input: { title: drafts.archetype, description: drafts.archetype } })
  ).result!.id;
  const made = (
    await engineer.createChart({
      input: { set: set.id, claim: 1, archetype, title: drafts.title, summary: drafts.summary, disclosure: 'public' },
      reason: drafts.reason,
    })
  ).result!;
  const [element] = made.elements;
  const handed = await world.hand('setup.yaml', `cache:\n  kind: ${drafts.setting}\n`);
  await engineer.mapElement({ input: { element: element!, mapping: `${drafts.mapping} infringes.`, status: 'met' } });
  await engineer.attach({
    element: element!,
    evidence: { kind: 'configuration', handed, key: 'cache.kind' },
    note: drafts.evidence,
  });
  await engineer.comment({ input: { chart: made.id, element: element!, text: drafts.comment } });
  await lawyer.noteElement({ input: { element: element!, note: privileged }, reason: privileged });
  await lawyer.saveSnippet({ input: { title: drafts.snippet, text: drafts.snippet } });
  await lawyer.setCompetitorNames({ input: { names: [drafts.name] } });
  const { flags, evidence } = (await engineer.chart({ chart: made.id })).rows[0]!;
  await lawyer.waive({
    input: {
      chart: made.id,
      rule: flags[0]!.rule,
      phrase: flags[0]!.text,
      place: flags[0]!.place,
      reason: drafts.waiver,
    },
  });
  await engineer.saveBrief({ input: { title: drafts.brief, charts: [made.id], protects: drafts.brief } });
  const { request } = (await engineer.submit({ input: { chart: made.id }, reason: drafts.reason })).result!;
  await world
    .as(world.lawyer)
    .approvals.decide({ input: { request, role: 'legal', decision: 'return' }, reason: drafts.decision });
  const { citation } = evidence[0]!;
  return {
    set,
    chart: made.id,
    element: element!,
    request,
    file: citation.kind === 'metric' ? '' : citation.file.sha256,
  };
}

const found = (text: string): string[] => [...Object.values(drafts), privileged].filter((word) => text.includes(word));

it('nothing of a draft or of a privileged note is on a rep’s device, in its search, its explorer or its exports', async () => {
  repsDevice = copyForTheRep();
  const { chart, request, file, set } = await draftWithMarkers();
  // The markers are there for those who may read them.
  expect(found(rawBytes(world.desk.workspace().folder)).sort()).toEqual([...Object.values(drafts), privileged].sort());

  const carried = await world.as(world.rep).receipts.exportAll({});
  expect(found(carried.text)).toEqual([]);
  const onDevice = clientInProcess(sessionAt({ actor: world.rep }, { desk: repsDevice, face: 'test' }));
  expect((await onDevice.receipts.importAll({ text: carried.text })).added).toBeGreaterThan(10);
  expect((await onDevice.receipts.verify({ deep: true })).ok).toBe(true);
  const folder = repsDevice.workspace().folder;
  repsDevice.workspace().connection.pragma('wal_checkpoint(TRUNCATE)');
  expect(found(rawBytes(folder))).toEqual([]);
  expect(await onDevice.claims.charts({})).toEqual([]);
  expect(await onDevice.claims.releases({})).toEqual([]);
  expect((await onDevice.receipts.rebuild({ check: true })).ok).toBe(true);

  // At a device that several people share, too.
  for (const client of [world.as(world.rep), world.as(world.finance), onDevice]) {
    for (const word of [...Object.values(drafts), privileged, set.number])
      expect(await client.search.find({ text: word })).toEqual([]);
    const { receipts } = await client.receipts.list({ limit: 500 });
    const read = await Promise.all(receipts.map(({ hash }) => client.receipts.get({ hash })));
    const told = JSON.stringify([
      receipts,
      read,
      await client.receipts.facets(),
      await client.approvals.inbox({ show: 'all', closed: true }),
      await client.claims.sets({}),
      await client.claims.charts({}),
      await client.claims.archetypes(),
      await client.claims.attention(),
      await client.claims.briefs(),
      await client.claims.competitorNames(),
      await client.bakeoffs.list({}),
    ]);
    expect(found(told)).toEqual([]);
    for (const ask of [
      () => client.claims.chart({ chart }),
      () => client.claims.set({ set: set.id }),
      () => client.claims.rules(),
      () => client.claims.snippets(),
      () => client.claims.frozen({ chart, version: 1 }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client.approvals.get({ id: request })).rejects.toMatchObject({ code: 'not-found' });
  }
  const rep = sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test' });
  expect(await world.desk.readBlob(rep, file)).toBeNull();
});

it('a privileged note is for legal alone: an engineer, the frozen version, the release and the customer do not have it', async () => {
  repsDevice = copyForTheRep();
  const { chart, elements } = await world.readyChart();
  const engineer = world.as(world.engineer);
  const lawyer = world.as(world.lawyer);
  await lawyer.claims.noteElement({ input: { element: elements[0]!, note: privileged }, reason: privileged });
  await expect(engineer.claims.noteElement({ input: { element: elements[0]!, note: 'Mine.' } })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await engineer.claims.editChart({ input: { chart, disclosure: 'public' } });
  expect((await lawyer.claims.chart({ chart })).rows[0]!.privilegedNote).toBe(privileged);
  const seen = await engineer.claims.chart({ chart });
  expect([seen.rows[0]!.privilegedNote, seen.notesWithheld]).toEqual([null, true]);
  expect((await engineer.receipts.exportAll({})).text).not.toContain(privileged);

  const { request } = (await engineer.claims.submit({ input: { chart } })).result!;
  for (const person of [world.lawyer, world.lawyer2])
    await world
      .as(person)
      .approvals.decide({ input: { request, role: 'legal', decision: 'approve' }, reason: 'Fine.' });
  const { release } = (await lawyer.claims.release({ input: { chart, version: 1 } })).result!;
  const rep = world.as(world.rep);
  await rep.claims.addToDeal({ input: { release, deal: world.deal } });
  const customer = clientInProcess(
    sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test', customerAccount: world.account }),
  );
  const shown = await customer.claims.customer();
  expect(shown).toMatchObject([{ title: 'Serving from a cache', elements: [{ label: '1[a]' }, {}, {}] }]);
  for (const told of [
    await engineer.claims.frozen({ chart, version: 1 }),
    await lawyer.claims.frozen({ chart, version: 1 }),
    await lawyer.claims.released({ release }),
    await rep.claims.open({ release }),
    shown,
    (await rep.receipts.exportAll({})).text,
  ])
    expect(JSON.stringify(told)).not.toContain(privileged);
  await expect(customer.claims.releases({})).rejects.toMatchObject({ code: 'forbidden' });
  // What was released brings its evidence along: everybody may look at it, but not the customer.
  const { citation } = seen.rows[0]!.evidence[0]!;
  const { sha256 } = citation.kind === 'metric' ? { sha256: '' } : citation.file;
  const blobFor = (customerAccount: string | null) =>
    world.desk.readBlob(
      sessionAt({ actor: world.rep }, { desk: world.desk, face: 'test', ...(customerAccount && { customerAccount }) }),
      sha256,
    );
  expect(await blobFor(null)).not.toBeNull();
  expect(await blobFor(world.account)).toBeNull();

  // On the rep's own device the release is there, and what the rep does with it; the draft that it came from is not.
  const onDevice = clientInProcess(sessionAt({ actor: world.rep }, { desk: repsDevice, face: 'test' }));
  await onDevice.receipts.importAll({ text: (await rep.receipts.exportAll({})).text });
  const there = await onDevice.claims.open({ release });
  expect(there).toMatchObject({ state: 'released', stale: [], openings: [{ how: 'opened' }] });
  expect(there.elements[0]).toMatchObject({ stale: [], damaged: ['platform.yaml'] });
  repsDevice.workspace().connection.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = rawBytes(repsDevice.workspace().folder);
  expect(bytes).toContain('The platform keeps documents in its cache.');
  for (const inside of [privileged, 'Cache patent, claim', 'Fine.']) expect(bytes).not.toContain(inside);
});
