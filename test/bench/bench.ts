import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureClaims } from './claims';
import { measureDocuments } from './documents';
import { type BenchFigure, figureTable } from './figures';
import { measureImports, measureOneReading } from './imports';
import { measurePeers } from './peers';
import { measurePricing } from './pricing';
import { measureRoi } from './roi';
import { measureServerLoad, runLoadServer } from './server-load';
import { measureStore } from './store';
import { measureStudio } from './studio';
import { measureSync } from './sync';
import { measureDeviceSync } from './sync-device';
import { measureSyncOverHttp } from './sync-http';
import { measureJoining, runOneJoining } from './sync-join';
import { measureServerProcesses, runOneServer } from './sync-processes';

// `npm run bench`: measures, prints a table beside the targets and writes JSON. It passes no judgement with its exit code.
const say = (line: string) => process.stderr.write(`${line}\n`);
const only = process.argv.slice(2);
const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
if (only[0] === 'one-reading') {
  process.stdout.write(JSON.stringify(await measureOneReading(only[1] as 'import' | 'plain' | 'cancel', only[2]!)));
  process.exit(0);
}
if (only[0] === 'one-server') await runOneServer(only[1]!);
if (only[0] === 'one-load-server') await runLoadServer(only[1]!, only[2]!);
if (only[0] === 'one-joining') await runOneJoining(only[1]!, only[2]!, only[3]!);
const root = mkdtempSync(join(tmpdir(), 'proofdesk-bench-'));
const figures: BenchFigure[] = [];
try {
  if (wanted('store')) figures.push(...(await measureStore(root, say)));
  if (wanted('claims')) figures.push(...(await measureClaims(root, say)));
  if (wanted('documents')) {
    say('setting documents');
    figures.push(...(await measureDocuments()));
  }
  if (wanted('studio')) figures.push(...(await measureStudio(say)));
  if (wanted('sync') || wanted('sync-device'))
    figures.push(...(await measureDeviceSync(say)), ...(await measureJoining(say)));
  if (wanted('sync') || wanted('sync-http')) figures.push(...(await measureSyncOverHttp(say)));
  // After the devices: what a million receipts leave in this process, and for the disk to do, is no part of what a device does.
  if (wanted('sync')) figures.push(...(await measureSync(say)), ...(await measureServerProcesses(say)));
  if (wanted('server')) figures.push(...(await measureServerLoad(say)));
  if (wanted('sync') || wanted('peers')) figures.push(...measurePeers(say));
  if (wanted('imports')) figures.push(...measureImports(root, say));
  if (wanted('roi')) {
    say('ROI models');
    figures.push(...(await measureRoi()));
  }
  if (wanted('pricing')) {
    say('pricing');
    figures.push(
      ...measurePricing().map(({ name, milliseconds, target }) => ({
        name,
        value: milliseconds,
        unit: 'ms' as const,
        target,
        runs: 1,
      })),
    );
  }
  // Measured by the caller, which starts the built product and a browser.
  const paints = (JSON.parse(process.env['PROOFDESK_BENCH_PAINTS'] ?? '[]') as number[]).sort((a, b) => a - b);
  const paint = paints[Math.floor(paints.length / 2)];
  if (paint !== undefined) {
    figures.push({
      name: 'browser host: process start to first content',
      value: paint,
      unit: 'ms',
      target: 1_500,
      runs: paints.length,
    });
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
mkdirSync('test-results', { recursive: true });
const processor = cpus()[0]?.model ?? 'unknown processor';
const answer = { at: new Date().toISOString(), node: process.version, processor, cores: cpus().length, figures };
writeFileSync('test-results/bench.json', `${JSON.stringify(answer, null, 2)}\n`);
process.stdout.write(
  `${cpus().length} cores, ${processor}, Node ${process.version}\n${figureTable(figures)}\n\nWritten to test-results/bench.json\n`,
);
