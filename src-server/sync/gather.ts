import type { Change } from '../../src-shared/kernel/change';
import { type EntityDefinition, upcast } from '../../src-shared/kernel/entity';
import { errorRecord } from '../../src-shared/kernel/errors';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import type { Act } from '../../src-shared/kernel/judged';
import { readLater } from '../../src-shared/kernel/reading';
import { beyondWrites } from '../../src-shared/kernel/writes';
import { entitlementFaults } from '../../src-shared/receipts/entitlement';
import { Chain, ChainAnnouncement } from '../../src-shared/receipts/schema';
import { type CommandRule, type JudgedAct, judgeAct } from '../../src-shared/rules-of-commands';
import {
  type ActFinding,
  type ActReceipt,
  checkAct,
  type Gathered,
  joinedChanges,
  verdictBeforeGate,
} from '../../src-shared/sync/judge';
import { SERVER_ACTOR } from '../../src-shared/sync/protocol';
import { Person } from '../../src-shared/workspace/schema';
import type { ChainRecord } from '../storage/storage';
import { answering, decide, receiptsOfAct } from './answers';
import type { Gates } from './gates';
import { readStored } from './incoming';
import type { ServerDomain } from './rules';
import type { Unit } from './unit';

/** What the ledger itself writes: a house rule allows it, no policy is asked. */
const HOUSE: ReadonlySet<string> = new Set(['workspace.create', 'chain.open', 'chain.announce']);

export interface Gathering {
  unit: Unit;
  domain: ServerDomain;
  definitions: ReadonlyMap<string, EntityDefinition>;
  gates: Gates;
}

/** Finds out all that the verdict about an act depends on. Rows that its changes name must be loaded. */
export async function gather(
  { unit, domain, definitions, gates }: Gathering,
  act: readonly ActReceipt[],
  chain: ChainRecord,
): Promise<Gathered> {
  const { header } = act[0]!;
  const { name } = header.command;
  const appointed = unit.sequence.appointed !== null;
  const rule = domain.rules.get(name);
  const actor = await actorOf(unit, header.actor);
  const changes = joinedChanges(act);
  const findings = checkAct(act, definitions, (entity, id) => unit.view(entity, id));
  const undone = rule?.declaration.writes === 'undone' ? await undoneChanges(unit, act) : null;
  const notAllowed = notAllowedIn({ unit, definitions, act, chain, rule, changes, roles: actor.roles, undone });
  const gathered: Gathered = {
    appointed,
    fact: rule?.declaration.fact === true,
    contestedThere: contestedIn(act),
    revoked: firstRevoked(act, chain),
    member: actor.member || chain.standing === 'server',
    notAllowed,
    // A local history was checked where it was made; what it says stands as it is.
    findings: appointed ? findings : { ...findings, broken: [] },
    unseen: { hashes: [], rows: [] },
    refused: [],
    gate: null,
    figures: [],
    copies: [],
    against: [],
  };
  await buildsOn(unit, act, chain, gathered);
  if (verdictBeforeGate(gathered)) return gathered;
  const ruled: Act = {
    actor: { id: header.actor, roles: actor.roles },
    at: clockMilliseconds(header.at),
    input: inputOf(act),
    changes: changes.flatMap((change) => {
      const definition = definitions.get(change.entity);
      return definition ? upcast(definition, change) : [change];
    }),
  };
  const answer = answering({ unit, domain, definitions, gates, actor: ruled.actor });
  await freeze(rule, ruled, answer, gathered);
  if (!appointed || HOUSE.has(name) || chain.standing === 'server') return gathered;
  const cited = act.flatMap(({ header: { policy } }) => policy.approvals);
  const judged = await judge(rule, ruled, cited, answer, gathered);
  if (judged) {
    const { facts, resource, approvals } = judged;
    gathered.against = judged.contested ?? [];
    gathered.gate = await decide(unit, gates, { actor: ruled.actor, command: name, resource, facts, approvals });
  }
  return gathered;
}

type Answering = ReturnType<typeof answering>;

