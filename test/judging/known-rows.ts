import type { Decision } from '../../src-shared/kernel/command';
import type { Act } from '../../src-shared/kernel/judged';
import {
  type Answer,
  type Ask,
  type EarlierAct,
  type Known,
  type PolicyQuestion,
  reading,
  readLater,
  readNow,
} from '../../src-shared/kernel/reading';

/** What a rule is to find: rows by entity, earlier acts by receipt, and what the policies say. */
export interface World {
  rows?: Record<string, Record<string, unknown>[]>;
  acts?: Record<string, EarlierAct>;
  decide?: (question: PolicyQuestion) => Partial<Decision>;
  mayRun?: readonly string[];
}

const plain = (value: unknown): string => JSON.stringify(value ?? null);

/** Answers as tables give them: by id archived rows too, by fields only those in use. */
const answering =
  ({ rows = {}, acts = {}, decide, mayRun = [] }: World) =>
  (ask: Ask): Answer => {
    if ('act' in ask) return acts[ask.act] ?? null;
    if ('decide' in ask) return { decision: 'allow', by: [], say: [], needs: [], ...decide?.(ask.decide) } as Decision;
    if ('mayRun' in ask) return mayRun.includes(ask.mayRun);
    const all = (rows[ask.entity] ?? []).map((row): Record<string, unknown> => ({ archived: false, ...row }));
    if ('id' in ask) return all.filter(({ id }) => id === ask.id);
    return all.filter((row) =>
      Object.entries({ archived: false, ...ask.where }).every(([name, value]) => plain(row[name]) === plain(value)),
    );
  };

/** Runs a rule with answers at once; throws where it says otherwise when each answer comes later, as on a server. */
export async function ruled<T>(work: (known: Known) => T, world: World): Promise<T> {
  const answer = answering(world);
  const now = readNow(reading(work), answer);
  const later = await readLater(reading(work), async (ask) => structuredClone(answer(ask)));
  if (plain(later) !== plain(now)) throw new Error(`at once ${plain(now)}, later ${plain(later)}`);
  return now;
}

/** An act of a person at a moment of 21 November 2026. */
export const actOf = (id: string, roles: readonly string[], changes: Act['changes'], input = {}): Act => ({
  actor: { id, roles },
  at: Date.UTC(2026, 10, 21, 9),
  input,
  changes,
});

/** A change as a receipt has it. */
export const change = (
  op: 'create' | 'patch' | 'archive',
  entity: string,
  id: string,
  fields: Record<string, unknown> = {},
) => ({ entity, schema: 1, id, op, fields });
