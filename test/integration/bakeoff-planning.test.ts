import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Terminal, type TypedDesk, typedDesk, typeLine } from '../core/command-line';

const sample = join(import.meta.dirname, '../../resources/sample/bakeoffs');
let desk: TypedDesk;
let root: string;
let harness: string;

/** Types a line after `proofdesk`; `answers` are what a person at the terminal says. */
const proofdesk = (line: string[], at: Partial<Terminal> = {}) => typeLine(line, { folder: root, ...at });

beforeAll(async () => {
  desk = typedDesk('planning');
  root = desk.root;
  const line = ['workspace', 'create', 'Northwind', '--currency', 'EUR', '--owner', 'Ada'];
  expect((await proofdesk(line)).code).toBe(0);
  // A harness of our own that writes hyperfine's JSON: the first argument is the time, the last the file.
  harness = join(root, 'harness.mjs');
  writeFileSync(
    harness,
    `import { writeFileSync } from 'node:fs';
     const [seconds, ...rest] = process.argv.slice(2);
     const file = rest.at(-1);
     if (seconds === 'hang') { process.on('SIGINT', () => { writeFileSync(file, '{}'); process.exit(130); }); setInterval(() => {}, 1000); console.log('hanging'); }
     else {
       const times = [0, 1, 2].map((step) => Number(seconds) + (step + Math.random()) / 1000);
       writeFileSync(file, JSON.stringify({ results: [{ command: 'job', mean: times[1], median: times[1], min: times[0], max: times[2], times, exit_codes: [0, 0, 0] }] }));
       console.log('made');
       process.exitCode = seconds === '9' ? 3 : 0;
     }`,
  );
  chmodSync(harness, 0o644);
});
afterAll(() => {
  desk.close();
});

async function bakeoff(...more: string[]): Promise<string> {
  const line = [
    'bakeoff',
    'create',
    '--template',
    'batch',
    '--workload',
    'job',
    '--ours',
    'Ours',
    '--theirs',
    'Theirs',
    ...more,
    '--json',
  ];
  const made = await proofdesk(line);
  expect(made).toMatchObject({ code: 0 });
  return made.json().number;
}

const commandOf = (seconds: string) => `'${process.execPath}' '${harness}' ${seconds} {output}`;
const emptyFolder = () => mkdtempSync(join(root, 'work-'));

describe('what is agreed on before the runs', () => {
  it('comes from a template, and from another bakeoff', async () => {
    const first = await bakeoff('--discard', '0', '--runs', '9');
    const made = await proofdesk([
      'bakeoff',
      'create',
      '--like',
      first,
      '--title',
      'The next',
      '--ours',
      'A',
      '--theirs',
      'B',
      '--json',
    ]);
    const [one, other] = await Promise.all(
      [first, made.json().number].map(async (number) =>
        (await proofdesk(['bakeoff', 'show', number, '--json'])).json(),
      ),
    );
    expect(one.mustBeEqual).toContain('dataSet.sha256');
    for (const name of [
      'metrics',
      'band',
      'errorRateLimit',
      'runsWanted',
      'mustBeEqual',
      'mustBePresent',
      'template',
    ]) {
      expect(other[name]).toEqual(one[name]);
    }
    expect(other).toMatchObject({ title: 'The next', runsWanted: 9 });
    const shown = await proofdesk(['bakeoff', 'show', first]);
    expect(shown.out).toContain('9 a side');
    expect(shown.out).toContain('Data set digest');
  });

  it('has rows for a database, for LLM serving and for robustness', async () => {
    const llm = await proofdesk([
      'bakeoff',
      'create',
      '--template',
      'llm-serving',
      '--ours',
      'A',
      '--theirs',
      'B',
      '--json',
    ]);
    const { metrics } = (await proofdesk(['bakeoff', 'show', llm.json().number, '--json'])).json();
    expect(metrics.map(({ metric }: { metric: string }) => metric)).toEqual([
      'ttft',
      'ttft',
      'tpot',
      'itl',
      'request_throughput',
      'output_throughput',
    ]);
    const database = [
      'bakeoff',
      'create',
      '--template',
      'database',
      '--metric',
      'YCSB',
      '--workload',
      'READ',
      '--ours',
      'A',
      '--theirs',
      'B',
      '--json',
    ];
    expect((await proofdesk(database)).code).toBe(0);
    expect((await proofdesk(['bakeoff', 'create', '--template', 'batch', '--like', 'B-1'])).code).toBe(2);
  });

  it('stops a comparison whose runs lack what must be recorded', async () => {
    const number = await bakeoff();
    const folder = emptyFolder();
    for (const name of ['01-ours.json', '02-theirs.json']) {
      writeFileSync(
        join(folder, name),
        JSON.stringify({ results: [{ command: 'job', times: [1, 2, 3].map((at) => at + name.length) }] }).replace(
          '1',
          name.startsWith('01') ? '1' : '1.5',
        ),
      );
    }
    expect((await proofdesk(['bakeoff', 'import', number, folder, '--json'])).code).toBe(0);
    const compared = await proofdesk(['bakeoff', 'compare', number, '--json']);
    expect(compared.code).toBe(1);
    const stops = compared.json().gate.findings.filter(({ severity }: { severity: string }) => severity === 'stop');
    expect(stops.map(({ check }: { check: string }) => check)).toEqual([
      'missing-dataSet.sha256',
      'missing-server.model',
      'missing-server.cores',
      'required-command',
      'required-harness.version',
      'required-startedAt',
    ]);
    const { runs } = (await proofdesk(['bakeoff', 'show', number, '--json'])).json();
    expect(
      runs.map(({ side, metadata }: { side: string; metadata: { order: number } }) => [side, metadata.order]),
    ).toEqual([
      ['ours', 1],
      ['theirs', 2],
    ]);
  });
});

