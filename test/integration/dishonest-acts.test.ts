import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable } from '../../src-core/ledger/history';
import { knownIn } from '../../src-core/workspace/known';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { Change } from '../../src-shared/kernel/change';
import type { Act } from '../../src-shared/kernel/judged';
import { answersOf, readLater, readNow } from '../../src-shared/kernel/reading';
import { priceQuote } from '../../src-shared/pricing';
import { beyondDeclared, commandRules, judgeAct } from '../../src-shared/rules-of-commands';
import { type SellingWorld, sellingWorld } from '../core/selling-world';

let world: SellingWorld;
let workspace: Workspace;
let quote: string;
let request: string;
let submitted: string;

beforeAll(async () => {
  world = await sellingWorld();
  workspace = world.desk.workspace();
  const rep = world.as(world.rep);
  const lines = [{ sku: 'BASE', quantity: '1', discountBasisPoints: 500 }];
  quote = (await rep.quotes.create({ input: { deal: world.deal, model: world.model, termMonths: 12, lines } })).result!
    .id;
  const outcome = await rep.quotes.submit({ input: { quote } });
  request = outcome.result!.request;
  submitted = outcome.receipt!;
});

afterAll(() => world.close());

/** An act as a server finds it in the receipt of this hash, by this person. */
function actOf(hash: string, person: string): Act {
  const { changes, input } = readable(workspace.journal, workspace.journal.byHash(hash)!, () => true);
  return { actor: workspace.actor(person), at: workspace.context.now(), input, changes };
}

const act = (person: string, changes: Change[], input = {}): Act => ({
  actor: workspace.actor(person),
  at: workspace.context.now(),
  input,
  changes,
});

const answers = (person: string) => answersOf(knownIn(workspace, workspace.actor(person)), workspace.definitions);

const rule = (name: string) => commandRules.get(name)!;

const frozen = (name: string, one: Act) => readNow(rule(name).frozen!(one), answers(one.actor.id));

const judged = (name: string, one: Act, cited: string[] = []) =>
  readNow(judgeAct(rule(name), one, cited), answers(one.actor.id));

const patchOf = (entity: string, id: string, fields: Change['fields'], guards: Change['guards'] = {}): Change => ({
  ...{ entity, schema: 1, id, op: 'patch', fields, guards },
});

/** The act with one field of one entity's changes written otherwise. */
function forged<T>(one: Act, entity: string, field: string, write: (value: T) => T): Act {
  const changes = structuredClone(one.changes) as Change[];
  for (const change of changes) {
    if (change.entity === entity && field in change.fields) change.fields[field] = write(change.fields[field] as T);
  }
  return { ...one, changes };
}

