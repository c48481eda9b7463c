import { systemContext } from '../../src-core/context';
import { PolicyGate } from '../../src-core/gate/gate';
import { readPolicies } from '../../src-core/gate/policies';
import { verifyLedger } from '../../src-core/ledger/verify';
import { execute } from '../../src-core/workspace/execute';
import { rebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { type BenchFigure, measure } from './figures';
import { seedDeals } from './seed-deals';

const DEALS = 10_000;
const RECEIPTS = 100_000;
const COMMITS_PER_TRANSACTION = 500;

/** Figures of a workspace with 10,000 deals and 100,000 receipts. */
export async function measureStore(root: string, say: (line: string) => void): Promise<BenchFigure[]> {
  const open = () =>
    new DeskProcess({
      context: systemContext(),
      stateFolder: `${root}/state`,
      dataFolder: `${root}/data`,
      watchEvery: 0,
      jobsInThisThread: true,
    });
  const folder = `${root}/store`;
  let desk = open();
  const seat = { actor: null as string | null };
  const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
  await client.workspace.create({
    folder,
    name: 'Bench',
    company: 'Bench Ltd',
    currency: 'EUR',
    owner: { name: 'Ada', roles: ['rep', 'finance'] },
  });
  say(`seeding ${DEALS} deals`);
  desk.workspace().connection.pragma('synchronous = OFF');
  await seedDeals(client, DEALS);
  const { rows } = await client.deals.list({ limit: 500 });
  const actor = seat.actor!;
  say(`seeding receipts up to ${RECEIPTS}`);
  const workspace = desk.workspace();
  for (let done = workspace.journal.count(); done < RECEIPTS; ) {
    workspace.connection
      .transaction(() => {
        for (let turn = 0; turn < COMMITS_PER_TRANSACTION && done < RECEIPTS; turn += 1, done += 1) {
          execute(workspace, actor, 'deal.revise', { deal: rows[done % rows.length]!.id, nextStep: `Step ${done}` });
        }
      })
      .immediate();
  }
  workspace.connection.pragma('wal_checkpoint(TRUNCATE)');
  await desk.close();

  const figures: BenchFigure[] = [];
  figures.push(
    await measure(
      `store opens with ${DEALS} deals and ${RECEIPTS} receipts`,
      300,
      async () => {
        const again = open();
        again.open(folder);
        await clientInProcess(sessionAt({ actor: again.lastActor() }, { desk: again, face: 'test' })).workspace.state();
        await again.close();
      },
      { runs: 7, warm: 1, note: 'with the first answer to a page' },
    ),
  );
  desk = open();
  desk.open(folder);
  const ready = clientInProcess(sessionAt({ actor }, { desk, face: 'test' }));
  // The look-after at the start (page check, backup) is over before anything is measured.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  figures.push(
    await measure(
      'list with filter and sort over 10,000 deals',
      10,
      () => ready.deals.list({ stages: ['proof', 'quote'], sort: 'value', descending: true, limit: 200 }),
      { runs: 50 },
    ),
  );
  figures.push(await measure('full-text search', 20, () => ready.search.find({ text: 'granit insur' }), { runs: 50 }));
  let turn = 0;
  figures.push(
    await measure(
      'commit of one command, on disk',
      3,
      () => ready.deals.revise({ input: { deal: rows[0]!.id, nextStep: `Measured ${turn++}` } }),
      { runs: 200, warm: 20 },
    ),
  );
  figures.push(await measurePolicies());
  const store = desk.workspace();
  const check = (deep: boolean) => verifyLedger(store.journal, store.chains(), { deep });
  figures.push(await measure('100,000 receipts verified, heads', 1_000, () => check(false), { runs: 3, warm: 1 }));
  figures.push(
    await measure('100,000 receipts verified, every signature', 10_000, () => check(true), { runs: 1, warm: 0 }),
  );
  figures.push(
    await measure('tables rebuilt from 100,000 receipts', 10_000, () => rebuild(store), { runs: 1, warm: 0 }),
  );
  await desk.close();
  return figures;
}

/** One decision among 65 policies, none of it from memory. */
async function measurePolicies(): Promise<BenchFigure> {
  const text = Array.from(
    { length: 65 },
    (_, index) =>
      `@id("p${index}") ${index % 3 === 2 ? 'forbid' : 'permit'} (principal, action == Action::"act${index % 20}", resource) when { principal.roles.contains("rep") && context.amount > ${index} };`,
  ).join('\n');
  const gate = new PolicyGate(readPolicies(text, 'bench'));
  let turn = 0;
  const figure = await measure(
    'policy decision among 65 policies',
    0.2,
    () => {
      turn += 1;
      gate.decide({
        actor: { id: 'a', roles: ['rep'] },
        command: 'act4',
        resource: { entity: 'deal', id: `row ${turn}` },
        facts: { amount: turn },
        approvals: [],
      });
    },
    { runs: 2_000, warm: 200 },
  );
  return figure;
}
