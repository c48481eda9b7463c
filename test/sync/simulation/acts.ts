import { discard, inbox, resend } from '../../../src-core/sync';
import { execute } from '../../../src-core/workspace/execute';
import type { Role } from '../../../src-shared/workspace/schema';
import { counted, isForAPerson, type SimulatedDevice } from './device';
import { COST_MARK } from './domain';
import type { Random } from './random';

/** What people do on their devices, each as often as its weight says. */
const ACTS = {
  add: 12,
  change: 26,
  tag: 10,
  finish: 10,
  archive: 2,
  spend: 4,
  decide: 10,
  approved: 10,
  send: 5,
  undo: 5,
  paint: 6,
  badge: 3,
  many: 0.4,
  roles: 2,
  remove: 0.5,
  erase: 0.8,
  revoke: 0.5,
  settings: 0.3,
  resend: 8,
  discard: 3,
} as const;
type ActName = keyof typeof ACTS;

const ROLE_SETS: readonly Role[][] = [
  ['rep'],
  ['rep', 'finance'],
  ['engineer'],
  ['rep', 'admin'],
  ['legal', 'engineer'],
  ['finance'],
];
const TAGS = ['red', 'green', 'blue', 'old'];

/** Whom of all people an act may be about. */
export interface Cast {
  founder: string;
  people: readonly string[];
}

/** What is done, and how often beside each other. */
export type Acts = Partial<Record<ActName, number>>;

/** What is done when everybody is connected again: the inbox is gone through, and what was approved is done. */
export const TIDYING: Acts = { resend: 4, discard: 1, approved: 3, decide: 2, change: 1 };

/** What belongs together though others do it: asked for, decided on, done. Between them everybody hears of it. */
export const APPROVING: readonly Acts[] = [{ spend: 1 }, { decide: 1 }, { approved: 1 }];

/** How often something else is thought of where there is nothing to do an act with. */
const THOUGHTS = 3;

/** Lets the device's person do something; answers what, for the trace. What the rules forbid is not done. */
export function actSomehow(device: SimulatedDevice, random: Random, cast: Cast, acts: Acts = ACTS): string {
  for (let thought = 1; ; thought += 1) {
    const name: ActName = random.weighted<ActName>(acts as Record<ActName, number>);
    let said: string | null;
    try {
      said = act(name, device, random, cast);
    } catch (error) {
      if (!isForAPerson(error)) throw error;
      return `${name}: ${(error as Error).message}`;
    }
    if (said !== null) {
      counted(device.memory, `act ${name}`);
      return `${name} ${said}`;
    }
    if (thought === THOUGHTS) return `${name}: nothing to do it with`;
  }
}

