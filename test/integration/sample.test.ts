import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { productDomain } from '../../src-main/domain';
import { type Seat, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { contract } from '../../src-shared/contract';
import { type JudgedAlike, judgedAlike } from '../core/judged-alike';

const noted: JudgedAlike = { judged: new Map(), differences: [] };

let root: string;
let desk: DeskProcess;
const seat: Seat = { actor: null };
const client = () => clientInProcess(sessionAt(seat, { desk, face: 'test' }));

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'proofdesk-sample-'));
  desk = new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    dataFolder: join(root, 'data'),
    jobsInThisThread: true,
    watchEvery: 0,
    // Every act of the sample is judged a second time as a server would, from what its receipts say.
    domain: (workspaceOf) => judgedAlike(productDomain(workspaceOf), workspaceOf, noted),
  });
  await client().workspace.createSample({});
}, 180_000);

afterAll(async () => {
  await desk?.close();
  if (root) rmSync(root, { recursive: true, force: true });
});

describe('the sample workspace', () => {
  it('is judged the same by a server that has only what the receipts say', () => {
    expect([...new Set(noted.differences)].slice(0, 20)).toEqual([]);
    expect(noted.judged.size).toBeGreaterThan(40);
  });

  it('has deals in every stage, quotes in every state and three pricing models', async () => {
    const deals = await client().deals.list({ limit: 100 });
    expect(deals.rows.length).toBeGreaterThanOrEqual(20);
    expect(new Set(deals.rows.map(({ stage }) => stage)).size).toBe(8);
    const quotes = await client().quotes.list({});
    expect([...new Set(quotes.map(({ standing }) => standing))].sort()).toEqual(
      ['accepted', 'approved', 'draft', 'expired', 'released', 'returned', 'sent', 'waiting'].sort(),
    );
    expect(new Set((await client().pricing.list()).map(({ model }) => model)).size).toBe(3);
  });

  it('has something on every screen of pricing and quoting', async () => {
    const versions = await client().pricing.list();
    const next = versions.find(({ status }) => status === 'draft')!;
    const { content } = await client().pricing.get({ version: next.version });
    for (const table of ['bundles', 'pairs', 'taxes', 'partnerTiers', 'exchangeRates', 'multiYearDiscounts'] as const)
      expect(content[table]?.length, table).toBeGreaterThan(0);
    const before = versions.find(({ model, status }) => model === next.model && status === 'published')!;
    const { changes } = await client().pricing.diff({ before: before.version, after: next.version });
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['added', 'changed']));
    expect(await client().quotes.templates()).toHaveLength(2);
    const drafts = await Promise.all((await client().quotes.list({})).map(({ id }) => client().quotes.get({ id })));
    expect(drafts.some(({ alternatives }) => alternatives.length === 3)).toBe(true);
    expect(drafts.some(({ partner }) => partner !== null)).toBe(true);
    expect(drafts.some(({ lines }) => lines.some(({ ramp }) => ramp !== null))).toBe(true);
    expect((await client().quotes.turnaround({})).whole).not.toBeNull();
  });

  it('has earned verdicts and one comparison with too few runs', async () => {
    const { bakeoffs } = await client().bakeoffs.list({});
    expect(bakeoffs).toHaveLength(3);
  });

  it('has claims in every hand: one released and used on a deal, one with legal, one that is not ready', async () => {
    const counsel = (await client().workspace.state()).people.find(({ name }) => name === 'Lena Fischer')!.id;
    const { claims } = clientInProcess(sessionAt({ actor: counsel }, { desk, face: 'test' }));
    const charts = await claims.charts({});
    expect(
      charts.map(({ title, standing, supported, elements, openComments }) => [
        ...[title, standing, `${supported} of ${elements}`, openComments],
      ]),
    ).toEqual([
      ['Archiving in pieces', 'draft', '1 of 3', 0],
      ['Reporters that keep every order', 'in-review', '3 of 3', 1],
      ['One pass over the orders', 'released', '3 of 3', 0],
    ]);
    const draft = await claims.chart({ chart: charts[0]!.id });
    expect(new Set(draft.rows.flatMap(({ flags }) => flags.map(({ rule }) => rule))).size).toBeGreaterThan(2);
    const [release] = await claims.releases({});
    expect(release).toMatchObject({ state: 'released', disclosure: 'public', stale: [] });
    const { uses } = await claims.released({ release: release!.id });
    expect(uses.map(({ dealTitle }) => dealTitle)).toEqual(['Helix, batch reporting bakeoff']);
    expect(await claims.briefs()).toMatchObject([{ blockers: [] }]);
    expect((await claims.set({ set: charts[0]!.set })).shown.texts.map(({ split }) => split)).toEqual([
      ...[true, true, true, true],
    ]);
  });

  it('verifies, and its tables are the fold of its receipts', async () => {
    const report = await client().receipts.verify({ deep: true });
    expect(report.fault).toBeNull();
    expect(checkRebuild(desk.workspace())).toMatchObject({ ok: true, differences: [] });
  });

  it('has cases of value in every standing: frozen with a readout, without figures yet, asked about', async () => {
    const cases = (await client().roi.cases({})).filter(({ kind }) => kind === 'model');
    expect(cases.some(({ version, missing }) => version > 0 && missing === 0)).toBe(true);
    expect(cases.some(({ missing, questions }) => missing > 0 && questions > 0)).toBe(true);
    const sources = await Promise.all(cases.map(async ({ id }) => (await client().roi.case({ case: id })).inputs));
    const kinds = new Set(sources.flat().map(({ from }) => from?.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['quote', 'verdict', 'customer', 'typed']));
    expect((await client().roi.models()).some(({ status }) => status === 'draft')).toBe(true);
  });

  it('has documents that verify, signed with keys that are called sample keys', async () => {
    const documents = await client().documents.list({});
    expect(documents.length).toBeGreaterThanOrEqual(7);
    const report = await client().documents.verify({ file: documents[0]!.file });
    expect(report.consistent).toBe(true);
    expect(report.checks.map(({ detail }) => detail).join(' ')).toMatch(/sample key/);
  });
});

