import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeskProcess } from '../../src-main/desk-process';
import { type Seat, type Session, sessionAt } from '../../src-main/session';
import { clientInProcess } from '../../src-main/transport';
import type { Metric, ReadingView } from '../../src-shared/bakeoffs';
import { fixedContext } from '../../src-shared/kernel/context';

/** Where result files of harnesses lie. */
export const harnessFixtures = join(import.meta.dirname, '../fixtures/harness');
const sample = join(import.meta.dirname, '../../resources/sample/bakeoffs');

/** A row as a bakeoff agrees on it, by its series. */
export const metricRow = (series: string, metric: string, unit: string, more: Partial<Metric> = {}): Metric => ({
  id: series.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  label: series,
  series,
  metric,
  unit,
  better: 'lower',
  measure: { kind: 'median' },
  ...more,
});

/** Two rows that JMeter's fixtures have. */
export const jtlRows = [metricRow('Home', 'elapsed', 'ms'), metricRow('Item', 'elapsed', 'ms')];

/** A fresh workspace of its own at which bakeoffs are planned and runs are imported. */
export class BakeoffDesk {
  readonly root = mkdtempSync(join(tmpdir(), 'proofdesk-bakeoffs-'));
  readonly seat: Seat = { actor: null };
  readonly desk = new DeskProcess({
    context: fixedContext({ now: Date.UTC(2026, 10, 23, 8), seed: 7, stepMilliseconds: 3 }),
    stateFolder: join(this.root, 'state'),
    dataFolder: join(this.root, 'data'),
    deviceName: 'test device',
    jobsInThisThread: true,
    watchEvery: 0,
  });

  static async open(): Promise<BakeoffDesk> {
    const opened = new BakeoffDesk();
    await opened.client().workspace.create({
      name: 'Northwind',
      company: 'Northwind Ltd',
      currency: 'EUR',
      owner: { name: 'Ada Admin', email: 'ada@example.com' },
    });
    return opened;
  }

  async close(): Promise<void> {
    await this.desk.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  session(more: { customerAccount?: string } = {}): Session {
    return sessionAt(this.seat, { desk: this.desk, face: 'test', ...more });
  }

  client() {
    return clientInProcess(this.session());
  }

  /** As the customer of an account sees it. */
  customer(account: string) {
    return clientInProcess(this.session({ customerAccount: account }));
  }

  async plan(
    metrics: Metric[],
    {
      ours = 'Northwind Catalog',
      theirs = 'Ostrane Catalog',
      errorRateLimit = 0.03 as number | null,
      deal = null as string | null,
    } = {},
  ) {
    const { result } = await this.client().bakeoffs.create({
      input: {
        title: 'Halden, shop under load',
        metrics,
        errorRateLimit,
        ours: { product: ours },
        theirs: { product: theirs },
        ...(deal !== null && { deal }),
      },
    });
    const bakeoff = result!.id;
    const { contenders } = await this.client().bakeoffs.get({ bakeoff });
    const of = (side: string) => contenders.find((one) => one.side === side)!.id;
    return { bakeoff, number: result!.number, ours: of('ours'), theirs: of('theirs') };
  }

  /** Reads files for a bakeoff to the end. */
  async read(bakeoff: string, paths: readonly string[]): Promise<ReadingView> {
    const files = await Promise.all(paths.map(async (path) => (await this.desk.intake.point(path)).id));
    const { reading } = await this.client().bakeoffs.read({ bakeoff, files });
    return this.client().bakeoffs.reading({ reading, wait: true });
  }

  /** Reads and imports files for the sides that they seem to be of. */
  async importAll(bakeoff: string, paths: readonly string[]) {
    const reading = await this.read(bakeoff, paths);
    return this.client().bakeoffs.importRuns({
      reading: reading.id,
      runs: reading.files.map(({ file, suggested, run }) => ({
        file,
        contender: suggested!.contender,
        confirmed: run!.confirmations.map(({ code }) => code),
      })),
    });
  }

  /** A bakeoff with the recorded runs of the sample. */
  async importSample(name: string, more: { deal?: string } = {}) {
    const folder = join(sample, name);
    const agreed = JSON.parse(readFileSync(join(folder, 'bakeoff.json'), 'utf8')) as {
      ours: { product: string };
      theirs: { product: string };
    };
    const planned = await this.plan(
      ['regional-totals', 'top-customers', 'archive'].map((series) => metricRow(series, 'wall_time', 's')),
      { ours: agreed.ours.product, theirs: agreed.theirs.product, ...more },
    );
    const paths = readdirSync(join(folder, 'runs')).map((file) => join(folder, 'runs', file));
    await this.importAll(planned.bakeoff, paths);
    return planned;
  }
}
