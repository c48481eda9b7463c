import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type CommandImplementation, implementCommand } from '../../src-core/commands/implementation';
import { readPolicies } from '../../src-core/gate/policies';
import { DeviceState } from '../../src-core/ledger/device-state';
import { createWorkspace } from '../../src-core/workspace/genesis';
import { type Domain, Workspace } from '../../src-core/workspace/workspace';
import { approvalCommands } from '../../src-main/approvals';
import { templatePolicies } from '../../src-main/policies';
import { receiptCommands } from '../../src-main/receipts';
import { policyCommands, workspaceCommands } from '../../src-main/workspace';
import { entities } from '../../src-shared/contract';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { declareCommand } from '../../src-shared/kernel/command';
import { type Context, fixedContext } from '../../src-shared/kernel/context';
import { defineEntity, field, fieldReaders } from '../../src-shared/kernel/entity';
import { archives, creates, patches } from '../../src-shared/kernel/writes';

/** An entity with a field of every kind of readers and of every merge policy. */
export const Thing = defineEntity({
  name: 'thing',
  schema: 1,
  label: 'thing',
  fields: {
    title: field(z.string(), { label: 'Title', search: 'title' }),
    note: field(z.string().default(''), { label: 'Note', search: 'text' }),
    state: field(z.enum(['open', 'done']).default('open'), { label: 'State', merge: 'guarded' }),
    tags: field(z.array(z.string()).default([]), { label: 'Tags', merge: 'set', search: 'text' }),
    born: field(z.string().default('here'), { label: 'Born', merge: 'immutable' }),
    price: field(z.string().nullable().default(null), { label: 'Cost', readers: 'cost', search: 'text' }),
    draft: field(z.string().nullable().default(null), { label: 'Draft', readers: 'claims', search: 'text' }),
    opinion: field(z.string().nullable().default(null), { label: 'Opinion', readers: 'privileged', search: 'text' }),
    contact: field(z.string().nullable().default(null), { label: 'Contact', readers: 'personal', search: 'text' }),
    file: field(z.string().nullable().default(null), { label: 'File', blobs: true }),
  },
});

const values = z.object({
  title: z.string().optional(),
  note: z.string().optional(),
  price: z.string().optional(),
  draft: z.string().optional(),
  opinion: z.string().optional(),
  contact: z.string().optional(),
  file: z.string().optional(),
});

export const addThing = declareCommand({
  name: 'thing.add',
  version: 1,
  deed: 'added a thing',
  writes: [creates('thing')],
  input: z.object({ values: values.extend({ title: z.string() }), tags: z.array(z.string()).default([]) }),
  inputReaders: { values: fieldReaders(Thing) },
  result: z.object({ id: z.string(), number: z.string() }),
});

export const addThings = declareCommand({
  name: 'thing.addMany',
  version: 1,
  deed: 'added things',
  writes: [creates('thing')],
  input: z.object({ count: z.number().int(), text: z.string(), titles: z.array(z.string()).default([]) }),
  result: z.object({ ids: z.array(z.string()) }),
});

export const reviseThing = declareCommand({
  name: 'thing.revise',
  version: 1,
  deed: 'changed a thing',
  writes: [patches('thing', ['title', 'note', 'price', 'draft', 'opinion', 'contact', 'file', 'tags'])],
  input: z.object({
    id: z.string(),
    values,
    addTags: z.array(z.string()).default([]),
    removeTags: z.array(z.string()).default([]),
  }),
  inputReaders: { values: fieldReaders(Thing) },
  result: z.object({ id: z.string() }),
});

export const finishThing = declareCommand({
  name: 'thing.finish',
  version: 1,
  deed: 'finished a thing',
  writes: [patches('thing', ['state'], { state: ['done'] })],
  input: z.object({ id: z.string() }),
  result: z.object({ id: z.string() }),
});

export const archiveThing = declareCommand({
  name: 'thing.archive',
  version: 1,
  deed: 'archived a thing',
  writes: [archives('thing')],
  input: z.object({ id: z.string() }),
  result: z.object({ id: z.string() }),
});

/** Needs finance's approval when the amount is high. */
export const spend = declareCommand({
  name: 'thing.spend',
  version: 1,
  deed: 'spent on a thing',
  writes: [patches('thing', ['note'])],
  input: z.object({ id: z.string(), amount: z.number().int(), secret: z.string().optional() }),
  inputReaders: { secret: 'cost' },
  facts: { amount: 'long' },
  result: z.object({ id: z.string() }),
});

/** A fact: it happened, whatever the rules say. */
export const recordHandover = declareCommand({
  name: 'thing.recordHandover',
  version: 1,
  deed: 'recorded a handover',
  writes: [patches('thing', ['state'], { state: ['done'] })],
  input: z.object({ id: z.string(), rule: z.boolean() }),
  fact: true,
  result: z.object({ id: z.string() }),
});

