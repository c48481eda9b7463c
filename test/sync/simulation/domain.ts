import { z } from 'zod';
import { type CommandImplementation, implementCommand } from '../../../src-core/commands/implementation';
import { readPolicies } from '../../../src-core/gate/policies';
import type { Workspace } from '../../../src-core/workspace/workspace';
import { approvalCommands } from '../../../src-main/approvals';
import { receiptCommands } from '../../../src-main/receipts';
import { workspaceCommands } from '../../../src-main/workspace/commands';
import { ApprovalDecision, ApprovalDelegation, ApprovalRequest } from '../../../src-shared/approvals/schema';
import { factRules } from '../../../src-shared/judging/fact-rules';
import { archive, type Change, create, patch } from '../../../src-shared/kernel/change';
import { type CommandDeclaration, declareCommand } from '../../../src-shared/kernel/command';
import { defineEntity, type EntityDefinition, field, fieldReaders } from '../../../src-shared/kernel/entity';
import { reading } from '../../../src-shared/kernel/reading';
import { archives, creates, patches } from '../../../src-shared/kernel/writes';
import {
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  Erasure,
  PolicySet,
  Settlement,
} from '../../../src-shared/receipts/schema';
import { type CommandRule, commandRules } from '../../../src-shared/rules-of-commands';
import { appointServer, ServerAppointment } from '../../../src-shared/sync/appointment';
import { Person, Workspace as WorkspaceEntity } from '../../../src-shared/workspace/schema';

/** Versions of the client and of the server that meet in a schedule. */
export type Version = 'older' | 'newer';

/** What stands in every value that only readers of costs may have: it is looked for in files. */
export const COST_MARK = 'cost-of-the-simulation';

const cardFields = {
  title: field(z.string().default(''), { label: 'Title', search: 'title', notable: true }),
  note: field(z.string().default(''), { label: 'Note', search: 'text' }),
  state: field(z.enum(['open', 'done', 'sent']).default('open'), { label: 'State', merge: 'guarded' }),
  tags: field(z.array(z.string()).default([]), { label: 'Tags', merge: 'set', search: 'text' }),
  born: field(z.string().default('here'), { label: 'Born', merge: 'immutable' }),
  about: field(z.string(), { label: 'About', merge: 'immutable', index: true }),
  price: field(z.string().nullable().default(null), { label: 'Price', readers: 'cost', search: 'text' }),
  opinion: field(z.string().nullable().default(null), { label: 'Opinion', readers: 'privileged' }),
  remark: field(z.string().nullable().default(null), { label: 'Remark', readers: 'personal', search: 'text' }),
};

/** A field of every merge policy and of every kind of readers, with something personal about somebody. */
export const Card = defineEntity({ name: 'card', schema: 1, label: 'card', personalOf: 'about', fields: cardFields });

/** The same as a newer version has it. */
export const PaintedCard = defineEntity({
  name: 'card',
  schema: 2,
  label: 'card',
  personalOf: 'about',
  fields: { ...cardFields, colour: field(z.string().default('white'), { label: 'Colour' }) },
  upcasters: { 1: (change) => [change] },
});

/** Only newer versions know it. */
export const Badge = defineEntity({
  name: 'badge',
  schema: 1,
  label: 'badge',
  fields: {
    card: field(z.string(), { label: 'Card', merge: 'immutable' }),
    text: field(z.string(), { label: 'Text' }),
  },
});

const about = [
  WorkspaceEntity,
  Person,
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  PolicySet,
  Erasure,
  Settlement,
  ApprovalRequest,
  ApprovalDecision,
  ApprovalDelegation,
  ServerAppointment,
];

export const entitiesOf = (version: Version): EntityDefinition[] =>
  version === 'older' ? [...about, Card] : [...about, PaintedCard, Badge];

const values = z.object({
  title: z.string().optional(),
  note: z.string().optional(),
  price: z.string().nullable().optional(),
  opinion: z.string().optional(),
  remark: z.string().optional(),
});

const WRITABLE = ['title', 'note', 'price', 'opinion', 'remark', 'tags'];
const done = z.object({ id: z.string() });
const byId = z.object({ id: z.string() });

const addCard = declareCommand({
  name: 'card.add',
  version: 1,
  deed: 'added a card',
  writes: [creates('card')],
  input: z.object({ about: z.string(), tags: z.array(z.string()).default([]), values }),
  inputReaders: { values: fieldReaders(Card) },
  result: done,
});
/** An act of several receipts: its notes are too long for one. */
const addCards = declareCommand({
  name: 'card.addMany',
  version: 1,
  deed: 'added cards',
  writes: [creates('card')],
  input: z.object({ about: z.string(), count: z.number().int(), note: z.string() }),
  recorded: ({ count }) => ({ count }),
  result: done,
});
const changeCard = declareCommand({
  name: 'card.change',
  version: 1,
  deed: 'changed a card',
  writes: [patches('card', WRITABLE)],
  input: z.object({
    id: z.string(),
    values,
    addTags: z.array(z.string()).default([]),
    removeTags: z.array(z.string()).default([]),
  }),
  inputReaders: { values: fieldReaders(Card) },
  result: done,
});
const finishCard = declareCommand({
  name: 'card.finish',
  version: 1,
  deed: 'finished a card',
  writes: [patches('card', ['state'], { state: ['done', 'open'] })],
  input: z.object({ id: z.string(), from: z.string(), to: z.string() }),
  result: done,
});
const archiveCard = declareCommand({
  name: 'card.archive',
  version: 1,
  deed: 'archived a card',
  writes: [archives('card')],
  input: byId,
  result: done,
});
const spend = declareCommand({
  name: 'card.spend',
  version: 1,
  deed: 'spent on a card',
  writes: [patches('card', ['note'])],
  input: z.object({ id: z.string(), amount: z.number().int() }),
  facts: { amount: 'long' },
  result: done,
});
const sendCard = declareCommand({
  name: 'card.send',
  version: 1,
  deed: 'sent a card',
  writes: [patches('card', ['state'], { state: ['sent'] })],
  input: z.object({ id: z.string(), early: z.boolean() }),
  fact: true,
  result: done,
});
const paintCard = declareCommand({
  name: 'card.paint',
  version: 1,
  deed: 'painted a card',
  writes: [patches('card', ['colour'])],
  input: z.object({ id: z.string(), colour: z.string() }),
  result: done,
});
const addBadge = declareCommand({
  name: 'badge.add',
  version: 1,
  deed: 'added a badge',
  writes: [creates('badge')],
  input: z.object({ card: z.string(), text: z.string() }),
  result: done,
});

