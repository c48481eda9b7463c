import { systemContext } from '../../src-core/context';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { ready } from './ready';

/**
 * Works on the workspace in argv[2] without a pause until it is killed: single commands, acts of several receipts, files kept and
 * referenced, undo. Says `ready` once it has begun, and `done`
 * after each turn.
 */
const [, , folder, state] = process.argv;
const desk = new DeskProcess({ context: systemContext(), stateFolder: state, jobsInThisThread: true, watchEvery: 0 });
desk.open(folder!);
const client = clientInProcess(sessionAt({ actor: desk.lastActor() }, { desk, face: 'test' }));
ready();

for (let turn = 0; ; turn += 1) {
  const account = (await client.deals.createAccount({ input: { name: `Account ${turn}` } })).result!.id;
  const deal = (await client.deals.create({ input: { title: `Deal ${turn}`, account } })).result!;
  const { model } = { model: (await client.pricing.list())[0]!.version };
  const lines = Array.from({ length: 400 }, (_, index) => ({
    sku: 'SEAT',
    quantity: String(index + 1),
    note: 'x'.repeat(600),
  }));
  const quote = (await client.quotes.create({ input: { deal: deal.id, model, lines } })).result!;
  const logo = desk
    .workspace()
    .blobs.put(Buffer.from(`logo ${turn} `.repeat(5_000)), { mediaType: 'image/png', name: 'logo.png' });
  const changed = await client.workspace.revise({
    input: { brand: { accent: '#112233', logo: logo.digest, footer: String(turn) } },
  });
  if (turn % 2 === 0) await client.receipts.undo({ input: { receipt: changed.receipt! } });
  await client.quotes.submit({ input: { quote: quote.id } });
  await client.workspace.drafts.put({ key: 'draft', body: { turn } });
  process.stdout.write('done\n');
}
