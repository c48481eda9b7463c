import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';
import { customersNumbers } from '../roi/filled-case';

let desk: TypedDesk;
const proofdesk = (...line: string[]) => desk.type(...line);
const asked = async (...line: string[]) => (await proofdesk(...line, '--json')).json();

beforeAll(async () => {
  desk = typedDesk('roi-cases');
  await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada Admin', '--role', 'rep');
  await proofdesk('deal', 'create', '--title', 'Halden', '--account', 'Halden Energy', '--new-account');
});

afterAll(() => {
  desk.close();
});

const source = { kind: 'customer', text: 'Workshop of 3 March' };
const numbers = Object.entries(customersNumbers).map(([name, own]) => ({ name, ...own, source }));

describe('ROI models and cases on the command line', () => {
  it('takes shipped models once, published', async () => {
    expect((await proofdesk('roi', 'model', 'list')).out).toContain('build-or-buy');
    expect((await proofdesk('roi', 'model', 'take', 'tco', 'consolidation')).out).toBe('tco\nconsolidation\n');
    expect(await proofdesk('roi', 'model', 'take', 'tco')).toMatchObject({ code: 65 });
    expect(await proofdesk('roi', 'model', 'take', 'tpo')).toMatchObject({ code: 66 });
    expect((await proofdesk('roi', 'model', 'show', 'tco')).out).toContain('operating_hours * hour_cost');
  });

  it('lists what is missing, takes typed numbers with their source, and has figures then', async () => {
    const { number } = await asked('roi', 'case', 'create', '--deal', 'Halden', '--model', 'tco');
    const empty = await asked('roi', 'case', 'show', number);
    expect(empty).toMatchObject({ netPresentValue: null, missing: 9 });
    expect(await proofdesk('roi', 'case', 'freeze', number)).toMatchObject({ code: 65 });
    expect((await proofdesk('roi', 'case', 'set', number, 'operators=6')).err).toContain('where 6 comes from');
    expect((await proofdesk('roi', 'case', 'set', number, 'operatrs=6', '--source', 'x')).code).toBe(66);

    writeFileSync(join(desk.root, 'numbers.json'), JSON.stringify(numbers));
    const set = await proofdesk('roi', 'case', 'set', number, '--file', 'numbers.json');
    expect(set).toMatchObject({ code: 0, out: 'Net present value 1045403.75 EUR\n' });
    await proofdesk('roi', 'case', 'confirm', number, 'operators', '--who', 'Head of operations', '--on', '2026-03-03');
    const shown = (await proofdesk('roi', 'case', 'show', number)).out;
    expect(shown).toContain('Head of operations, 2026-03-03');
    expect(shown).toContain('Stretch');
    expect((await proofdesk('roi', 'case', 'list')).out).toContain('Total cost of ownership');
    // A new value is nobody's confirmed one any more.
    await proofdesk('roi', 'case', 'set', number, 'operators=7', '--source', 'Org chart');
    const { inputs } = await asked('roi', 'case', 'show', number);
    expect(inputs.find(({ name }: { name: string }) => name === 'operators')).toMatchObject({
      value: '7',
      confirmed: null,
      from: { text: 'Org chart' },
    });
    await proofdesk('roi', 'case', 'set', number, 'operators=6', '--low=5', '--high=8', '--source', 'Workshop');
  });

  it('asks about nonsense and freezes only with a reason; the frozen version stays as it was', async () => {
    const [{ number }] = (await asked('roi', 'case', 'list')).cases;
    const nonsense = await proofdesk(
      'roi',
      'case',
      'set',
      number,
      'operations_saved=900',
      '--source',
      'Slide of a vendor',
    );
    expect(nonsense.out).toContain(
      'above 90 %: It is not below 0, and more than 90 % of the work saved has to be shown',
    );
    const refused = await proofdesk('roi', 'case', 'freeze', number, '--json');
    expect(refused).toMatchObject({ code: 65 });
    expect(refused.err).toContain('900');
    await proofdesk('roi', 'case', 'clear', number, 'operations_saved');
    expect((await proofdesk('roi', 'case', 'freeze', number, '--seed', '7')).out).toBe(`${number}, version 1\n`);
    await proofdesk('roi', 'case', 'set', number, 'incidents_today=120', '--source', 'Ticket system');
    const built = await asked('roi', 'build', number, '--out', 'roi.pdf');
    expect(built).toMatchObject({ kind: 'roi', version: 1 });
    expect((await asked('verify', 'roi.pdf')).consistent).toBe(true);
    const after = await asked('roi', 'case', 'show', number);
    expect(after.versions).toMatchObject([{ version: 1, stale: true, netPresentValue: '1045403.75' }]);
    expect(after.netPresentValue).not.toBe('1045403.75');
    // It sets a document in a thread of its own, and computes it again.
  }, 60_000);

  it('answers tornado, draws, goals, scenarios and where a figure comes from', async () => {
    const [{ number }] = (await asked('roi', 'case', 'list')).cases;
    const { bars } = await asked('roi', 'case', 'tornado', number);
    expect(bars[0].name).toBe('operations_saved');
    const drawn = await asked('roi', 'case', 'simulate', number, '--draws', '2000', '--seed', '7');
    expect(drawn.figures[0]).toMatchObject({ target: 'netPresentValue', counted: 2000 });
    const sought = await proofdesk('roi', 'case', 'seek', number, '6', '--target', 'payback');
    expect(sought.out).toContain('6.0 months is wanted');
    expect(await proofdesk('roi', 'case', 'seek', number, 'soon')).toMatchObject({ code: 2 });
    expect((await proofdesk('roi', 'case', 'scenario', number, 'stretch', 'operations_saved=95')).code).toBe(65);
    expect((await proofdesk('roi', 'case', 'scenario', number, 'late', 'adoption=10,50', '--take', 'worse')).code).toBe(
      0,
    );
    expect((await asked('roi', 'case', 'show', number)).scenarios).toHaveLength(4);
    await proofdesk('roi', 'case', 'scenario', number, 'late', '--remove');
    const explained = (await proofdesk('roi', 'case', 'explain', number, 'operations')).out;
    expect(explained).toContain('operating_hours (5940 hours/year) * hour_cost (68 EUR/hour)');
    expect(explained).toContain('Workshop of 3 March');
    expect((await proofdesk('roi', 'case', 'explain', number, 'nothing')).code).toBe(65);
  });

  it('names what is wrong with a model by its place, and publishes only what is sound', async () => {
    const model = {
      inputs: [
        { name: 'hours', label: 'Hours', unit: 'hours/year' },
        { name: 'price', label: 'Price', unit: 'money/year' },
      ],
      formulas: [{ name: 'net', label: 'Net', unit: 'money/year', formula: 'price + hours' }],
      flows: [{ formula: 'net', stream: 'benefits', when: 'yearly' }],
    };
    writeFileSync(join(desk.root, 'model.json'), JSON.stringify(model));
    const checked = await proofdesk('roi', 'model', 'check', 'model.json');
    expect(checked.code).toBe(1);
    expect(checked.out).toContain('column 9: “net” adds “price” in money/year and “hours” in hours/year');
    await proofdesk('roi', 'model', 'create', 'model.json', '--name', 'Mine');
    expect((await proofdesk('roi', 'model', 'publish', 'Mine')).code).toBe(77);
    model.formulas[0]!.formula = 'price - 0';
    model.inputs.shift();
    writeFileSync(join(desk.root, 'model.json'), JSON.stringify(model));
    expect((await proofdesk('roi', 'model', 'revise', 'Mine', 'model.json')).code).toBe(0);
    expect((await proofdesk('roi', 'model', 'publish', 'Mine')).out).toBe('Mine 1 is published.\n');
    expect((await proofdesk('roi', 'model', 'revise', 'Mine', 'model.json')).code).toBe(1);
  });

  it('moves a case to a later version of its model, and to no other model', async () => {
    const [{ number }] = (await asked('roi', 'case', 'list')).cases;
    await proofdesk('roi', 'model', 'draft', 'tco', '2');
    expect(await proofdesk('roi', 'case', 'adopt', number, 'tco 2')).toMatchObject({ code: 65 });
    await proofdesk('roi', 'model', 'publish', 'tco 2');
    expect((await asked('roi', 'case', 'show', number)).newerModel).toMatchObject({ label: '2' });
    expect((await proofdesk('roi', 'case', 'adopt', number, 'tco 2')).out).toContain('2.');
    expect(await proofdesk('roi', 'case', 'adopt', number, 'consolidation')).toMatchObject({ code: 65 });
  });
});
