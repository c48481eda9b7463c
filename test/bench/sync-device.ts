import { applyPulled, decisionHead, joinWorkspace, pendingPage, takeSnapshot } from '../../src-core/sync';
import type { Workspace } from '../../src-core/workspace/workspace';
import { create, patch } from '../../src-shared/kernel/change';
import { PULL_LIMIT } from '../../src-shared/sync/protocol';
import { TestDevice } from '../server/test-device';
import { type DecidedWorld, decidedWorld, Note, noteEntities } from '../sync/decided-world';
import { snapshotOf } from '../sync/snapshot-of';
import type { BenchFigure } from './figures';

const ROWS = 4_000;
const RECEIPTS = 20_000;
const SNAPSHOT_ROWS = 10_000;
/** Devices that pull the same, one after the other: how long the disk takes differs from one moment to the next. */
const RUNS = 5;

/** What a device does with what a server sends, without the network: decisions applied a second, and a first filling from a snapshot. */
export async function measureDeviceSync(say: (line: string) => void): Promise<BenchFigure[]> {
  const world = decidedWorld();
  try {
    say(`making ${RECEIPTS} decided receipts`);
    fill(world, ROWS, RECEIPTS);
    const times: { seconds: number; processor: number }[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const device = joined(world, `puller-${run}`);
      const used = process.cpuUsage();
      const started = performance.now();
      while (decisionHead(device).number < world.server.number)
        await applyPulled(device, world.server.pull(decisionHead(device).number, PULL_LIMIT));
      const seconds = (performance.now() - started) / 1_000;
      const { user, system } = process.cpuUsage(used);
      times.push({ seconds, processor: (user + system) / 1e6 });
    }
    times.sort((one, other) => one.seconds - other.seconds);
    const { seconds, processor } = times[Math.floor(RUNS / 2)]!;
    const rate = (of: { seconds: number }): string => Math.round(world.server.number / of.seconds).toLocaleString('en');
    const pulling: BenchFigure = {
      name: 'pulled receipts applied, chain heads checked',
      value: world.server.number / seconds,
      unit: '/s',
      target: 10_000,
      runs: RUNS,
      note: `${world.server.number} receipts over ${ROWS} rows, every commit on disk; the middle of ${RUNS} devices, from ${rate(times.at(-1)!)} to ${rate(times[0]!)} /s; ${processor.toFixed(1)} s of processor time`,
    };
    const other = decidedWorld(2);
    try {
      say(`making a snapshot of ${SNAPSHOT_ROWS} rows`);
      fill(other, SNAPSHOT_ROWS, SNAPSHOT_ROWS);
      const source = joined(other, 'source');
      while (decisionHead(source).number < other.server.number)
        await applyPulled(source, other.server.pull(decisionHead(source).number, PULL_LIMIT));
      const { manifest, pages } = snapshotOf(source, (text) => other.server.sign(text));
      const fresh = joined(other, 'fresh');
      const from = performance.now();
      await takeSnapshot(fresh, manifest, pages);
      return [
        pulling,
        {
          name: 'new device usable from a snapshot',
          value: performance.now() - from,
          unit: 'ms',
          target: 5_000,
          runs: 1,
          note: `${manifest.rows} rows, without the network`,
        },
      ];
    } finally {
      other.close();
    }
  } finally {
    world.close();
  }
}

function joined(world: DecidedWorld, name: string): Workspace {
  const workspace = world.empty(name);
  workspace.connection.pragma('synchronous = FULL');
  joinWorkspace(workspace, world.first.id, world.server.known);
  return workspace;
}

function fill(world: DecidedWorld, rows: number, receipts: number): void {
  for (const receipt of pendingPage(world.first).receipts)
    if (!world.server.knows(receipt)) world.server.decide(receipt, 'accepted');
  const definitions = new Map(noteEntities.map((definition) => [definition.name, definition]));
  const device = new TestDevice({ workspace: world.first.id, context: world.context, definitions }, world.founder);
  const act = (command: string, change: ReturnType<typeof create>): void => {
    for (const receipt of device.act(command, [change])) world.server.decide(receipt, 'accepted');
  };
  act('chain.open', device.chainRow());
  for (let index = 0; index < rows; index += 1) {
    const fields = { title: `Deal ${index} with somebody`, text: 'A proposal of some length.', price: '12.50' };
    act('note.say', create(Note, `note-${index}`, fields as never));
  }
  for (let index = rows; index < receipts; index += 1) {
    const id = `note-${(index * 7) % rows}`;
    act('note.say', patch(Note, id, index % 2 ? { text: `Step ${index}` } : { state: index % 4 ? 'done' : 'open' }));
  }
}
