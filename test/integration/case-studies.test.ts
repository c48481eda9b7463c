import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let lawyer: string;
let lawyer2: string;
let contact: string;
const studies = (person = world.rep) => world.as(person).caseStudies;

beforeAll(async () => {
  world = await sellingWorld(31);
  const legal = async (name: string) =>
    (await world.owner.workspace.addPerson({ input: { name, roles: ['legal'] } })).result!.id;
  lawyer = await legal('Lea Brandt');
  lawyer2 = await legal('Omar Haddad');
  contact = (
    await world.as(world.rep).deals.createContact({
      input: { account: world.account, name: 'Marit Solberg', email: 'marit@halden-energy.example' },
    })
  ).result!.id;
});
afterAll(() => world.close());

const texts = {
  situation: 'Reports took until noon.',
  approach: 'A trial on their own orders.',
  results: 'Reports are there at eight.',
};

/** A recorded value case, whose figures can be taken in. */
async function recordedCase(): Promise<string> {
  const money = (value: string) => ({ value, unit: 'EUR', source: 'Halden, by e-mail' });
  const { id, number } = (
    await world.as(world.rep).roi.create({
      input: {
        deal: world.deal,
        input: {
          currency: 'EUR',
          years: 3,
          discountRate: { value: '0.08', unit: 'a year', source: 'Finance' },
          statusQuo: { yearly: [{ id: 'now', kind: 'level', label: 'Now', perYear: money('142000') }], oneTime: [] },
          proposal: { yearly: [{ id: 'then', kind: 'level', label: 'Then', perYear: money('88000') }], oneTime: [] },
          benefits: [],
        },
      },
    })
  ).result!;
  await world.as(world.rep).roi.record({ input: { valueCase: id } });
  return number;
}

async function decided(request: string, by = lawyer): Promise<void> {
  await world.as(by).approvals.decide({ input: { request, role: 'legal', decision: 'approve' }, reason: 'Read.' });
}

it('a case study goes from figures with their sources over legal to publication, and says what changed since', async () => {
  const valueCase = await recordedCase();
  const { id, number } = (await studies().create({ input: { deal: world.deal, title: 'Reports at eight' } })).result!;
  expect(number).toMatch(/^CS-/);
  await expect(studies().submit({ input: { study: id } })).rejects.toMatchObject({
    code: 'check-failed',
    details: { blockers: expect.arrayContaining(['Situation is empty.', expect.stringContaining('no figure')]) },
  });
  await studies().edit({ input: { study: number, ...texts } });
  const order = { kind: 'value-case', valueCase, figure: 'net-benefit' } as const;
  const metric = (await studies().addMetric({ input: { study: id, figure: order, label: 'Saved over three years' } }))
    .result!.id;
  const stated = {
    kind: 'stated',
    contact,
    on: '2026-11-02',
    how: 'by e-mail',
    label: 'Reports ready',
    value: '8',
    unit: 'o’clock',
    against: '12',
  } as const;
  await studies().addMetric({ input: { study: id, figure: stated } });
  const shown = await studies().get({ study: id });
  expect(shown.metrics[0]).toMatchObject({
    label: 'Saved over three years',
    figure: { value: '162000.00', unit: 'EUR', stale: [], source: { kind: 'value-case', version: 1 } },
  });
  expect(shown.metrics[0]!.figure.source).toHaveProperty('receipt', expect.stringMatching(/^[0-9a-f]{64}$/));
  expect(shown.metrics[1]!.figure).toMatchObject({
    statedBy: 'Marit Solberg',
    origin: expect.stringContaining('Stated by the customer'),
  });

  const { request } = (await studies().submit({ input: { study: id } })).result!;
  await expect(studies().edit({ input: { study: id, title: 'Other' } })).rejects.toMatchObject({ code: 'stale' });
  await expect(studies().publish({ input: { study: id, version: 1 } })).rejects.toMatchObject({
    code: 'approval-needed',
  });
  await decided(request);
  expect((await studies().get({ study: id })).standing).toBe('approved');
  await studies().publish({ input: { study: id, version: 1 } });
  expect((await studies().get({ study: id })).standing).toBe('published');
  await expect(studies().archive({ input: { study: id } })).rejects.toMatchObject({ code: 'forbidden' });

  const { id: roi } = (await world.as(world.rep).roi.list({ deal: world.deal }))[0]!;
  await world.as(world.rep).roi.record({ input: { valueCase: roi } });
  const changed = await studies().frozen({ study: id });
  expect(changed.changes.join(' ')).toContain('was recorded since; this is version 1');
  expect(changed.metrics[0]!.figure.value).toBe('162000.00');

  await studies().revise({ input: { study: id } });
  await studies().editMetric({ input: { metric, figure: order } });
  expect((await studies().get({ study: id })).metrics[0]!.figure.source).toMatchObject({ version: 2 });
  // What is published stays published while the next draft is written.
  expect(await studies().get({ study: id })).toMatchObject({ standing: 'draft', published: 1, version: 2 });
});

