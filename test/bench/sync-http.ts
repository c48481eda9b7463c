import { Account } from '../../src-shared/deals';
import { type Desk, DesksOnServer } from '../server/desks';
import type { BenchFigure } from './figures';
import { watchLoop } from './watch-loop';

const EDITS = 60;

/** Two devices and a server over real sockets: how soon an edit is visible elsewhere. */
export async function measureSyncOverHttp(say: (line: string) => void): Promise<BenchFigure[]> {
  const world = await DesksOnServer.start();
  try {
    return await measureEdits(world, say);
  } finally {
    await world.close();
  }
}

async function measureEdits(world: DesksOnServer, say: (line: string) => void): Promise<BenchFigure[]> {
  say('two devices edit');
  const ada = await world.uploaded();
  const mara = await world.joined(ada, 'mara', ['rep']);
  await ada.desk.sync.round();
  await mara.desk.sync.round();
  const times: number[] = [];
  const longest = watchLoop();
  for (let index = 0; index < EDITS; index += 1) {
    const [from, to] = index % 2 ? [mara, ada] : [ada, mara];
    const begun = performance.now();
    const { result } = await from.client.deals.createAccount({ input: { name: `Account ${index}` } });
    await visible(to, result!.id);
    times.push(performance.now() - begun);
  }
  const held = longest();
  const statuses = Array.from({ length: 50 }, () => {
    const begun = performance.now();
    ada.desk.sync.status();
    return performance.now() - begun;
  });
  times.sort((a, b) => a - b);
  return [
    {
      name: 'an edit on one device visible on another, median',
      value: times[Math.floor(times.length / 2)]!,
      unit: 'ms',
      target: 200,
      runs: EDITS,
      note: `HTTP and WebSocket, both devices and the server in one process; slowest of 20: ${times[Math.floor(times.length * 0.95)]!.toFixed(0)} ms; no call waited longer than ${held.clock.toFixed(0)} ms`,
    },
    {
      name: 'how a workspace stands with its server, median',
      value: statuses.sort((a, b) => a - b)[25]!,
      unit: 'ms',
      target: 5,
      runs: 50,
    },
  ];
}

async function visible(on: Desk, account: string): Promise<void> {
  while (on.workspace().reader.get(Account, account) === undefined) await new Promise((go) => setTimeout(go, 1));
}
