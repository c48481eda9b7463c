import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemContext } from '../../src-core/context';
import type { Workspace } from '../../src-core/workspace/workspace';
import { DeskProcess } from '../../src-main/desk-process';
import { sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import { type BenchFigure, measure } from './figures';

const CHARTS = 10_000;
/** As many rows as the screens ask for at once. */
const limit = 50;

const text = `1. A method of serving documents, the method comprising:
storing a document in a cache;
serving the document from the cache; and
refreshing the cache when the document changes.
`;

/** Lists of a workspace with 10,000 claim sets, charts and releases; a tenth of the charts is with legal, a tenth is a draft. */
export async function measureClaims(root: string, say: (line: string) => void): Promise<BenchFigure[]> {
  const desk = new DeskProcess({
    context: systemContext(),
    ...{ stateFolder: `${root}/claims-state`, dataFolder: `${root}/claims-data` },
    ...{ watchEvery: 0, jobsInThisThread: true },
  });
  const owner = clientInProcess(sessionAt({ actor: null }, { desk, face: 'test' }));
  await owner.workspace.create({
    folder: `${root}/claims`,
    ...{ name: 'Bench', company: 'Bench Ltd', currency: 'EUR' },
    owner: { name: 'Ada', roles: ['engineer', 'legal'] },
  });
  const people: string[] = [];
  for (const name of ['Lea', 'Omar'])
    people.push((await owner.workspace.addPerson({ input: { name, roles: ['legal'] } })).result!.id);
  const { claims } = clientInProcess(sessionAt({ actor: desk.lastActor() }, { desk, face: 'test' }));
  say(`seeding ${CHARTS} claim charts`);
  const set = (await claims.importText({ text, title: 'Cache patent', kind: 'own-patent' })).result!.id;
  const made = (await claims.createChart({ input: { set, claim: 1, practice: 'Platform 4', title: 'Cache' } })).result!;
  const file = join(root, 'platform.yaml');
  writeFileSync(file, 'cache:\n  size: 64\n');
  const handed = (await desk.intake.point(file)).id;
  for (const element of made.elements) {
    await claims.mapElement({ input: { element, mapping: 'Documents are kept in a cache.', status: 'met' } });
    await claims.attach({ element, evidence: { kind: 'configuration', handed, key: 'cache.size' } });
  }
  const { request } = (await claims.submit({ input: { chart: made.id } })).result!;
  for (const actor of people) {
    const { approvals } = clientInProcess(sessionAt({ actor }, { desk, face: 'test' }));
    await approvals.decide({ input: { request, role: 'legal', decision: 'approve' } });
  }
  const lawyer = clientInProcess(sessionAt({ actor: people[0]! }, { desk, face: 'test' }));
  await lawyer.claims.release({ input: { chart: made.id, version: 1 } });
  copyChart(desk.workspace());

  const figures: BenchFigure[] = [];
  const first = performance.now();
  await claims.attention();
  say(`first look at all evidence: ${Math.round(performance.now() - first)} ms`);
  const measured = async (name: string, ask: () => Promise<unknown>) =>
    figures.push(await measure(`${name} of ${CHARTS}`, 10, ask, { runs: 30, warm: 3 }));
  await measured('claim sets, a page', () => claims.sets({ limit }));
  await measured('claim charts, a page', () => claims.charts({ limit }));
  await measured('claim charts with legal, a page', () => claims.charts({ standing: 'in-review', limit }));
  await measured('claim charts by text', () => claims.charts({ text: 'cache 99', limit }));
  await measured('claim releases that hold, a page', () => claims.releases({ holding: true, limit }));
  await measured('claim releases by text', () => claims.releases({ text: 'cache 99', limit }));
  await measured('claims that legal has to look at', () => claims.attention());
  await desk.close();
  return figures;
}

/** Copies the one chart with all that belongs to it, straight into the tables: the path of ten thousand reviews would take minutes. */
function copyChart({ connection }: Workspace): void {
  const copies = [
    ['claimSet', ['id'], ['number', 'title']],
    ['claimSetVersion', ['id', 'set'], []],
    ['claimChart', ['id', 'set', 'setVersion'], ['number', 'title']],
    ['chartElement', ['id', 'chart'], []],
    ['elementEvidence', ['id', 'chart', 'element'], []],
    ['claimChartVersion', ['id', 'chart'], []],
    ['claimChartVersionElement', ['id', 'version'], []],
    ['approvalRequest', ['id', 'subject'], []],
    ['approvalDecision', ['id', 'request'], []],
    ['releasedChart', ['id', 'chart'], ['number', 'title']],
    ['releasedElement', ['id', 'release'], []],
  ] as const;
  connection.pragma('synchronous = OFF');
  connection.exec(`CREATE TEMP TABLE copies (n INTEGER PRIMARY KEY);
    WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < ${CHARTS - 1}) INSERT INTO copies SELECT n FROM count`);
  for (const [table, ids, names] of copies) {
    const columns = (connection.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
    const copied = columns.map((name) => {
      if ((ids as readonly string[]).includes(name)) return `"${name}" || '-' || n`;
      if ((names as readonly string[]).includes(name)) return `"${name}" || ' ' || n`;
      return name === 'created' || name === 'at' ? `"${name}" + n` : `"${name}"`;
    });
    connection.exec(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) SELECT ${copied.join(', ')} FROM "${table}", copies`,
    );
  }
  // Every tenth one is with legal, every other tenth one a draft.
  connection.exec(`UPDATE "claimChart" SET "status" = 'submitted' WHERE "created" % 10 = 3;
    UPDATE "claimChart" SET "status" = 'draft' WHERE "created" % 10 = 7;
    DELETE FROM "approvalDecision" WHERE "request" IN (SELECT q."id" FROM "approvalRequest" q JOIN "claimChart" c ON c."id" = q."subject" WHERE c."status" <> 'released');
    DELETE FROM "releasedChart" WHERE "chart" IN (SELECT "id" FROM "claimChart" WHERE "status" <> 'released')`);
}