export const smallCommands = [
  implementCommand(addThing, ({ values: { title, ...rest }, tags }, _state, tools) => {
    const id = tools.newId();
    return {
      changes: [create(Thing, id, { title, ...rest, tags })],
      resource: { entity: 'thing', id },
      personal: id,
      result: { id, number: tools.number('T') },
    };
  }),
  implementCommand(addThings, ({ count, text, titles }, _state, tools) => {
    const ids = Array.from({ length: count }, () => tools.newId());
    return {
      changes: ids.map((id, index) => create(Thing, id, { title: titles[index] ?? `Thing ${index}`, note: text })),
      resource: { entity: 'thing', id: ids[0] ?? '' },
      result: { ids },
    };
  }),
  implementCommand(reviseThing, ({ id, values: fields, addTags, removeTags }, state) => {
    state.require(Thing, id);
    const tags = addTags.length + removeTags.length > 0 ? { tags: { add: addTags, remove: removeTags } } : {};
    return {
      changes: [patch(Thing, id, { ...fields, ...tags })],
      resource: { entity: 'thing', id },
      personal: id,
      result: { id },
    };
  }),
  implementCommand(finishThing, ({ id }) => ({
    changes: [patch(Thing, id, { state: 'done' }, { state: 'open' })],
    resource: { entity: 'thing', id },
    result: { id },
  })),
  implementCommand(archiveThing, ({ id }) => ({
    changes: [archive(Thing, id)],
    resource: { entity: 'thing', id },
    result: { id },
  })),
  implementCommand(spend, ({ id, amount }) => ({
    changes: [patch(Thing, id, { note: `spent ${amount}` })],
    resource: { entity: 'thing', id },
    facts: { amount },
    result: { id },
  })),
  implementCommand(recordHandover, ({ id, rule }) => ({
    changes: [patch(Thing, id, { state: 'done' }, { state: 'open' })],
    resource: { entity: 'thing', id },
    result: { id },
    contested: rule ? ['The thing was not ready.'] : [],
  })),
] as CommandImplementation[];

const POLICIES = `
@id("anybody-works-with-things")
permit (principal, action in [Action::"thing.add", Action::"thing.addMany", Action::"thing.revise", Action::"thing.finish", Action::"thing.archive", Action::"thing.spend"], resource);
@id("finance-agrees-to-much") @needs("finance") @say("More than 100 needs finance.")
forbid (principal, action == Action::"thing.spend", resource) when { context.amount > 100 } unless { context.approvals.contains("finance") };
@id("nobody-spends-a-million") @say("A million is too much.")
forbid (principal, action == Action::"thing.spend", resource) when { context.amount >= 1000000 };
@id("reps-hand-over")
permit (principal, action == Action::"thing.recordHandover", resource) when { principal.roles.contains("rep") };
`;

export interface SmallWorld {
  root: string;
  workspace: Workspace;
  owner: string;
  context: Context;
  /** Another store in another folder, on this device or one of its own. */
  openAt(folder: string, device?: DeviceState, domain?: Partial<Domain>): Workspace;
  device: DeviceState;
  newDevice(name: string): DeviceState;
  close(): void;
}

/** A workspace with things in it, in a folder of its own. */
export function smallWorld(seed = 1): SmallWorld {
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-small-'));
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed, stepMilliseconds: 2 });
  const devices: DeviceState[] = [];
  const opened: Workspace[] = [];
  const newDevice = (name: string): DeviceState => {
    const device = new DeviceState(join(root, `state-${name}`));
    devices.push(device);
    return device;
  };
  const device = newDevice('first');
  const openAt = (folder: string, on: DeviceState = device, domain: Partial<Domain> = {}): Workspace => {
    let workspace: Workspace | null = null;
    workspace = Workspace.open({
      folder,
      domain: {
        entities: domain.entities ?? [...entities, Thing],
        commands: [
          ...workspaceCommands,
          ...policyCommands(() => workspace!),
          ...receiptCommands(() => workspace!),
          ...approvalCommands,
          ...(domain.commands ?? smallCommands),
        ] as CommandImplementation[],
      },
      device: on,
      context,
      deviceName: 'small',
    });
    opened.push(workspace);
    return workspace;
  };
  const workspace = openAt(join(root, 'workspace'));
  const house = Object.fromEntries(
    Object.entries(templatePolicies()).filter(([, text]) => usesOnlyKnownActions(text, workspace)),
  );
  const { owner } = createWorkspace(workspace, {
    name: 'Small',
    company: 'Small Ltd',
    currency: 'EUR',
    locale: 'en-GB',
    owner: { name: 'Ada Admin', email: 'ada@example.com', title: '', roles: ['rep'] },
    policies: { ...house, ...readPolicies(POLICIES, 'small.cedar') },
  });
  return {
    root,
    workspace,
    owner,
    context,
    device,
    openAt,
    newDevice,
    close() {
      for (const one of opened) if (one.connection.open) one.close();
      for (const one of devices) one.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The house's policies as far as they speak of commands that this small domain has. */
function usesOnlyKnownActions(text: string, workspace: Workspace): boolean {
  const known = new Set(workspace.domain.commands.map(({ declaration }) => declaration.name));
  return [...text.matchAll(/Action::"([^"]+)"/g)].every(([, name]) => known.has(name!));
}
