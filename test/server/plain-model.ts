import type { Change } from '../../src-shared/kernel/change';
import type { ReceiptHeader, ReceiptPart } from '../../src-shared/kernel/receipt';
import type { DecisionText, Pulled } from '../../src-shared/sync/protocol';

interface ModelThing {
  archived: boolean;
  values: Record<string, { value: unknown; clock: string }>;
  tags: Map<string, { added: string; removed: string }>;
}

/**
 * What the server must decide about things, said as plainly as can be: one receipt after the other in the order of the decisions, no
 * bulk, no store. It knows people, things and the policies of the server's test world, and nothing else.
 */
export class PlainModel {
  readonly #people = new Map<string, { roles: string[]; archived: boolean }>();
  readonly #things = new Map<string, ModelThing>();
  /** Things that a refused receipt would have made, and states that it would have set, by who wrote it. */
  readonly #refusedThings = new Set<string>();
  readonly #refusedStates = new Set<string>();
  #appointed = false;
  /** Outcome of the group whose first receipt came last. */
  #group: { id: string; outcome: string } | null = null;

  /** What is to be decided about this receipt; folds it where it counts. */
  decide({ receipt, decision }: Pulled): string {
    const header = JSON.parse(receipt.header) as ReceiptHeader;
    const { clock } = JSON.parse(decision.text) as DecisionText;
    const parts = Object.entries(receipt.parts)
      .sort(([a], [b]) => Number(b === 'shared') - Number(a === 'shared'))
      .map(([, body]) => JSON.parse(body) as ReceiptPart);
    const changes = parts.flatMap((part) => part.changes as Change[]);
    const outcome = this.#outcome(header, changes, parts[0]?.input ?? {});
    if (outcome === 'refused') {
      for (const change of changes.filter(({ entity }) => entity === 'thing')) this.#remember(header, change);
    } else {
      for (const change of changes) this.#fold(change, clock);
    }
    if (header.command.name === 'sync.appoint' && outcome === 'accepted') this.#appointed = true;
    return outcome;
  }

  /** Things as they stand, in the fields that the tests write. */
  things(): Record<string, Record<string, unknown>> {
    return Object.fromEntries(
      [...this.#things].map(([id, { archived, values, tags }]) => [
        id,
        {
          note: '',
          state: 'open',
          born: 'here',
          ...Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value])),
          tags: [...tags]
            .filter(([, { added, removed }]) => added !== '' && added >= removed)
            .map(([tag]) => tag)
            .sort(),
          archived,
        },
      ]),
    );
  }

  #outcome(header: ReceiptHeader, changes: readonly Change[], input: Record<string, unknown>): string {
    const command = header.command.name;
    if (!this.#appointed || header.actor === 'server' || command === 'chain.open') return 'accepted';
    // All receipts of these tests' groups make things, so that the first one's outcome is that of all.
    if (header.group && header.group.index > 1 && this.#group?.id === header.group.id) return this.#group.outcome;
    const outcome = this.#outcomeOfAct(header, changes, input);
    if (header.group) this.#group = { id: header.group.id, outcome };
    return outcome;
  }

  #outcomeOfAct(header: ReceiptHeader, changes: readonly Change[], input: Record<string, unknown>): string {
    const command = header.command.name;
    const fact = command === 'thing.recordHandover';
    const person = this.#people.get(header.actor);
    const member = person !== undefined && !person.archived;
    if (!member && !fact) return 'refused';
    for (const { op, entity, id } of changes) {
      if (entity === 'thing' && op !== 'create' && !this.#things.has(id) && this.#refusedThings.has(id))
        return 'refused';
    }
    const allowed =
      member &&
      person.roles.some((role) => role === 'rep' || role === 'admin') &&
      !(command === 'thing.spend' && Number(input['amount']) > 100);
    const stale = changes.filter((change) => !this.#guardHolds(change));
    const own = ({ id, guards = {} }: Change): boolean =>
      Object.keys(guards).some((field) => this.#refusedStates.has(`${header.chain} ${id} ${field}`));
    if (stale.some(own)) return 'refused';
    if (fact) return allowed && stale.length === 0 && header.policy.decision !== 'contested' ? 'accepted' : 'contested';
    return allowed && stale.length === 0 ? 'accepted' : 'refused';
  }

  #guardHolds({ entity, id, guards }: Change): boolean {
    if (!guards) return true;
    if (entity === 'person') return this.#people.get(id)?.archived === guards['archived'];
    const thing = this.#things.get(id);
    if ('archived' in guards && (thing?.archived ?? false) !== guards['archived']) return false;
    return !('state' in guards) || (thing?.values['state']?.value ?? 'open') === guards['state'];
  }

  #remember(header: ReceiptHeader, { op, id, fields }: Change): void {
    if (op === 'create') this.#refusedThings.add(id);
    if (op === 'archive') this.#refusedStates.add(`${header.chain} ${id} archived`);
    if ('state' in fields) this.#refusedStates.add(`${header.chain} ${id} state`);
  }

  #fold({ entity, op, id, fields }: Change, clock: string): void {
    if (entity === 'person') {
      const person = this.#people.get(id) ?? { roles: [] as string[], archived: false };
      if (Array.isArray(fields['roles'])) person.roles = fields['roles'] as string[];
      if (op === 'archive') person.archived = true;
      this.#people.set(id, person);
    }
    if (entity !== 'thing') return;
    const thing: ModelThing = this.#things.get(id) ?? { archived: false, values: {}, tags: new Map() };
    this.#things.set(id, thing);
    if (op === 'archive') thing.archived = true;
    for (const [name, value] of Object.entries(fields)) {
      if (name === 'tags') {
        const { add = [], remove = [] } = Array.isArray(value) ? { add: value as string[] } : (value as Tags);
        for (const tag of remove) at(thing.tags, tag).removed = latest(at(thing.tags, tag).removed, clock);
        for (const tag of add) at(thing.tags, tag).added = latest(at(thing.tags, tag).added, clock);
        continue;
      }
      const before = thing.values[name];
      // A state is guarded: the order of the decisions counts, not the clock.
      if (!before || name === 'state' || before.clock <= clock) thing.values[name] = { value, clock };
    }
  }
}

interface Tags {
  add?: string[];
  remove?: string[];
}

function at(tags: ModelThing['tags'], tag: string): { added: string; removed: string } {
  const known = tags.get(tag) ?? { added: '', removed: '' };
  tags.set(tag, known);
  return known;
}

const latest = (a: string, b: string): string => (a > b ? a : b);
