import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { type ChartStanding, chartStandings } from '../../src-shared/claims';
import { type ClaimsDesk, claimsDesk, claimText } from '../core/claims-desk';

let world: ClaimsDesk;
const as = (person: string) => world.as(person).claims;
const decide = (person: string, request: string, decision: 'approve' | 'return' = 'approve') =>
  world.as(person).approvals.decide({ input: { request, role: 'legal', decision }, reason: 'Looked at it.' });

beforeEach(async () => {
  world = await claimsDesk();
});
afterEach(() => world.close());

describe('the path of a claim chart', () => {
  it('goes from draft over two people of legal to a release that a rep opens once', async () => {
    const { chart, number } = await world.readyChart();
    const stands = async (standing: ChartStanding) => {
      expect((await as(world.engineer).chart({ chart })).standing).toBe(standing);
      const listed = await Promise.all(
        chartStandings.map(async (one) => (await as(world.engineer).charts({ standing: one })).map(() => one)),
      );
      expect(listed.flat()).toEqual([standing]);
    };
    expect(await as(world.engineer).chart({ chart: number })).toMatchObject({
      standing: 'draft',
      blockers: [],
      coverage: { elements: 3, supported: 3, unsupported: [] },
      notesWithheld: true,
    });
    const { request } = (await as(world.engineer).submit({ input: { chart } })).result!;
    const asked = await world.as(world.lawyer).approvals.get({ id: request });
    expect(asked).toMatchObject({ needs: ['legal', 'legal:2'], title: expect.stringContaining(number) });
    await expect(as(world.engineer).release({ input: { chart, version: 1 } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await decide(world.lawyer, request, 'return');
    await stands('changes-requested');
    await decide(world.lawyer, request);
    await expect(as(world.lawyer).release({ input: { chart, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
    await stands('in-review');
    await decide(world.lawyer2, request);
    await stands('approved');
    const { release } = (await as(world.lawyer).release({ input: { chart, version: 1 } })).result!;
    await stands('released');
    await expect(as(world.lawyer).release({ input: { chart, version: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('was released already'),
    });

    expect(await as(world.rep).charts({})).toEqual([]);
    expect((await as(world.rep).releases({})).map(({ id, state, opened }) => [id, state, opened])).toEqual([
      [release, 'released', false],
    ]);
    const opened = await as(world.rep).open({ release });
    await as(world.rep).open({ release });
    await as(world.rep).recordOpening({ input: { release, how: 'exported' } });
    await as(world.rep).recordOpening({ input: { release, how: 'exported' } });
    const { openings } = await as(world.lawyer).released({ release });
    expect(openings.map(({ person, how }) => [person, how])).toEqual([
      [world.rep, 'opened'],
      [world.rep, 'exported'],
    ]);
    expect(opened).toMatchObject({ disclosure: 'nda', claim: 1, stale: [], withdrawal: null });
    expect(opened.elements).toHaveLength(3);

    await expect(as(world.rep).withdraw({ input: { release, reason: 'No.' } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await as(world.lawyer).withdraw({ input: { release, reason: 'The claim was amended.' } });
    expect((await as(world.rep).released({ release })).withdrawal?.reason).toBe('The claim was amended.');
    await stands('withdrawn');
    expect(checkRebuild(world.desk.workspace())).toMatchObject({ ok: true, differences: [] });
  });

  it('keeps a version as it was handed in, shows what changed since, and names the two people who are missing', async () => {
    const { chart, elements } = await world.readyChart();
    await as(world.engineer).submit({ input: { chart } });
    await expect(
      as(world.engineer).mapElement({ input: { element: elements[0]!, mapping: 'Otherwise.' } }),
    ).rejects.toMatchObject({ code: 'stale' });
    await as(world.engineer).revise({ input: { chart } });
    await as(world.engineer).mapElement({
      input: { element: elements[0]!, mapping: 'The platform keeps documents in memory.' },
    });
    expect((await as(world.engineer).frozen({ chart, version: 1 })).elements[0]!.mapping).toBe(
      'The platform keeps documents in its cache.',
    );
    const { rows } = await as(world.engineer).chartRedline({ chart, from: 1 });
    expect(rows.filter(({ change }) => change !== 'same').map(({ label }) => label)).toEqual(['1[a]']);
    expect((await as(world.engineer).chart({ chart })).versions[0]!.request).toMatchObject({
      closed: true,
      missing: ['legal', 'legal:2'],
    });
  });

  it('is not approved while an element has no evidence or a wording is flagged; legal may let a wording stand', async () => {
    const { chart, elements } = await world.readyChart();
    await as(world.engineer).mapElement({
      input: { element: elements[0]!, mapping: 'It infringes claim 1.' },
    });
    const [evidence] = (await as(world.engineer).chart({ chart })).rows[1]!.evidence;
    await as(world.engineer).removeEvidence({ input: { evidence: evidence!.id } });
    const first = (await as(world.engineer).submit({ input: { chart } })).result!;
    await expect(decide(world.lawyer, first.request)).rejects.toMatchObject({ code: 'forbidden' });
    const { blockers } = await world.as(world.lawyer).approvals.get({ id: first.request });
    expect(blockers.join(' ')).toContain('1[b] has no observable evidence.');
    expect(blockers.join(' ')).toContain('infringes');
    await as(world.engineer).revise({ input: { chart } });
    const handed = await world.hand('other.yaml', 'cache:\n  refresh: on-change\n');
    await as(world.engineer).attach({
      element: elements[1]!,
      evidence: { kind: 'configuration', handed, key: 'cache.refresh' },
    });
    const { flags } = (await as(world.engineer).chart({ chart })).rows[0]!;
    const [flag] = flags;
    const waiver = { chart, rule: flag!.rule, phrase: flag!.text, place: flag!.place, reason: 'It is a quotation.' };
    await expect(as(world.engineer).waive({ input: waiver })).rejects.toMatchObject({ code: 'forbidden' });
    for (const one of flags) await as(world.lawyer).waive({ input: { ...waiver, rule: one.rule, phrase: one.text } });
    expect((await as(world.engineer).chart({ chart })).rows[0]!.flags[0]).toMatchObject({
      status: 'waived',
      waiver: { reason: 'It is a quotation.' },
    });
    const second = (await as(world.engineer).submit({ input: { chart } })).result!;
    await decide(world.lawyer, second.request);
    await decide(world.lawyer2, second.request);
    expect((await as(world.lawyer).release({ input: { chart, version: 2 } })).status).toBe('done');
  });

  it('wants two people who did not hand it in, even where a lawyer drafted it', async () => {
    const { chart } = await world.readyChart();
    const { request } = (await as(world.lawyer).submit({ input: { chart } })).result!;
    await expect(decide(world.lawyer, request)).rejects.toMatchObject({ code: 'forbidden' });
    await decide(world.lawyer2, request);
    await expect(as(world.lawyer).release({ input: { chart, version: 1 } })).rejects.toMatchObject({
      code: 'approval-needed',
    });
  });

  it('holds through its last day and is expired from the next: in lists, on the deal, on paper', async () => {
    const { chart } = await world.readyChart();
    await as(world.engineer).editChart({ input: { chart, expiresOn: '2026-11-12' } });
    const { request } = (await as(world.engineer).submit({ input: { chart } })).result!;
    await decide(world.lawyer, request);
    await decide(world.lawyer2, request);
    const { release } = (await as(world.lawyer).release({ input: { chart, version: 1 } })).result!;
    await as(world.rep).addToDeal({ input: { release, deal: world.deal, underNda: true } });
    const rep = world.as(world.rep);
    const stands = async () => ({
      holding: (await rep.claims.releases({ holding: true })).map(({ state }) => state),
      all: (await rep.claims.releases({})).map(({ state }) => state),
      charts: (await as(world.lawyer).charts({ standing: 'expired' })).map(({ standing }) => standing),
      deal: (await rep.claims.ofDeal({ deal: world.deal })).map(({ state, stale }) => [state, stale]),
    });
    const held = { holding: ['released'], all: ['released'], charts: [], deal: [['released', []]] };
    expect(await stands()).toEqual(held);
    // The clock goes on by a second with each look at it; an hour is left of the day.
    world.wait(Date.UTC(2026, 10, 12, 23) - world.desk.context.now());
    expect(await stands()).toEqual(held);
    await rep.documents.build({ kind: 'sales-card', subject: release });
    world.wait(3_600_000);
    expect(await stands()).toEqual({
      holding: [],
      all: ['expired'],
      charts: ['expired'],
      deal: [['expired', ['It held until 2026-11-12.']]],
    });
    await expect(rep.documents.build({ kind: 'sales-card', subject: release })).rejects.toMatchObject({
      message: expect.stringContaining('2026-11-12'),
    });
    const other = (await rep.deals.create({ input: { account: world.account, title: 'Later' } })).result!.id;
    await expect(rep.claims.addToDeal({ input: { release, deal: other, underNda: true } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await rep.claims.open({ release })).state).toBe('expired');
  });

  it('goes on a deal under NDA only where one is signed, and says so there when it is withdrawn', async () => {
    const { chart } = await world.readyChart();
    const { request } = (await as(world.engineer).submit({ input: { chart } })).result!;
    await decide(world.lawyer, request);
    await decide(world.lawyer2, request);
    const { release } = (await as(world.lawyer).release({ input: { chart, version: 1 } })).result!;
    await expect(as(world.rep).addToDeal({ input: { release, deal: world.deal } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await as(world.rep).addToDeal({ input: { release, deal: world.deal, underNda: true } });
    expect(await as(world.rep).ofDeal({ deal: world.deal })).toMatchObject([{ state: 'released', stale: [] }]);
    await as(world.lawyer).withdraw({ input: { release, reason: 'Taken back.' } });
    expect(await as(world.rep).ofDeal({ deal: world.deal })).toMatchObject([
      { state: 'withdrawn', stale: ['The release was withdrawn.'] },
    ]);
  });
});

describe('what was done to a draft', () => {
  it('is undone by whoever did it, as one act, and tells nobody else what it was', async () => {
    const { chart, elements } = await world.readyChart();
    const { receipt } = await as(world.engineer).mapElements({
      input: {
        chart,
        elements: [
          { element: elements[0]!, mapping: 'One.', status: 'disputed' },
          { element: elements[1]!, mapping: 'Two.' },
        ],
      },
    });
    const shown = async () =>
      (await as(world.engineer).chart({ chart })).rows.map(({ mapping, status }) => [mapping, status]);
    expect((await shown())[0]).toEqual(['One.', 'disputed']);
    const told = JSON.stringify(await world.as(world.rep).receipts.get({ hash: receipt! }));
    expect(told).not.toContain('One.');
    await expect(world.as(world.rep).receipts.undo({ input: { receipt: receipt! } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await world.as(world.engineer).receipts.undo({ input: { receipt: receipt! } });
    const before = ['The platform keeps documents in its cache.', 'met'];
    expect(await shown()).toEqual([before, before, before]);
    await expect(
      as(world.engineer).mapElements({ input: { chart, elements: [{ element: chart, mapping: 'None.' }] } }),
    ).rejects.toMatchObject({ code: 'bad-input', where: { field: 'elements.0.element' } });
  });
});

describe('claims of a set', () => {
  it('are split, put right by hand, compared, and taken over by a chart that keeps what it has', async () => {
    const { chart, set, elements } = await world.readyChart();
    const { shown } = await as(world.engineer).set({ set });
    expect(shown.texts.map(({ number, dependsOn }) => [number, dependsOn])).toEqual([
      [1, []],
      [2, [1]],
    ]);
    const [claim] = shown.texts;
    await as(world.engineer).correctSet({
      input: {
        set,
        version: 1,
        claims: [{ ...claim!, limitations: [claim!.limitations[0]!, 'serving the document', claim!.limitations[2]!] }],
        note: 'The second step is wider.',
      },
    });
    const { rows } = await as(world.engineer).setRedline({ set, from: 1, to: 2 });
    expect(rows.map(({ change }) => change)).toEqual(['changed', 'same']);
    expect((await as(world.engineer).chart({ chart })).setVersion).toMatchObject({ version: 1, newest: 2 });
    const { result } = await as(world.engineer).adoptVersion({ input: { chart } });
    expect(result).toEqual({ version: 2, kept: 2, added: 1, removed: 1 });
    const after = await as(world.engineer).chart({ chart });
    expect(after.rows.map(({ label, evidence }) => [label, evidence.length])).toEqual([
      ['1[a]', 1],
      ['1[b]', 0],
      ['1[c]', 1],
    ]);
    expect(after.rows[0]!.id).toBe(elements[0]);
    await expect(as(world.engineer).correctSet({ input: { set, version: 1, claims: [claim!] } })).rejects.toMatchObject(
      { code: 'stale' },
    );
  });

  it('come from a file too, which is kept, and what cannot be split is kept whole and says so', async () => {
    const file = await world.hand('claims.txt', `${claimText}3. A rope made of sand\n`);
    expect(await as(world.engineer).preview({ file })).toMatchObject({ whole: [3], left: ['What is claimed is:'] });
    const { result } = await as(world.engineer).importText({ file, title: 'From a file', kind: 'pending' });
    expect(result).toMatchObject({ version: 1, claims: 3, whole: [3], left: ['What is claimed is:'] });
    const { shown } = await as(world.engineer).set({ set: result!.number });
    expect(shown.source?.name).toBe('claims.txt');
    expect(shown.texts[2]).toMatchObject({
      split: false,
      reason: 'no transition such as "comprising" was found',
      limitations: ['A rope made of sand'],
    });
    const pdf = await world.hand('claims.pdf', '%PDF-1.7 ');
    await expect(as(world.engineer).preview({ file: pdf })).rejects.toMatchObject({
      code: 'bad-input',
      where: { file: 'claims.pdf' },
    });
  });

  it('are charted against a described class of product that names nobody', async () => {
    const { set } = await world.readyChart();
    const [template] = await as(world.engineer).archetypes();
    expect((await as(world.engineer).archetypes()).length).toBeGreaterThanOrEqual(5);
    const archetype = (await as(world.engineer).saveArchetype({ input: { template: template!.template! } })).result!.id;
    const { id } = (await as(world.engineer).createChart({ input: { set, claim: 1, archetype } })).result!;
    await as(world.lawyer).setCompetitorNames({ input: { names: ['Northwind Gateway'] } });
    const chart = await as(world.engineer).chart({ chart: id });
    expect(chart.subject).toMatchObject({ kind: 'archetype', name: template!.title });
    await as(world.engineer).mapElement({
      input: { element: chart.rows[0]!.id, mapping: 'The Northwind Gateway does this.' },
    });
    const { flags } = (await as(world.engineer).chart({ chart: id })).rows[0]!;
    expect(flags.map(({ category }) => category)).toContain('competitor-name');
    await expect(as(world.engineer).archiveArchetype({ input: { archetype } })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
