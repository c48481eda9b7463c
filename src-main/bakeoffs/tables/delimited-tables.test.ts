import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { figuresOfSeries } from '../figures';
import { openHarnessFile } from '../harness-file';
import type { ParseContext, ParsedRun, ParseWarning } from '../importers/interface';
import { importer } from '../importers/jmeter/csv.importer';
import type { HarnessRun } from '../inspect';
import { observationsOf } from '../observe';
import { costFigure } from '../work-of-run';
import { withFileDatabase } from './database';
import { delimitedTables } from './delimited-tables';

const folder = mkdtempSync(join(tmpdir(), 'tables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string, queried: boolean, signal?: AbortSignal) {
  const file = await openHarnessFile({ name: 'run.jtl', path });
  const warnings: ParseWarning[] = [];
  let asked = 0;
  const tables = delimitedTables(new Map([[file, path]]), { smallest: 0, signal });
  const context: ParseContext = {
    signal,
    warn: (warning) => warnings.push(warning),
    refusal: (_, { message }) => new Error(message),
    ...(queried && {
      tables: {
        delimited: async (...call: Parameters<typeof tables.delimited>) => {
          const answer = await tables.delimited(...call);
          if (answer !== null) asked += 1;
          return answer;
        },
      } as typeof tables,
    }),
  };
  const run = await importer.parse([file], context);
  return { run, warnings, asked };
}

const comparable = ({ series, ...run }: ParsedRun) => ({
  ...run,
  series: series.map((one) => ({
    ...one,
    samples: undefined,
    counts: undefined,
    timeline: undefined,
    figures: Object.fromEntries(
      Object.entries(figuresOfSeries(one)).map(([name, figure]) => [
        name,
        typeof figure === 'number' ? Number(figure.toPrecision(12)) : figure,
      ]),
    ),
  })),
});

const fixtures = join(import.meta.dirname, '../../../test/fixtures/harness/jmeter');
const files = readdirSync(fixtures).filter((name) => name.endsWith('.jtl') && !/xml|empty|header-only/.test(name));

it.each(files)('%s: the database finds what reading row by row finds, or leaves it to that', async (name) => {
  const path = join(fixtures, name);
  const [byRow, byQuery] = await Promise.all([
    read(path, false).catch((thrown: unknown) => thrown as Error),
    read(path, true).catch((thrown: unknown) => thrown as Error),
  ]);
  if (byRow instanceof Error || byQuery instanceof Error) {
    expect(String(byQuery)).toBe(String(byRow));
    return;
  }
  expect(comparable(byQuery.run)).toEqual(comparable(byRow.run));
  expect(byQuery.warnings).toEqual(byRow.warnings);
});

it('plain results are queried and not read row by row, also with CRLF and quoted labels', async () => {
  const rows = Array.from(
    { length: 500 },
    (_, index) =>
      `${1_700_000_000_000 + index * 40},${(index * 37) % 211},"say ""hi"", ${index % 3}",200,OK,t,text,${index % 10 !== 0}`,
  );
  const path = join(folder, 'crlf.jtl');
  writeFileSync(
    path,
    `timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success\r\n${rows.join('\r\n')}\r\n`,
  );
  const [byRow, byQuery] = [await read(path, false), await read(path, true)];
  expect(byQuery.asked).toBe(1);
  expect(byRow.asked).toBe(0);
  expect(comparable(byQuery.run)).toEqual(comparable(byRow.run));
  expect(byQuery.run.series[0]!.key).toBe('say "hi", 0');
  const { timeline } = byQuery.run.series[0]!;
  expect(timeline!.width).toBe(1000);
  expect(timeline!.count.reduce((sum, count) => sum + count, 0)).toBe(167);
});

it('queried results tell which of the slow rows failed, as single rows do: for warnings and for the cost of good work', async () => {
  const rows = Array.from(
    { length: 400 },
    (_, index) => `${1_700_000_000_000 + index * 40},${(index * 37) % 211},a,${index % 9 !== 0}`,
  );
  const path = join(folder, 'failed.jtl');
  writeFileSync(path, `timeStamp,elapsed,label,success\n${rows.join('\n')}\n`);
  const measure = {
    kind: 'cost',
    basis: 'throughput',
    work: 'requests',
    per: 1000,
    currency: 'EUR',
    within: 100,
  } as const;
  const metric = { id: 'a', label: 'a', series: 'a', metric: 'elapsed', unit: 'ms', better: 'lower', measure } as const;
  const [byRow, byQuery] = await Promise.all(
    [false, true].map(async (queried) => {
      const { run, asked } = await read(path, queried);
      const whole: HarnessRun = { ...run, file: 'run.jtl', files: [], tool: 'jmeter', parse: 'ok', warnings: [] };
      const { good, failed } = observationsOf(whole, [metric]).rows[0]!;
      return { asked, good, failed, cost: costFigure(whole, metric) };
    }),
  );
  expect(byQuery!.asked).toBe(1);
  expect(byQuery).toEqual({ ...byRow, asked: 1 });
  expect(byQuery!.failed!.n).toBe(45);
  expect(byQuery!.cost.work!.secondsPerUnit).toBeGreaterThan(0);
});

it('one row that does not fit is found with its line', async () => {
  const rows = Array.from({ length: 200 }, (_, index) => `${1_700_000_000_000 + index},5,a,true`);
  rows[150] = '1700000000150,abc,a,true';
  const path = join(folder, 'odd.jtl');
  writeFileSync(path, `timeStamp,elapsed,label,success\n${rows.join('\n')}\n`);
  const { warnings, run } = await read(path, true);
  expect(run.totals).toMatchObject({ count: 199, skippedRows: 1 });
  expect(warnings[0]).toMatchObject({ code: 'skipped-rows', where: { line: 152 } });
});

it('reads no file but the named ones, and takes its folder away', async () => {
  const other = join(folder, 'other.csv');
  writeFileSync(other, 'a\n1\n');
  let left = '';
  await withFileDatabase({ files: [] }, async (database) => {
    left = database.folder;
    await expect(database.all(`SELECT * FROM read_csv('${other}')`)).rejects.toThrow(/disabled|permission/i);
    await expect(database.run('SET enable_external_access = true')).rejects.toThrow();
    await expect(database.run(`COPY (SELECT 1) TO '${join(folder, 'out.csv')}'`)).rejects.toThrow();
    expect(await database.all('SELECT 1 + 1, NULL')).toEqual([[2, null]]);
  });
  expect(() => readdirSync(left)).toThrow();
});

it('a running query stops when it is cancelled', async () => {
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 100);
  const started = performance.now();
  await expect(
    withFileDatabase({ files: [], signal: cancel.signal }, (database) =>
      database.all('SELECT count(*)::DOUBLE FROM range(100000000) a, range(1000) b WHERE (a.range * b.range) % 7 = 1'),
    ),
  ).rejects.toMatchObject({ code: 'cancelled' });
  expect(performance.now() - started).toBeLessThan(1500);
});