describe('a plan of runs', () => {
  it('says how many runs are needed and in which order, and prints a script', async () => {
    const number = await bakeoff();
    const plan = await proofdesk(['bakeoff', 'plan', number, '--json']);
    expect(plan.json()).toMatchObject({ enough: false, needed: { ours: 7, theirs: 7 } });
    expect(plan.json().order.slice(0, 4)).toEqual(['ours', 'theirs', 'theirs', 'ours']);
    const script = await proofdesk([
      'bakeoff',
      'plan',
      number,
      '--ours',
      'k6 run {output}',
      '--theirs',
      'k6 run $(x)',
      '--script',
      'sh',
    ]);
    expect(script.out).toMatch(/^#!\/bin\/sh\n/);
    expect(script.out).toContain("'$(x)' > 'runs/02-theirs.json'");
    expect((await proofdesk(['bakeoff', 'plan', number, '--script', 'sh'])).code).toBe(2);
  });

  it('of one’s own is carried out without asking, described, imported, and never over results that are there', async () => {
    const number = await bakeoff();
    const folder = emptyFolder();
    const line = [
      'bakeoff',
      'plan',
      number,
      '--ours',
      commandOf('1'),
      '--theirs',
      commandOf('2'),
      '--runs',
      '2',
      '--same-machine',
      '--write',
      'plan.json',
      '--json',
    ];
    expect((await proofdesk(line, { folder })).code).toBe(0);
    const record = ['bakeoff', 'record', number, '--plan', 'plan.json', '--yes', '--import', '--json'];
    const made = await proofdesk(record, { folder });
    expect(made.code).toBe(0);
    expect(made.json().runs.map(({ side, exitCode }: { side: string; exitCode: number }) => [side, exitCode])).toEqual([
      ['ours', 0],
      ['theirs', 0],
      ['theirs', 0],
      ['ours', 0],
    ]);
    expect(made.err).toContain('made');
    const facts = JSON.parse(readFileSync(join(folder, 'runs/02-theirs.meta.json'), 'utf8'));
    expect(facts).toMatchObject({
      order: 2,
      exitCode: 0,
      ranBy: 'Ada',
      sameMachine: true,
      client: { cores: expect.any(Number) },
    });
    expect(facts.server).toEqual(facts.client);
    const { runs, comparison } = (await proofdesk(['bakeoff', 'show', number, '--json'])).json();
    expect(runs.map(({ side }: { side: string }) => side)).toEqual(['ours', 'theirs', 'theirs', 'ours']);
    expect(comparison.order.pattern).toBe('abba');
    const again = await proofdesk(record, { folder });
    expect(again.code).toBe(65);
    expect(again.err).toContain('is there already; nothing was run');
  });

  it('of somebody else, or changed by a byte, is never run unseen', async () => {
    const number = await bakeoff();
    const folder = emptyFolder();
    const line = [
      'bakeoff',
      'plan',
      number,
      '--ours',
      commandOf('1'),
      '--theirs',
      commandOf('2'),
      '--runs',
      '1',
      '--write',
      'plan.json',
    ];
    await proofdesk(line, { folder });
    const text = readFileSync(join(folder, 'plan.json'), 'utf8');
    writeFileSync(join(folder, 'plan.json'), text.replace('"1"', '"5"'));
    const unseen = await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json', '--yes', '--json'], { folder });
    expect(unseen.code).toBe(77);
    expect(existsSync(join(folder, 'runs'))).toBe(false);
    expect((await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json'], { folder })).code).toBe(77);
    const declined = await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json'], { folder, answers: ['no'] });
    expect(declined).toMatchObject({ code: 1, asked: [expect.stringContaining('harness.mjs')] });
    expect(existsSync(join(folder, 'runs'))).toBe(false);
    const seen = await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json'], {
      folder,
      answers: ['yes', 'yes', 'no'],
    });
    expect(seen.asked.map((question) => question.split('\n').at(-1))).toEqual([
      'Run this? (yes/no) ',
      'Run this? (yes/no) ',
      'Import 2 results? (yes/no) ',
    ]);
    expect(seen.code).toBe(0);
    const other = (await bakeoff()) as string;
    expect((await proofdesk(['bakeoff', 'record', other, '--plan', 'plan.json', '--json'], { folder })).code).toBe(65);
  });

  it('records a bad end, which then stops the comparison', async () => {
    const number = await bakeoff();
    const folder = emptyFolder();
    const line = [
      'bakeoff',
      'plan',
      number,
      '--ours',
      commandOf('9'),
      '--theirs',
      'no-such-program-here',
      '--runs',
      '1',
      '--write',
      'plan.json',
    ];
    await proofdesk(line, { folder });
    const made = await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json', '--yes', '--import', '--json'], {
      folder,
    });
    expect(made.code).toBe(1);
    expect(made.json().runs).toMatchObject([
      { exitCode: 3, present: true },
      { exitCode: null, present: false, problem: expect.stringContaining('no-such-program-here') },
    ]);
  });

  it('stops cleanly when the person interrupts: the program ends, its result is kept, the rest is not run', async () => {
    const number = await bakeoff();
    const folder = emptyFolder();
    const line = [
      'bakeoff',
      'plan',
      number,
      '--ours',
      commandOf('hang'),
      '--theirs',
      commandOf('2'),
      '--runs',
      '2',
      '--write',
      'plan.json',
    ];
    await proofdesk(line, { folder });
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 1500);
    const made = await proofdesk(['bakeoff', 'record', number, '--plan', 'plan.json', '--yes', '--import', '--json'], {
      folder,
      signal: interrupt.signal,
    });
    expect(made.code).toBe(1);
    expect(made.json()).toMatchObject({
      planned: 4,
      runs: [{ exitCode: 130, stopped: true, present: true }],
      imported: null,
    });
    expect(JSON.parse(readFileSync(join(folder, 'runs/01-ours.meta.json'), 'utf8'))).toMatchObject({
      complete: false,
      exitCode: 130,
    });
    expect(existsSync(join(folder, 'runs/02-theirs.json'))).toBe(false);
  }, 20_000);
});

