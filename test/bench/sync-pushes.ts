import { readdirSync, readFileSync } from 'node:fs';
import type { SignedReceipt } from '../../src-shared/kernel/receipt';
import { revised, type ServerWorld, thing } from '../server/server-world';
import type { TestDevice } from '../server/test-device';

/** Receipts of one push. */
export const PUSH = 500;
/** Pushes that do not count: compiled code and caches come first. */
export const WARM = 8;
/** Rows of each device that the receipts are about. */
const THINGS = 2_000;

/** Pushes of both devices in turn: first new rows, then changes of them. */
export function writePushes(devices: readonly TestDevice[], count: number): SignedReceipt[][] {
  return Array.from({ length: count }, (_, push) => {
    const device = devices[push % devices.length]!;
    const from = device.written.length;
    for (let index = 0; index < PUSH; index += 1) {
      const turn = device.number;
      const id = `thing-${device.person}-${turn % THINGS}`;
      if (turn <= THINGS) device.act('thing.add', [thing(id, { price: '12.50', tags: ['new'] })]);
      else device.act('thing.revise', [revised(id, { note: `Step ${turn}` })]);
    }
    return device.written.slice(from);
  });
}

export interface Taken {
  seconds: number;
  /** Milliseconds of each push, sorted. */
  times: number[];
  /** Microseconds of a core per receipt: of this process, and of PostgreSQL's. */
  own: number;
  theirs: number;
}

/** Pushes, one after the other for each device, and both devices at once. `database`: PostgreSQL's process, whose time is taken too. */
export async function pushAll(
  world: ServerWorld,
  devices: readonly TestDevice[],
  pushes: readonly SignedReceipt[][],
  database: number | null,
): Promise<Taken> {
  const before = process.cpuUsage();
  const databaseBefore = database === null ? 0 : processorTime(database);
  const started = performance.now();
  const times: number[] = [];
  const pushOwn = async (device: TestDevice, index: number): Promise<void> => {
    for (let push = index; push < pushes.length; push += devices.length) {
      const begun = performance.now();
      const results = await world.push(pushes[push]!, device.person);
      times.push(performance.now() - begun);
      const other = results.find((result) => result.status !== 'decided' || result.refusal !== null);
      if (other) throw new Error(`A receipt was not accepted: ${JSON.stringify(other)}`);
    }
  };
  await Promise.all(devices.map(pushOwn));
  const seconds = (performance.now() - started) / 1_000;
  const used = process.cpuUsage(before);
  const receipts = pushes.length * PUSH;
  return {
    seconds,
    times: times.sort((a, b) => a - b),
    own: (used.user + used.system) / receipts,
    theirs: database === null ? 0 : (processorTime(database) - databaseBefore) / receipts,
  };
}

/** Microseconds that a process and its children, ended ones too, have used of a core; 0 where the system does not tell. */
export function processorTime(parent: number): number {
  if (process.platform !== 'linux') return 0;
  let ticks = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      if (Number(name) === parent || Number(fields[1]) === parent) ticks += Number(fields[11]) + Number(fields[12]);
      // What its children had used that have ended since.
      if (Number(name) === parent) ticks += Number(fields[13]) + Number(fields[14]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return ticks * 10_000;
}
