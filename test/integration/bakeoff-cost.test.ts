import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

/** A run of a minute: so many requests a second, every hundredth of them fails. */
function jtl(perSecond: number, place: number): string {
  const start = Date.UTC(2026, 4, 4, 9, place * 3);
  const rows = Array.from({ length: perSecond * 60 }, (_, index) => {
    const at = start + Math.floor((index * 1000) / perSecond);
    return `${at},${20 + (index % 7)},Search,200,${index % 100 !== 99},1`;
  });
  // The last row ends the minute, so that the length is the same on both sides.
  return `timeStamp,elapsed,label,responseCode,success,allThreads\n${rows.join('\n')}\n${start + 59_990},10,Search,200,true,1\n`;
}

const facts = {
  startedAt: '2026-05-04T09:00:00Z',
  command: 'jmeter -n -t search.jmx',
  harness: { name: 'JMeter', version: '5.6.3' },
  warmUpSeconds: 0,
  durationSeconds: 60,
  load: { model: 'closed', users: 8 },
  server: { model: 'c7i.2xlarge', cores: 8, memoryGiB: 16 },
};

beforeAll(async () => {
  desk = typedDesk('cost', { columns: 200 });
  root = desk.root;
  expect((await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada')).code).toBe(0);
  for (let run = 0; run < 10; run += 1) {
    const ours = run % 2 === 0;
    const name = `${String(run + 1).padStart(2, '0')}-${ours ? 'a' : 'b'}`;
    writeFileSync(join(root, `${name}.jtl`), jtl((ours ? 120 : 80) + (run % 5), run));
    writeFileSync(join(root, `${name}.meta.json`), JSON.stringify({ ...facts, order: run + 1 }));
  }
  const sheet = (amount: string) =>
    `label,amount,currency,per,quantity,date,source\nnode,${amount},EUR,hour,3,2026-05-04,https://prices.example\nstorage,0.10,EUR,month,365,2026-05-04,offer 12\n`;
  writeFileSync(join(root, 'ours.csv'), sheet('0.40'));
  writeFileSync(join(root, 'theirs.csv'), sheet('0.38'));
  writeFileSync(join(root, 'dollars.csv'), sheet('0.38').replaceAll('EUR', 'USD'));
});
afterAll(() => {
  desk.close();
});

describe('cost per unit of work', () => {
  let number: string;

  it('is a row that is agreed on before the runs, and has no figure before there are prices', async () => {
    const made = await proofdesk(
      ...['bakeoff', 'create', '--template', 'api-latency', '--workload', 'Search', '--title', 'Search'],
      ...['--cost', 'EUR per million requests', '--ours', 'Northwind', '--theirs', 'Ostrane'],
    );
    expect(made.err).toBe('');
    number = made.out.trim();
    const files = Array.from({ length: 10 }, (_, run) => `${String(run + 1).padStart(2, '0')}-${run % 2 ? 'b' : 'a'}`);
    const imported = await proofdesk(
      ...['bakeoff', 'import', number, ...files.flatMap((name) => [`${name}.jtl`, `${name}.meta.json`])],
      ...['--confirm', 'failures', '--confirm', 'failed-samples', '--confirm', 'ok-with-failures'],
    );
    expect(imported.err).not.toMatch(/rror/);
    const { rows } = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    const cost = rows.find((row: { key: string }) => row.key === 'search-cost-per-million-requests');
    expect(cost).toMatchObject({ verdict: 'not enough runs', ours: [], theirs: [] });
    expect(cost.points[0].reason).toMatch(/no prices are recorded/);
  });

  it('is refused where --cost is no amount for a number of units', async () => {
    const refused = await proofdesk(
      ...['bakeoff', 'create', '--template', 'api-latency', '--workload', 'Search', '--cost', 'cheap'],
    );
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/EUR per million requests/);
  });

  it('comes from the price sheets and what each run did, and is judged run by run', async () => {
    for (const side of ['ours', 'theirs']) {
      const set = await proofdesk('bakeoff', 'prices', number, '--side', side, '--sheet', `${side}.csv`, '--json');
      expect(set.err).toBe('');
      expect(set.json().sides.find((one: { side: string }) => one.side === side).hourly).toBe(
        side === 'ours' ? '1.25' : '1.19',
      );
    }
    const { rows, gate } = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    expect(gate.open).toEqual([]);
    const cost = rows.find((row: { key: string }) => row.key === 'search-cost-per-million-requests');
    expect(cost.verdict).toBe('better');
    expect(cost.sentence).toMatch(/^Cheaper by /);
    expect(cost.ours).toHaveLength(5);
    // 1.25 EUR an hour over some 119 good requests a second.
    expect(cost.oursMedian).toBeGreaterThan(2.7);
    expect(cost.oursMedian).toBeLessThan(3.1);
  });

  it('is explained by the prices, the throughput and the unit', async () => {
    const { out } = await proofdesk('bakeoff', 'explain', number, 'search-cost-per-million-requests');
    expect(out).toMatch(/Price, ours: node: 1\.2 EUR per hour/);
    expect(out).toMatch(/3 × EUR 0\.40 per hour/);
    expect(out).toMatch(/https:\/\/prices\.example, looked up on 2026-05-04/);
    expect(out).toMatch(/good requests a second/);
  });

  it('has a deck of its own, computed again from the file alone', async () => {
    expect((await proofdesk('bakeoff', 'record', number)).err).toBe('');
    const { id } = (await proofdesk('bakeoff', 'verdict', number, '--json')).json();
    const built = await proofdesk(
      ...['document', 'build', '--kind', 'proof-deck', '--topic', 'cost', '--subject', id, '--out', 'cost.pdf'],
    );
    expect(built.code).toBe(0);
    const verified = await proofdesk('verify', 'cost.pdf', '--json');
    const report = verified.json();
    expect(report.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(report.consistent).toBe(true);
    const speed = await proofdesk(...['document', 'build', '--kind', 'proof-deck', '--subject', id, '--json']);
    expect(speed.json().name).toMatch(/^B-[^-]+-\d+-deck-v1\.pdf$/);
    const none = await proofdesk(
      ...['document', 'build', '--kind', 'proof-deck', '--topic', 'robustness', '--subject', id],
    );
    expect(none.code).toBe(65);
    expect(none.err).toMatch(/no rows of robustness/);
    const bundle = await proofdesk(
      ...['document', 'build', '--kind', 'evidence-bundle', '--subject', id, '--out', 'e.zip'],
    );
    expect(bundle.code).toBe(0);
    expect((await proofdesk('verify', 'e.zip', '--json')).json().consistent).toBe(true);
  }, 60_000);

  it('is kept in a verdict with its prices, which is out of date once they change', async () => {
    const recorded = await proofdesk('bakeoff', 'verdict', number, '--json');
    expect(recorded.code).toBe(0);
    expect(recorded.json().ours.prices).toHaveLength(2);
    await proofdesk('bakeoff', 'prices', number, '--side', 'theirs', '--sheet', 'ours.csv');
    const now = await proofdesk('bakeoff', 'verdict', number, '--json');
    expect(now.code).toBe(1);
    expect(now.json().stale).toEqual(['The prices were changed since.']);
  });

  it('is not compared between currencies', async () => {
    await proofdesk('bakeoff', 'prices', number, '--side', 'theirs', '--sheet', 'dollars.csv');
    const { rows } = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    const cost = rows.find((row: { key: string }) => row.key === 'search-cost-per-million-requests');
    expect(cost.verdict).toBe('not comparable');
    expect(cost.notComparable).toEqual([
      'Unit differs: agreed EUR per million requests, theirs USD per million requests',
    ]);
  });
});

describe('a competitor whose licence forbids publishing', () => {
  it('stays inside in every export, also of what was recorded and made before it was marked', async () => {
    const number = (await proofdesk('bakeoff', 'list', '--json')).json().bakeoffs[0].number;
    const { id: verdict } = (await proofdesk('bakeoff', 'verdict', number, '--json')).json();
    const marked = await proofdesk('bakeoff', 'revise', number, '--internal', 'yes', '--json');
    expect(marked.json().competitorInternalOnly).toBe(true);
    for (const kind of ['proof-deck', 'evidence-bundle']) {
      for (const whom of ['nda', 'public']) {
        const refused = await proofdesk(
          ...['document', 'build', '--kind', kind, '--subject', verdict, '--disclosure', whom],
        );
        expect(refused.code).not.toBe(0);
        expect(refused.err).toMatch(/internal use only/);
      }
      const inside = await proofdesk(...['document', 'build', '--kind', kind, '--subject', verdict, '--json']);
      expect(inside.json().disclosure).toBe('internal');
    }
    for (const format of ['csv', 'svg', 'png']) {
      const picture = ['bakeoff', 'chart', number, '--kind', 'intervals', '--out', `chart.${format}`];
      const refused = await proofdesk(...picture, '--disclosure', 'public');
      expect(refused.code).not.toBe(0);
      expect(refused.err).toMatch(/internal use only/);
    }
  }, 60_000);
});
