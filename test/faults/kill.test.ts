import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemContext } from '../../src-core/context';
import { sha256 } from '../../src-core/ledger/digests';
import { verifyLedger } from '../../src-core/ledger/verify';
import { quickCheck } from '../../src-core/store/database';
import { checkRebuild } from '../../src-core/workspace/rebuild';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { Quote, QuoteVersion } from '../../src-shared/quotes';
import { smallModel } from '../core/small-model';
import { builtProgram } from '../jobs/built-programs';
import { kills, moments, patience } from './kill-count';
import { workAndKill } from './work-and-kill';

const KILLS = kills(20);
let root: string;
let victim: string;

beforeAll(async () => {
  victim = await builtProgram('victim');
  root = mkdtempSync(join(tmpdir(), 'proofdesk-kill-'));
  const desk = openDesk();
  const seat = { actor: null as string | null };
  const client = clientInProcess(sessionAt(seat, { desk, face: 'test' }));
  await client.workspace.create({
    folder: join(root, 'workspace'),
    name: 'Kill',
    company: 'Kill Ltd',
    currency: 'EUR',
    owner: { name: 'Ada', roles: ['rep', 'finance'] },
  });
  const { result } = await client.pricing.create({ input: { name: 'Model', version: '1', content: smallModel } });
  await client.pricing.publish({ input: { version: result!.version } });
  await desk.close();
}, 120_000);

afterAll(() => {
  if (root) rmSync(root, { recursive: true, force: true });
});

const openDesk = () =>
  new DeskProcess({
    context: systemContext(),
    stateFolder: join(root, 'state'),
    jobsInThisThread: true,
    watchEvery: 0,
  });

it(
  `leaves all or nothing when it is killed at any moment, ${KILLS} times`,
  async () => {
    let receipts = 0;
    const line = [victim, join(root, 'workspace'), join(root, 'state')];
    // Kills fall on every moment of a turn, however fast this machine is just now.
    const turn = await workAndKill(line, 'one piece');
    let killed = 0;
    for (const moment of moments(KILLS)) {
      await workAndKill(line, moment * turn);
      killed += 1;
      const thorough = killed % 10 === 0 || killed === KILLS;
      const desk = openDesk();
      desk.open(join(root, 'workspace'));
      const workspace = desk.workspace();
      expect(quickCheck(workspace.connection)).toBeNull();
      const report = await verifyLedger(workspace.journal, workspace.chains(), { deep: thorough });
      expect(report.fault).toBeNull();
      expect(report.receipts).toBeGreaterThanOrEqual(receipts);
      receipts = report.receipts;
      expect(report.chains, 'no chain was forked, so none had to begin anew').toBe(1);
      const groups = new Set([...workspace.journal.each()].map(({ group_id }) => group_id));
      for (const id of groups) {
        if (!id) continue;
        const group = workspace.journal.group(id);
        expect(group.length).toBe((JSON.parse(group[0]!.header) as { group: { size: number } }).group.size);
      }
      const lines = new Map(
        workspace.connection
          .prepare('SELECT quote, count(*) FROM quoteLine WHERE archived = 0 GROUP BY 1')
          .raw()
          .all() as [string, number][],
      );
      for (const quote of workspace.reader.where(Quote, {})) {
        expect(lines.get(quote.id)).toBe(400);
        const versions = workspace.reader.where(QuoteVersion, { quote: quote.id });
        expect(versions.length).toBe(quote.status === 'draft' ? 0 : 1);
      }
      for (const { digest } of workspace.runner.statement('SELECT DISTINCT digest FROM blob_references').all() as {
        digest: string;
      }[]) {
        expect(sha256(workspace.blobs.read(digest))).toBe(digest);
      }
      if (thorough) expect(checkRebuild(workspace)).toMatchObject({ ok: true, differences: [] });
      await desk.close();
    }
    for (const prefix of readdirSync(join(root, 'workspace', 'blobs')).filter((name) => name.length === 2)) {
      for (const rest of readdirSync(join(root, 'workspace', 'blobs', prefix))) {
        expect(sha256(readFileSync(join(root, 'workspace', 'blobs', prefix, rest)))).toBe(prefix + rest);
      }
    }
    expect(receipts).toBeGreaterThan(20);
  },
  patience(180_000),
);