it('words are printed only as the customer approved them, and not any more once that is withdrawn', async () => {
  const { id } = (await studies().create({ input: { account: world.account, title: 'Words', ...texts } })).result!;
  await studies().addMetric({
    input: {
      study: id,
      figure: { kind: 'stated', contact, on: '2026-11-02', how: 'call', label: 'Reports', value: '8' },
    },
  });
  const quote = (
    await studies().addQuote({
      input: { study: id, contact, text: 'We are done by eight.', role: 'Head of operations' },
    })
  ).result!.id;
  const first = async () => (await studies().get({ study: id })).quotes[0]!;
  expect(await first()).toMatchObject({ as: null, why: expect.stringContaining('Nobody') });
  const approval = { by: contact, on: '2026-11-05', how: 'by e-mail', use: 'named' } as const;
  await expect(
    studies().approveQuote({ input: { quote, approval: { ...approval, on: '2027-01-01' } } }),
  ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('still to come') });
  await studies().approveQuote({ input: { quote, approval } });
  expect(await first()).toMatchObject({ as: 'named', approval: { byName: 'Marit Solberg' } });
  await studies().edit({ input: { study: id, disclosure: 'public' } });
  expect(await first()).toMatchObject({ as: null, why: expect.stringContaining('not for the public') });
  await studies().edit({ input: { study: id, disclosure: 'nda' } });
  const { request } = (await studies().submit({ input: { study: id } })).result!;
  await studies().withdrawQuote({ input: { quote, on: '2026-11-11', reason: 'New management' } });
  const frozen = await studies().frozen({ study: id });
  expect(frozen.quotes[0]).toMatchObject({ as: null, why: expect.stringContaining('withdrawn') });
  expect(frozen.blockers.join(' ')).toContain('withdrawn');
  await expect(decided(request)).rejects.toMatchObject({ code: 'forbidden' });
  // Other words are not what was approved.
  await studies().revise({ input: { study: id } });
  await studies().approveQuote({ input: { quote, approval } });
  await studies().editQuote({ input: { quote, text: 'We are done by nine.' } });
  expect(await first()).toMatchObject({ approval: null, as: null });
});

it('nobody approves a case study of their own, and people without a part in selling write none', async () => {
  const { id } = (await studies(lawyer).create({ input: { account: world.account, title: 'By legal', ...texts } }))
    .result!;
  await studies(lawyer).addMetric({
    input: {
      study: id,
      figure: { kind: 'stated', contact, on: '2026-11-02', how: 'call', label: 'Reports', value: '8' },
    },
  });
  const { request } = (await studies(lawyer).submit({ input: { study: id } })).result!;
  await expect(decided(request, lawyer)).rejects.toMatchObject({ code: 'forbidden' });
  await decided(request, lawyer2);
  await expect(studies(world.finance).create({ input: { account: world.account } })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('lists find by text, account and standing, page by page', async () => {
  const { rows } = await studies().list({});
  expect(rows.map(({ title }) => title)).toEqual(['By legal', 'Words', 'Reports at eight']);
  expect((await studies().list({ standing: 'approved' })).rows.map(({ title }) => title)).toEqual(['By legal']);
  expect(await studies().list({ text: 'halden', sort: 'title', descending: false, limit: 2 })).toMatchObject({
    more: true,
    rows: [{ title: 'By legal' }, { title: 'Reports at eight' }],
  });
  expect((await studies().list({ mine: true, standing: 'draft' })).rows).toHaveLength(2);
});
