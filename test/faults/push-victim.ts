import { readFileSync } from 'node:fs';
import { systemContext } from '../../src-core/context';
import { signingKey } from '../../src-core/ledger/keys';
import { openPostgres } from '../../src-server/database/database';
import { openSqlStorage } from '../../src-server/storage/sql';
import { createSync } from '../../src-server/sync';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { definitions, smallRules } from '../server/server-world';

/** What the parent gives: where the database is, who pushes, and what. */
export interface PushOrder {
  url: string;
  seed: string;
  workspace: string;
  person: string;
  account: string;
  pushes: SignedReceipt[][];
}

// A server's process that pushes what it was given, and says each answer as soon as it has it. The test kills it in between.
const order = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as PushOrder;
const database = openPostgres(order.url, 2, (error) => {
  throw error;
});
const sync = createSync({
  storage: await openSqlStorage(database),
  context: systemContext(),
  domain: { entities: [...definitions.values()], rules: smallRules() },
  keyOf: async () => signingKey(Buffer.from(order.seed, 'hex')),
});
process.stdout.write('ready\n');
for (const receipts of order.pushes) {
  const asker = { kind: 'person' as const, person: order.person, account: order.account };
  const { results } = await sync.push(order.workspace, asker, receipts);
  for (const result of results) {
    if (result.status === 'decided') process.stdout.write(`${result.hash} ${result.decision.signature}\n`);
  }
}
process.stdout.write('done\n');
await database.close();