const onCard = (id: string, changes: Change[]) => ({ changes, resource: { entity: 'card', id }, result: { id } });

function cardCommands(version: Version): CommandImplementation[] {
  // The older one stands for both: the newer has its fields and one more.
  const card = (version === 'older' ? Card : PaintedCard) as typeof Card;
  const shared = [
    implementCommand(addCard, ({ about: person, tags, values: { ...fields } }, _state, tools) => {
      const id = tools.newId();
      return { ...onCard(id, [create(card, id, { about: person, tags, ...fields })]), personal: person };
    }),
    implementCommand(addCards, ({ about: person, count, note }, _state, tools) => {
      const ids = Array.from({ length: count }, () => tools.newId());
      return onCard(
        ids[0]!,
        ids.map((id) => create(card, id, { about: person, note })),
      );
    }),
    implementCommand(changeCard, ({ id, values: fields, addTags, removeTags }, state) => {
      const row = state.require(card, id);
      const tags = addTags.length + removeTags.length > 0 ? { tags: { add: addTags, remove: removeTags } } : {};
      return { ...onCard(id, [patch(card, id, { ...fields, ...tags } as never)]), personal: row.about };
    }),
    implementCommand(finishCard, ({ id, from, to }) =>
      onCard(id, [patch(card, id, { state: to } as never, { state: from } as never)]),
    ),
    implementCommand(archiveCard, ({ id }) => onCard(id, [archive(card, id)])),
    implementCommand(spend, ({ id, amount }) => ({
      ...onCard(id, [patch(card, id, { note: `spent ${amount}` })]),
      facts: { amount },
    })),
    implementCommand(sendCard, ({ id, early }) => ({
      ...onCard(id, [patch(card, id, { state: 'sent' }, { state: 'done' })]),
      contested: early ? ['It was sent too early.'] : [],
    })),
    implementCommand(appointServer, (input, _state, tools) => {
      const id = tools.newId();
      return {
        changes: [create(ServerAppointment, id, input)],
        resource: { entity: 'serverAppointment', id },
        result: { id },
      };
    }),
  ] as CommandImplementation[];
  if (version === 'older') return shared;
  return [
    ...shared,
    implementCommand(paintCard, ({ id, colour }) => onCard(id, [patch(PaintedCard, id, { colour })])),
    implementCommand(addBadge, ({ card: of, text }, _state, tools) => {
      const id = tools.newId();
      return {
        changes: [create(Badge, id, { card: of, text })],
        resource: { entity: 'badge', id },
        result: { id },
      };
    }),
  ] as CommandImplementation[];
}

/** All commands of a version, for one workspace: some read its receipts. */
export const commandsOf = (version: Version, workspaceOf: () => Workspace): CommandImplementation[] =>
  [
    ...workspaceCommands,
    ...receiptCommands(workspaceOf),
    ...approvalCommands,
    ...cardCommands(version),
  ] as CommandImplementation[];

/** What a server of a version knows of commands. */
export function rulesOf(version: Version): Map<string, CommandRule> {
  const rules = new Map<string, CommandRule>(commandRules);
  for (const { declaration } of cardCommands(version)) {
    rules.set(declaration.name, {
      declaration: declaration as CommandDeclaration,
      resource: ({ changes }) => ({ entity: changes[0]?.entity ?? '', id: changes[0]?.id ?? '' }),
      ...(declaration.name === spend.name && {
        facts: ({ input, changes }) =>
          reading(() => ({
            facts: { amount: Number(input['amount']) },
            resource: { entity: 'card', id: changes[0]!.id },
          })),
      }),
    });
  }
  // Their facts look at what another command may write: here it is one of these.
  const facts = factRules((name) => rules.get(name)?.declaration);
  for (const name of ['approval.request', 'receipt.undo']) {
    const rule = facts[name]!;
    rules.set(name, { ...rules.get(name)!, facts: (act) => reading((known) => rule(act, known)) });
  }
  return rules;
}

/** Reps, engineers and admins do everything; much money needs finance; sending is for reps. */
export const policies = readPolicies(
  `
@id("work") permit (principal, action, resource) when { principal.roles.contains("rep") || principal.roles.contains("admin") || principal.roles.contains("engineer") };
@id("finance-decides") permit (principal, action == Action::"approval.decide", resource);
@id("roles-are-for-admins") @say("Only admins change people.")
forbid (principal, action in [Action::"person.add", Action::"person.revise", Action::"person.archive", Action::"person.erase", Action::"chain.revoke"], resource)
unless { principal.roles.contains("admin") };
@id("finance-agrees-to-much") @needs("finance") @say("More than 100 needs finance.")
forbid (principal, action == Action::"card.spend", resource) when { context.amount > 100 } unless { context.approvals.contains("finance") };
@id("reps-send") @say("Only reps send.")
forbid (principal, action == Action::"card.send", resource) unless { principal.roles.contains("rep") };
`,
  'simulation.cedar',
);