describe('a version that was handed in', () => {
  it('holds as it was made, whether its rows are at hand or come later', async () => {
    const one = actOf(submitted, world.rep);
    expect(frozen('quote.submit', one)).toEqual([]);
    const later = await readLater(rule('quote.submit').frozen!(one), async (ask) => answers(world.rep)(ask));
    expect(later).toEqual([]);
  });

  it('is refused with a total that does not follow from its lines, and the total is named', () => {
    const one = forged<{ totals: { totalContractValueMinor: number } }>(
      actOf(submitted, world.rep),
      'quoteVersion',
      'figures',
      (figures) => ({ ...figures, totals: { ...figures.totals, totalContractValueMinor: 1 } }),
    );
    expect(frozen('quote.submit', one)).toEqual([
      expect.objectContaining({ kind: 'figures', field: 'figures.totals.totalContractValueMinor' }),
    ]);
  });

  it('is stale where its lines are not those of the draft, though the figures follow from them', () => {
    const honest = actOf(submitted, world.rep);
    const cheaper = forged<{ discountBasisPoints: number }[]>(honest, 'quoteVersionLines', 'lines', ([line]) => [
      { ...line!, discountBasisPoints: 9_000 },
    ]);
    const fields = (entity: string) => cheaper.changes.find((change) => change.entity === entity)!.fields;
    const model = fields('quoteVersion')['model'] as Parameters<typeof priceQuote>[0];
    const input = { ...(fields('quoteVersion')['input'] as object), lines: fields('quoteVersionLines')['lines'] };
    const {
      lines,
      cost: _cost,
      ...figures
    } = priceQuote(model, input as Parameters<typeof priceQuote>[1], {
      role: 'rep',
    });
    const priced = forged(
      forged(cheaper, 'quoteVersionLines', 'figures', () => lines as unknown),
      'quoteVersion',
      'figures',
      () => figures as unknown,
    );
    const withoutCost = {
      ...priced,
      changes: priced.changes.map((change) => ({ ...change, fields: omit(change.fields) })),
    };
    expect(frozen('quote.submit', withoutCost)).toEqual([
      expect.objectContaining({ kind: 'stale', field: 'input.lines.0.discountBasisPoints', present: 500 }),
    ]);
  });

  it('cannot say that approvals of an earlier version stand for it', () => {
    const honest = actOf(submitted, world.rep);
    const forgedRequest: Act = {
      ...honest,
      changes: honest.changes.map((change) =>
        change.entity === 'approvalRequest' && change.op === 'create'
          ? {
              ...change,
              fields: { ...change.fields, kept: { request, version: 0, kept: true, decisions: ['x'], why: [] } },
            }
          : change,
      ),
    };
    expect(frozen('quote.submit', forgedRequest)).toEqual([expect.objectContaining({ kind: 'stale', field: 'kept' })]);
  });
});

/** Costs and the costs of the model taken out, as somebody freezes who may not read them. */
const omit = ({ cost: _cost, modelCost: _model, ...rest }: Change['fields']): Change['fields'] => rest;

describe('an act that writes other than its input says', () => {
  it('is judged by what it writes: roles that nobody spoke of are one’s own roles all the same', () => {
    const one = act(world.rep, [patchOf('person', world.rep, { roles: { add: ['admin'] } })], {
      person: world.rep,
      title: 'Account executive',
    });
    expect(judged('person.revise', one).facts).toMatchObject({ ownRoles: true });
  });

  it('goes beyond its command where it sets a status that is another command’s', () => {
    const one = act(world.rep, [
      patchOf('quote', quote, { status: 'released', version: 1 }, { status: 'submitted', version: 1 }),
    ]);
    expect(beyondDeclared(rule('quote.revise'), one)).toEqual(['quote.revise may not set quote.status to "released".']);
  });

  it('may not decide in the name of somebody else', () => {
    const fields = { request, role: 'finance', decision: 'approve', reason: '', by: world.finance, decidedAt: 1 };
    const one = act(world.rep, [{ ...patchOf('approvalDecision', 'd1', fields), op: 'create' }]);
    expect(beyondDeclared(rule('approval.decide'), one)).toEqual([
      'approval.decide writes approvalDecision.by only in the name of whoever does it.',
    ]);
    const own = act(world.rep, [{ ...patchOf('approvalDecision', 'd1', { ...fields, by: world.rep }), op: 'create' }]);
    expect(judged('approval.decide', own).facts).toMatchObject({ hasRole: false, ownRequest: true });
  });

  it('has no approvals but those that were given', () => {
    const one = act(world.rep, [patchOf('quote', quote, { status: 'released' }, { status: 'submitted', version: 1 })]);
    const { approvals, approvalRequest, facts, resource } = judged('quote.release', one);
    expect({ approvals, approvalRequest }).toEqual({ approvals: [], approvalRequest: request });
    const asked = { actor: one.actor, command: 'quote.release', resource, facts, approvals };
    expect(workspace.gate().decide(asked).decision).toBe('needs-approval');
  });

  it('undoes only what the undone act did', () => {
    const one = act(world.rep, [patchOf('deal', world.deal, { owner: world.rep })], { receipt: submitted });
    expect(() => judged('receipt.undo', one)).toThrow('The undone act did not touch the deal');
  });
});
