import type { PolicyTexts } from '../../src-core/gate/policies';
import type { Decision, FactType, FactValue } from '../../src-shared/kernel/command';
import type { EntityDefinition } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Answer, Ask, EarlierAct } from '../../src-shared/kernel/reading';
import { PolicySet, Settlement } from '../../src-shared/receipts/schema';
import { joinedChanges } from '../../src-shared/sync/judge';
import type { ReceiptRecord, RowRecord } from '../storage/storage';
import type { GateAsk, Gates } from './gates';
import { readStored } from './incoming';
import type { ServerDomain } from './rules';
import type { Unit } from './unit';

/** What is asked of confirmed state while an act is judged. */
export interface Asking {
  unit: Unit;
  domain: ServerDomain;
  definitions: ReadonlyMap<string, EntityDefinition>;
  gates: Gates;
  actor: { id: string; roles: readonly string[] };
}

/** Answers rules out of confirmed state, as the transaction sees it. */
export function answering(asking: Asking): (ask: Ask) => Promise<Answer> {
  const { unit, definitions, gates, actor } = asking;
  return async (ask) => {
    if ('act' in ask) return earlierAct(unit, ask.act);
    if ('decide' in ask) return decide(unit, gates, { ...ask.decide, actor, approvals: [] });
    if ('mayRun' in ask) return mayRun(asking, ask.mayRun);
    const definition = definitions.get(ask.entity);
    if (!definition) throw new ProofdeskError({ code: 'internal', message: `The entity ${ask.entity} is not known.` });
    if ('where' in ask) {
      const where = 'archived' in ask.where ? ask.where : { ...ask.where, archived: false };
      return (await unit.rowsWhere(definition, where)).map((row) => rowOf(definition, row));
    }
    const row = await unit.rowLater(ask.entity, ask.id);
    return row ? [rowOf(definition, row)] : [];
  };
}

/** What the policies in force say. */
export async function decide(unit: Unit, gates: Gates, ask: GateAsk): Promise<Decision> {
  const { policies } = unit.sequence;
  if (!policies) return { decision: 'deny', by: [], say: ['No policies are installed in this workspace.'], needs: [] };
  const texts = async (): Promise<PolicyTexts> =>
    (await unit.rowLater(PolicySet.name, policies.id))?.fields['policies'] as PolicyTexts;
  return gates.decide(policies.digest, texts, ask);
}

/** Fact values that claim nothing. */
const NEUTRAL: Record<FactType, FactValue> = { long: 0, boolean: false, string: '', set: [] };

/** Whether some policy lets the person run a command at all, facts left at their harmless values. */
async function mayRun({ unit, domain, gates, actor }: Asking, command: string): Promise<boolean> {
  const declared = domain.rules.get(command)?.declaration.facts ?? {};
  for (const positive of [false, true]) {
    const facts = Object.fromEntries(
      Object.entries(declared).map(([fact, type]) => [fact, type === 'boolean' ? positive : NEUTRAL[type]]),
    );
    const ask: GateAsk = { actor, command, resource: { entity: '', id: '' }, facts, approvals: [] };
    if ((await decide(unit, gates, ask)).decision !== 'deny') return true;
  }
  return false;
}

/** All receipts of the act that a decided, counting receipt belongs to; none where it is not here or was refused. */
export async function receiptsOfAct(unit: Unit, hash: string): Promise<ReceiptRecord[]> {
  const receipt = await unit.receiptLater(hash);
  if (!receipt?.decision || receipt.decision.outcome === 'refused') return [];
  if (!receipt.group) return [receipt];
  const { index, size } = receipt.group;
  const first = receipt.number - index + 1;
  const act: ReceiptRecord[] = [];
  for (let number = first; number < first + size; number += 1) {
    const one = number === receipt.number ? receipt : await unit.receiptAt(receipt.chain, number);
    if (one) act.push(one);
  }
  return act;
}

async function earlierAct(unit: Unit, hash: string): Promise<EarlierAct | null> {
  const receipts = await receiptsOfAct(unit, hash);
  const [first] = receipts;
  if (!first) return null;
  let contested = receipts.some(({ decision }) => decision?.outcome === 'contested');
  for (const receipt of contested ? receipts : []) {
    if ((await unit.rowsWhere(Settlement, { receipt: receipt.hash })).length > 0) contested = false;
  }
  return {
    actor: first.actor,
    command: first.command,
    changes: joinedChanges(receipts.map(readStored)),
    contested,
  };
}

/** A stored row as the entity's row: what it does not hold is null. */
function rowOf(definition: EntityDefinition, row: RowRecord): Record<string, unknown> {
  const fields = Object.fromEntries(Object.keys(definition.fields).map((name) => [name, row.fields[name] ?? null]));
  return { id: row.id, archived: row.archived, ...fields };
}