/** What of the figures that an act freezes does not hold. */
async function freeze(rule: CommandRule | undefined, act: Act, answer: Answering, gathered: Gathered): Promise<void> {
  if (!rule?.frozen) return;
  try {
    for (const { kind, message, entity, id, field } of await readLater(rule.frozen(act), answer)) {
      if (kind === 'figures') gathered.figures.push({ receipt: 0, says: message });
      else gathered.copies.push({ receipt: 0, says: message, entity, id, field });
    }
  } catch (error) {
    gathered.figures.push({ receipt: 0, says: `Its figures cannot be followed: ${errorRecord(error).message}` });
  }
}

/** What the policies are asked with; null, with the reason noted, where the rules cannot be followed. */
async function judge(
  rule: CommandRule | undefined,
  act: Act,
  cited: readonly string[],
  answer: Answering,
  gathered: Gathered,
): Promise<JudgedAct | null> {
  const first = act.changes[0];
  const resource = first ? { entity: first.entity, id: first.id } : { entity: '', id: '' };
  if (!rule) return { facts: {}, resource, approvals: [] };
  try {
    return await readLater(judgeAct(rule, act, cited), answer);
  } catch (error) {
    const { code, message } = errorRecord(error);
    // A row that is archived by now stands in the way as a policy would; anything else no honest plan writes.
    if (code === 'not-found') gathered.gate = { decision: 'deny', by: [], say: [message], needs: [] };
    else gathered.notAllowed.push({ receipt: 0, says: message });
    return null;
  }
}

/** A person's membership and roles in confirmed state. */
export async function actorOf(unit: Unit, person: string): Promise<{ member: boolean; roles: readonly string[] }> {
  const row = await unit.rowLater(Person.name, person);
  if (!row || row.archived) return { member: false, roles: [] };
  return { member: true, roles: (row.fields['roles'] as string[] | undefined) ?? [] };
}

function firstRevoked(act: readonly ActReceipt[], { revokedAfter }: ChainRecord): number | null {
  if (revokedAfter === null) return null;
  const index = act.findIndex(({ header }) => header.number > revokedAfter);
  return index < 0 ? null : index;
}

function contestedIn(act: readonly ActReceipt[]): string[] | null {
  if (act.every(({ header }) => header.policy.decision !== 'contested')) return null;
  return act.flatMap(({ parts }) => parts.flatMap(({ part }) => part.contested ?? []));
}

function notAllowedIn(of: {
  unit: Unit;
  definitions: ReadonlyMap<string, EntityDefinition>;
  act: readonly ActReceipt[];
  chain: ChainRecord;
  rule: CommandRule | undefined;
  changes: readonly Change[];
  roles: readonly string[];
  undone: readonly Change[] | null;
}): ActFinding[] {
  const { unit, definitions, act, chain, rule, changes, roles, undone } = of;
  const { header } = act[0]!;
  const { name, version } = header.command;
  const says: string[] = entitlementFaults({
    command: name,
    changes,
    roles: () => new Set(roles),
    server: chain.standing === 'server',
    begun: unit.sequence.number > 1,
  }).map((text) => `It does not count: ${text}.`);
  if (changes.some(({ entity, id }) => entity === Person.name && id === SERVER_ACTOR))
    says.push('Nobody is called as the server is.');
  if (name === 'sync.appoint') says.push(...wrongAppointment(unit, changes));
  if (name === 'chain.open' && !changes.every(({ id }) => id === header.chain))
    says.push('A chain is opened by itself.');
  if (unit.sequence.appointed === null) return says.map((text) => ({ receipt: 0, says: text }));
  if (header.assurance === 'account' && chain.account === null) {
    says.push('It says that its person had signed in, and its device was not registered by a sign-in.');
  }
  if (header.policy.decision === 'contested' && rule && !rule.declaration.fact)
    says.push('Only facts can be contested.');
  const readable = (change: Change): boolean => change.schema <= (definitions.get(change.entity)?.schema ?? 0);
  if (!rule || version > rule.declaration.version) {
    // A newer version's act: kept whole where the policies allow it, but nothing that this version understands is touched by it unchecked.
    const known = changes.filter(readable);
    if (!rule && known.length > 0)
      says.push(`This server does not know “${name}” and has to be brought up to date first.`);
    if (rule) says.push(...beyondWrites(rule.declaration, known, header.actor, undone));
  } else {
    says.push(...beyondWrites(rule.declaration, changes, header.actor, undone));
  }
  return says.map((text) => ({ receipt: 0, says: text }));
}

