import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TypedDesk, typedDesk } from '../core/command-line';

let desk: TypedDesk;
let root: string;
const proofdesk = (...line: string[]) => desk.type(...line);

/** Two minutes at 40 requests a second; from 40 s to 60 s a share fails, and answers stay slow for so many seconds more. */
function jtl(place: number, failing: number, slow: number): string {
  const start = Date.UTC(2026, 4, 4, 9, place * 3);
  const rows = Array.from({ length: 40 * 120 }, (_, index) => {
    const second = Math.floor(index / 40);
    const ill = second >= 40 && second < 60;
    const late = ill || (second >= 60 && second < 60 + slow);
    const fails = ill && index % 10 < failing;
    return `${start + index * 25},${(late ? 150 : 20) + (index % 2)},Search,${fails ? 503 : 200},${!fails},1`;
  });
  return `timeStamp,elapsed,label,responseCode,success,allThreads\n${rows.join('\n')}\n`;
}

const facts = {
  startedAt: '2026-05-04T09:00:00Z',
  command: 'jmeter -n -t search.jmx',
  harness: { name: 'JMeter', version: '5.6.3' },
  workload: { name: 'search', version: '3' },
  warmUpSeconds: 0,
  durationSeconds: 120,
  load: { model: 'closed', users: 8 },
  server: { model: 'c7i.2xlarge', cores: 8, memoryGiB: 16 },
};

const names = Array.from({ length: 14 }, (_, run) => `${String(run + 1).padStart(2, '0')}-${run % 2 ? 'b' : 'a'}`);

beforeAll(async () => {
  desk = typedDesk('robustness', { columns: 200 });
  root = desk.root;
  expect((await proofdesk('workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada')).code).toBe(0);
  names.forEach((name, run) => {
    const theirs = run % 2 === 1;
    writeFileSync(join(root, `${name}.jtl`), jtl(run, theirs ? 4 : 1, (theirs ? 20 : 4) + (run % 3)));
    writeFileSync(join(root, `${name}.meta.json`), JSON.stringify({ ...facts, order: run + 1 }));
  });
  // The last run of theirs is not back before it ends.
  writeFileSync(join(root, '14-b.jtl'), jtl(13, 4, 60));
  writeFileSync(join(root, 'faults.csv'), 'run,kind,start,end\n,node killed,40,60\n');
});
afterAll(() => {
  desk.close();
});

type Row = {
  key: string;
  verdict: string;
  sentence: string;
  ours: number[];
  theirs: number[];
  notComparable: string[];
};

describe('robustness under fault', () => {
  let number: string;
  const row = (rows: Row[], end: string): Row => rows.find(({ key }) => key.endsWith(end))!;

  it('takes the faults from a table beside the runs', async () => {
    const deal = ['deal', 'create', '--title', 'Halden', '--account', 'Halden', '--new-account'];
    expect((await proofdesk(...deal)).code).toBe(0);
    const made = await proofdesk(
      ...[
        'bakeoff',
        'create',
        '--deal',
        'Halden',
        '--template',
        'robustness',
        '--workload',
        'Search',
        '--title',
        'Node loss',
      ],
      ...['--ours', 'Northwind', '--theirs', 'Ostrane'],
    );
    expect(made.err).toBe('');
    number = made.out.trim();
    const imported = await proofdesk(
      ...['bakeoff', 'import', number, ...names.flatMap((name) => [`${name}.jtl`, `${name}.meta.json`]), 'faults.csv'],
    );
    expect(imported.err).not.toMatch(/rror|wrong|failed/);
    expect(imported.code).toBe(0);
    const { faults } = (await proofdesk('bakeoff', 'fault', number, '--json')).json();
    expect(faults).toHaveLength(14);
    expect(faults[0]).toMatchObject({ kind: 'node killed', from: 40, to: 60 });
  });

  it('judges success, throughput, slowest second and recovery run by run', async () => {
    const { rows, gate } = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    expect(gate.open).toEqual([]);
    expect(row(rows, 'success-under-fault')).toMatchObject({ verdict: 'better' });
    expect(row(rows, 'success-under-fault').ours[0]).toBe(0.9);
    expect(row(rows, 'throughput-kept-under-fault').verdict).toBe('better');
    expect(row(rows, 'recovered-after-fault').theirs).toEqual([1, 1, 1, 1, 1, 1, 0]);
  });

  it('compares no recovery time where a run never was back', async () => {
    const { rows } = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    const time = row(rows, 'recovery-time-after-fault');
    expect(time.verdict).toBe('not comparable');
    expect(time.notComparable).toEqual(['Not recovered while it was watched: 1 of 7 runs of theirs']);
    expect(time.theirs).toHaveLength(6);
  });

  it('has a deck of its own, computed again from the file alone', async () => {
    expect((await proofdesk('bakeoff', 'record', number)).err).toBe('');
    const built = await proofdesk(
      ...['document', 'build', '--kind', 'proof-deck', '--subject', number, '--out', 'robustness.pdf'],
    );
    expect(built.err).not.toMatch(/rror/);
    const report = (await proofdesk('verify', 'robustness.pdf', '--json')).json();
    expect(report.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
    expect(report.consistent).toBe(true);
  }, 120_000);

  it('follows faults that are recorded by hand, and the verdict is then out of date', async () => {
    await proofdesk('bakeoff', 'fault', number, '14-b.jtl', '--clear');
    const without = (await proofdesk('bakeoff', 'compare', number, '--json')).json();
    expect(row(without.rows, 'recovery-time-after-fault').notComparable).toEqual([]);
    const { stale } = (await proofdesk('bakeoff', 'verdict', number, '--json')).json();
    expect(stale.length).toBeGreaterThan(0);
    // What is built on it says so where it is listed.
    const { documents } = (await proofdesk('document', 'list', '--json')).json();
    expect(documents[0]).toMatchObject({ kind: 'proof-deck', stale });
    expect((await proofdesk('document', 'list')).out).toMatch(/final, out of date/);
    const proof = await proofdesk('bakeoff', 'proof', 'Halden', '--json');
    expect(proof.code).toBe(1);
    expect(proof.json().verdicts).toMatchObject([{ number: `${number}/1`, keptInside: false, stale }]);
    const put = await proofdesk(
      ...['bakeoff', 'fault', number, '14-b.jtl', '--kind', 'node killed'],
      ...['--from', new Date(Date.UTC(2026, 4, 4, 9, 39, 40)).toISOString(), '--to', '60', '--json'],
    );
    expect(put.json().faults).toEqual([expect.objectContaining({ from: 40, to: 60 })]);
    const refused = await proofdesk(
      ...['bakeoff', 'fault', number, '14-b.jtl', '--kind', 'again', '--from', '50', '--to', '70'],
    );
    expect(refused.code).toBe(65);
    expect(refused.err).toMatch(/before the fault above it has ended/);
  });
});