describe('the A/A check and items on the command line', () => {
  it('show the rate of false alarms of the sample’s runs', async () => {
    const created = await proofdesk([
      'bakeoff',
      'create',
      '--plan',
      join(sample, 'api-latency/bakeoff.json'),
      '--json',
    ]);
    const { number } = created.json();
    await proofdesk(['bakeoff', 'import', number, join(sample, 'api-latency/runs'), '--json']);
    const checked = await proofdesk(['bakeoff', 'aa', number, '--json']);
    for (const { rate, rounds } of checked.json().checks) {
      expect(rounds).toBe(1000);
      expect(rate).toBeLessThan(0.07);
    }
    const text = await proofdesk(['bakeoff', 'aa', number, '--side', 'ours']);
    expect(text.out).toMatch(/saw a difference where there is none in \d+/);
    const items = await proofdesk(['bakeoff', 'items', number]);
    expect(items.err).toBe('');
    expect(items).toMatchObject({ code: 0, out: 'No row has scores of single items on both sides.\n' });
  });

  it('pair the items of lm-evaluation-harness', async () => {
    const folder = emptyFolder();
    const items = (right: (id: number) => boolean) =>
      Array.from({ length: 40 }, (_, id) =>
        JSON.stringify({
          doc_id: id,
          doc: {},
          target: 'a',
          arguments: {},
          resps: [['a']],
          filtered_resps: [['a']],
          doc_hash: String(id).padStart(64, '0'),
          filter: 'none',
          metrics: ['acc'],
          acc: right(id) ? 1 : 0,
        }),
      ).join('\n');
    // The harness names a file after its task, so each side's lies in a folder of its own.
    const fileOf = (side: string) => join(folder, side, 'samples_arc_2026-11-21T09-00-00.jsonl');
    for (const [side, right] of [
      ['ours', 30],
      ['theirs', 20],
    ] as const) {
      mkdirSync(join(folder, side));
      writeFileSync(fileOf(side), `${items((id) => id < right)}\n`);
    }
    const series = (await proofdesk(['inspect', fileOf('ours'), '--json'])).json().series[0];
    writeFileSync(
      join(folder, 'plan.json'),
      JSON.stringify({
        name: 'Accuracy',
        ours: { product: 'A' },
        theirs: { product: 'B' },
        rows: [
          { key: series.key, metric: series.metric, statistic: { kind: 'mean' }, unit: series.unit, better: 'higher' },
        ],
      }),
    );
    const { number } = (await proofdesk(['bakeoff', 'create', '--plan', join(folder, 'plan.json'), '--json'])).json();
    for (const side of ['ours', 'theirs']) {
      const line = ['bakeoff', 'import', number, fileOf(side), '--side', side, '--json'];
      expect((await proofdesk(line)).code).toBe(0);
    }
    const { runs } = (await proofdesk(['bakeoff', 'show', number, '--json'])).json();
    for (const { observed } of runs) expect(observed.rows).toMatchObject([{ items: true }]);
    const [row] = (await proofdesk(['bakeoff', 'items', number, '--json'])).json();
    expect(row).toMatchObject({ items: 40, mcNemar: { onlyOurs: 10, onlyTheirs: 0 } });
  });
});