describe('customer view of the sample', () => {
  it('answers with nothing that is internal, whatever is asked', async () => {
    const account = (await client().deals.accounts({ text: 'Helix' })).rows[0]!.id;
    const customer = clientInProcess(sessionAt(seat, { desk, face: 'test', customerAccount: account }));
    const ofHelix = (await client().roi.cases({})).find(
      ({ kind, accountName }) => kind === 'model' && accountName.includes('Helix'),
    )!;
    // What cannot be asked without naming something.
    const inputs: Record<string, unknown> = { 'roi.presentation': { case: ofHelix.number } };
    const answers: unknown[] = [];
    for (const [domain, procedures] of Object.entries(contract)) {
      for (const [name, procedure] of Object.entries(procedures)) {
        const meta = (procedure as { '~orpc'?: { meta?: { customer?: boolean } } })['~orpc']?.meta;
        const ask = (customer as unknown as Record<string, Record<string, (input?: unknown) => Promise<unknown>>>)[
          domain
        ]![name]!;
        if (meta?.customer) answers.push(await ask(inputs[`${domain}.${name}`] ?? {}));
        else if (meta && domain !== 'system')
          await expect(ask({}), `${domain}.${name}`).rejects.toMatchObject({
            code: expect.stringMatching(/forbidden|bad-input/),
          });
      }
    }
    const elsewhere = (await client().roi.cases({})).find(
      ({ kind, accountName }) => kind === 'model' && !accountName.includes('Helix'),
    )!;
    await expect(customer.roi.presentation({ case: elsewhere.number })).rejects.toMatchObject({ code: 'not-found' });
    const text = JSON.stringify(answers);
    expect(text).toContain('Helix');
    for (const internal of [
      'Halden',
      'costMinor',
      'marginBasisPoints',
      'discountBasisPoints',
      'insideNote',
      'floor',
      'Room left',
      'Mara Osei',
      'nextStep',
      'repsSeeCost":true',
    ]) {
      expect(text, internal).not.toContain(internal);
    }
    const internal = (await client().documents.list({})).find(({ accountName }) => !accountName.includes('Helix'))!;
    expect(
      await desk.readBlob(sessionAt(seat, { desk, face: 'test', customerAccount: account }), internal.file),
    ).toBeNull();
  });
});