/** The server takes no appointment but its own, once. */
function wrongAppointment(unit: Unit, changes: readonly Change[]): string[] {
  const { appointed, chain, publicKey } = unit.sequence;
  if (appointed !== null) return ['This workspace has a server already.'];
  const own = changes.every(({ fields }) => fields['chain'] === chain && fields['publicKey'] === publicKey);
  return own ? [] : ['It appoints another server than the one it was sent to.'];
}

/** What the act builds on and is not there, or was refused. */
async function buildsOn(unit: Unit, act: readonly ActReceipt[], chain: ChainRecord, gathered: Gathered): Promise<void> {
  const refused = new Set<string>();
  const unseen = { hashes: new Set<string>(), rows: new Map<string, { entity: string; id: string }>() };
  const wait = (entity: string, id: string): void => {
    unseen.rows.set(`${entity}/${id}`, { entity, id });
  };
  for (const { entity, id } of gathered.findings.missing) {
    const made = unit.refusedEffects(entity, id).filter(({ effect }) => effect === 'row');
    if (made.length > 0) for (const { hash } of made) refused.add(hash);
    else wait(entity, id);
  }
  if (gathered.appointed) {
    gathered.findings.stale = gathered.findings.stale.filter((finding) => {
      // A value that only this chain's refused act has set: nobody else could have built on it.
      const own = unit
        .refusedEffects(finding.entity, finding.id)
        .filter(({ effect, chain: by }) => effect === finding.field && by === chain.chain);
      for (const { hash } of own) refused.add(hash);
      return own.length === 0;
    });
    const { name } = act[0]!.header.command;
    if (chain.standing === 'unannounced' && name !== 'chain.open') {
      await unit.loadRows([{ entity: Chain.name, id: chain.chain }]);
      const opening = unit.refusedEffects(Chain.name, chain.chain);
      if (opening.length > 0) for (const { hash } of opening) refused.add(hash);
      else wait(ChainAnnouncement.name, chain.chain);
    }
  }
  const cited = act.flatMap(({ header }) => header.policy.approvals);
  await unit.loadOutcomes(cited);
  for (const hash of cited) {
    const known = unit.outcome(hash);
    if (known?.outcome === 'refused') refused.add(hash);
    else if (!known?.outcome) unseen.hashes.add(hash);
  }
  gathered.refused = [...refused];
  gathered.unseen = { hashes: [...unseen.hashes], rows: [...unseen.rows.values()] };
}

/** Changes of the act that an undo takes back; null where it is not here. */
async function undoneChanges(unit: Unit, act: readonly ActReceipt[]): Promise<Change[] | null> {
  const hash = inputOf(act)['receipt'];
  const receipts = typeof hash === 'string' ? await receiptsOfAct(unit, hash) : [];
  return receipts.length > 0 ? joinedChanges(receipts.map(readStored)) : null;
}

/** The recorded input of an act, all parts and slices laid over each other. */
export function inputOf(act: readonly ActReceipt[]): Record<string, unknown> {
  let whole: Record<string, unknown> = {};
  for (const receipt of act) {
    let one: Record<string, unknown> = {};
    for (const { part } of receipt.parts) if (part.input) one = overlaid(one, part.input) as Record<string, unknown>;
    for (const [key, value] of Object.entries(one)) {
      const before = whole[key];
      // A long list is cut over several receipts of the group.
      whole = { ...whole, [key]: Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value };
    }
  }
  return whole;
}

function overlaid(below: unknown, above: unknown): unknown {
  if (Array.isArray(below) && Array.isArray(above)) {
    return Array.from({ length: Math.max(below.length, above.length) }, (_, index) =>
      overlaid(below[index], above[index]),
    );
  }
  if (isRecord(below) && isRecord(above)) {
    const merged: Record<string, unknown> = { ...below };
    for (const [key, value] of Object.entries(above)) merged[key] = overlaid(below[key], value);
    return merged;
  }
  return above === undefined ? below : above;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