function act(name: ActName, device: SimulatedDevice, random: Random, { founder, people }: Cast): string | null {
  const { workspace, person } = device;
  const run = (command: string, input: unknown, options = {}): string => {
    const outcome = execute<{ id?: string }>(workspace, person, command, input, options);
    return `${command} ${outcome.receipt?.slice(0, 8)} ${outcome.status === 'done' ? (outcome.result?.id ?? '') : outcome.status}`;
  };
  const all = <R>(sql: string, ...bound: unknown[]): R[] => workspace.connection.prepare(sql).all(...bound) as R[];
  const card = () => {
    const cards = all<{ id: string; state: string }>('SELECT id, state FROM card WHERE archived = 0 ORDER BY id');
    return cards.length > 0 ? random.pick(cards) : null;
  };
  const somebody = () => random.pick(people);
  const text = () => `${name} ${random.below(1_000)} by ${device.name}`;
  switch (name) {
    case 'add': {
      const values = {
        title: text(),
        ...(random.chance(0.4) && { price: `${COST_MARK} ${random.below(100)}` }),
        ...(random.chance(0.3) && { remark: text() }),
        ...(random.chance(0.2) && { opinion: text() }),
      };
      return run('card.add', { about: somebody(), values, tags: random.chance(0.3) ? [random.pick(TAGS)] : [] });
    }
    case 'many':
      return run('card.addMany', { about: somebody(), count: 3, note: text().padEnd(100_000, '.') });
    case 'change': {
      const one = card();
      if (!one) return null;
      const values = random.pick<Record<string, string | null>>([
        { title: text() },
        { note: text() },
        { note: text(), title: text() },
        { price: `${COST_MARK} ${random.below(100)}`, note: text() },
        { price: null },
        { remark: text() },
        { opinion: text() },
      ]);
      return run('card.change', { id: one.id, values });
    }
    case 'tag': {
      const one = card();
      const tags = { addTags: [random.pick(TAGS)], removeTags: random.chance(0.5) ? [random.pick(TAGS)] : [] };
      return one && run('card.change', { id: one.id, values: {}, ...tags });
    }
    case 'finish': {
      const one = card();
      return one && run('card.finish', { id: one.id, from: one.state, to: one.state === 'open' ? 'done' : 'open' });
    }
    case 'archive': {
      const one = card();
      return one && run('card.archive', { id: one.id });
    }
    case 'spend': {
      const one = card();
      return one && run('card.spend', { id: one.id, amount: random.below(250) }, { requestApproval: true });
    }
    case 'decide': {
      const open = all<{ id: string }>('SELECT id FROM approvalRequest WHERE closed = 0 ORDER BY id');
      if (open.length === 0) return null;
      const decision = random.chance(0.8) ? 'approve' : 'return';
      return run(
        'approval.decide',
        { request: random.pick(open).id, role: 'finance', decision },
        { reason: 'looked at' },
      );
    }
    case 'approved': {
      const [own] = all<{ id: string; input: string }>(
        'SELECT id, input FROM approvalRequest WHERE closed = 0 AND requester = ? ORDER BY id DESC',
        person,
      );
      if (!own) return null;
      return run('card.spend', JSON.parse(own.input).input, { approvedRequest: own.id });
    }
    case 'send': {
      const one = card();
      return one && run('card.send', { id: one.id, early: random.chance(0.3) });
    }
    case 'undo': {
      const some = all<{ hash: string }>(
        "SELECT hash FROM receipts WHERE command LIKE 'card.%' ORDER BY ordinal DESC LIMIT 12",
      );
      return some.length > 0 ? run('receipt.undo', { receipt: random.pick(some).hash }) : null;
    }
    case 'paint': {
      const one = card();
      return one && device.version === 'newer' ? run('card.paint', { id: one.id, colour: text() }) : null;
    }
    case 'badge': {
      const one = card();
      return one && device.version === 'newer' ? run('badge.add', { card: one.id, text: text() }) : null;
    }
    case 'roles':
      return run('person.revise', { person: somebody(), roles: random.pick(ROLE_SETS) });
    case 'remove': {
      const whom = somebody();
      return whom === founder ? null : run('person.archive', { person: whom });
    }
    case 'erase':
      return run('person.erase', { person: somebody() }, { reason: 'asked for it' });
    case 'revoke': {
      const chains = [...workspace.chains().values()].filter(
        (one) => one.person !== founder && !one.appointed && one.revokedAfter === null,
      );
      if (chains.length === 0) return null;
      const { chain } = random.pick(chains);
      const lastNumber = workspace.journal.head(chain)?.number ?? 0;
      return run('chain.revoke', { chain, lastNumber }, { reason: 'it was lost' });
    }
    case 'settings':
      return run('workspace.revise', { repsSeeCost: random.chance(0.5) });
    case 'resend':
    case 'discard': {
      const { refused } = inbox(workspace);
      if (refused.length === 0) return null;
      const one = random.pick(refused);
      if (name === 'discard') {
        discard(workspace, one.hash);
        return one.hash.slice(0, 8);
      }
      if (one.actor !== person) return null;
      return `${one.hash.slice(0, 8)} as ${resend(workspace, one.hash, person, { requestApproval: true }).receipt?.slice(0, 8)}`;
    }
  }
}
