import type { Change } from './change';
import type { Decision, FactValue } from './command';
import type { EntityDefinition, RowOf } from './entity';
import { ProofdeskError } from './errors';

/** Rows as somebody may read them who judges a command: the tables as they stand before it. */
export interface Rows {
  /** A row by its id, archived or not. */
  get<D extends EntityDefinition>(definition: D, id: string): RowOf<D> | undefined;
  /** A row by its id; throws `not-found` with the entity's label when there is none or it is archived. */
  require<D extends EntityDefinition>(definition: D, id: string): RowOf<D>;
  /** Rows whose fields equal the given values, archived ones left out unless `archived` is among them; in the order they were made. */
  where<D extends EntityDefinition>(definition: D, fields: Partial<RowOf<D>>): RowOf<D>[];
}

/** An act that was committed before: all receipts of its group. */
export interface EarlierAct {
  actor: string;
  command: string;
  changes: readonly Change[];
  /** It stands contested, and nobody has settled that. */
  contested: boolean;
}

/** A command to ask the policies about. */
export interface PolicyQuestion {
  command: string;
  resource: { entity: string; id: string };
  facts: Readonly<Record<string, FactValue>>;
}

/** All that facts about a command are found in, besides the command itself. */
export interface Known extends Rows {
  /** The act that a receipt belongs to, by the receipt's hash; null where there is none. */
  act(receipt: string): EarlierAct | null;
  /** What the policies in force say to another command, by the acting person, nothing approved yet. */
  decide(question: PolicyQuestion): Decision;
  /** Whether some policy lets the acting person run a command at all. */
  mayRun(command: string): boolean;
}

/** One question of a reading. Rows answer with a list: one row or none for an id, archived or not. */
export type Ask =
  | { entity: string; id: string }
  | { entity: string; where: Readonly<Record<string, unknown>> }
  | { act: string }
  | { decide: PolicyQuestion }
  | { mayRun: string };

/** What an ask is answered with: rows, an act or null, a decision, yes or no. */
export type Answer = readonly Record<string, unknown>[] | EarlierAct | Decision | boolean | null;

/** Work that asks for what it needs to know, one question at a time, so that it runs at once on a device and with waiting on a server. */
export type Reading<T> = Generator<Ask, T, Answer>;

/** Thrown to leave work whose question has no answer yet; the work is begun anew when it has. Never seen outside. */
class Unanswered {
  constructor(
    readonly key: string,
    readonly ask: Ask,
  ) {}
}

/**
 * Work over what is known, as a reading. The work is plain and pure: it is run until it asks what is not answered yet, and again from the
 * start with each answer, so it asks before it computes, asks the same when it is told the same, and never catches what `known` throws.
 */
export function* reading<T>(work: (known: Known) => T): Reading<T> {
  const answers = new Map<string, Answer>();
  const answered = (ask: Ask): Answer => {
    const key = JSON.stringify(ask);
    const answer = answers.get(key);
    if (answer === undefined) throw new Unanswered(key, ask);
    return answer;
  };
  const known = knownBy(answered);
  for (;;) {
    let missing: Unanswered;
    try {
      return work(known);
    } catch (thrown) {
      if (!(thrown instanceof Unanswered)) throw thrown;
      missing = thrown;
    }
    answers.set(missing.key, yield missing.ask);
  }
}

function knownBy(answer: (ask: Ask) => Answer): Known {
  const rows = <D extends EntityDefinition>(ask: Ask): RowOf<D>[] => answer(ask) as unknown as RowOf<D>[];
  return {
    get: <D extends EntityDefinition>({ name }: D, id: string) => rows<D>({ entity: name, id })[0],
    require: <D extends EntityDefinition>(definition: D, id: string) =>
      present(definition, id, rows<D>({ entity: definition.name, id })[0]),
    where: <D extends EntityDefinition>({ name }: D, fields: Partial<RowOf<D>>) => {
      const where = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      return [...rows<D>({ entity: name, where })];
    },
    act: (receipt) => answer({ act: receipt }) as EarlierAct | null,
    decide: (question) => answer({ decide: question }) as Decision,
    mayRun: (command) => answer({ mayRun: command }) as boolean,
  };
}

/** The row where it is there and in use; else throws `not-found` with the entity's label. */
export function present<D extends EntityDefinition>(definition: D, id: string, row: RowOf<D> | undefined): RowOf<D> {
  if (row && !row.archived) return row;
  throw new ProofdeskError({
    code: 'not-found',
    message: row ? `This ${definition.label} is archived.` : `There is no ${definition.label} with the id ${id}.`,
    hint: row ? 'Undo the archiving first.' : 'It may be on another device whose receipts were not imported yet.',
  });
}

/** Runs a reading to its end with what is known here. */
export function readNow<T>(reading: Reading<T>, answer: (ask: Ask) => Answer): T {
  let step = reading.next();
  while (!step.done) step = reading.next(answer(step.value));
  return step.value;
}

/** Runs a reading to its end where answers take time, such as rows of a server's database. */
export async function readLater<T>(reading: Reading<T>, answer: (ask: Ask) => Promise<Answer>): Promise<T> {
  let step = reading.next();
  while (!step.done) step = reading.next(await answer(step.value));
  return step.value;
}

/** Answers asks from what is known at once; `definitions` are the entities by name. */
export function answersOf(known: Known, definitions: ReadonlyMap<string, EntityDefinition>): (ask: Ask) => Answer {
  return (ask) => {
    if ('act' in ask) return known.act(ask.act);
    if ('decide' in ask) return known.decide(ask.decide);
    if ('mayRun' in ask) return known.mayRun(ask.mayRun);
    const definition = definitions.get(ask.entity);
    if (!definition) throw new ProofdeskError({ code: 'internal', message: `The entity ${ask.entity} is not known.` });
    if ('where' in ask) return known.where(definition, ask.where as Partial<RowOf<EntityDefinition>>);
    const row = known.get(definition, ask.id);
    return row ? [row] : [];
  };
}
