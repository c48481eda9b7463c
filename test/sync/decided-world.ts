import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type CommandImplementation, implementCommand } from '../../src-core/commands/implementation';
import { readPolicies } from '../../src-core/gate/policies';
import { DeviceState } from '../../src-core/ledger/device-state';
import { sha256 } from '../../src-core/ledger/digests';
import { signingKey } from '../../src-core/ledger/keys';
import { splitChanges } from '../../src-core/ledger/split';
import { type WrittenReceipt, writeAct } from '../../src-core/ledger/write-receipt';
import { beginUpload, type KnownServer } from '../../src-core/sync';
import { execute } from '../../src-core/workspace/execute';
import { createWorkspace } from '../../src-core/workspace/genesis';
import { Workspace } from '../../src-core/workspace/workspace';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { type Change, create, patch } from '../../src-shared/kernel/change';
import { declareCommand } from '../../src-shared/kernel/command';
import { type FixedContext, fixedContext, newId } from '../../src-shared/kernel/context';
import { defineEntity, type EntityDefinition, field } from '../../src-shared/kernel/entity';
import { tick } from '../../src-shared/kernel/hybrid-clock';
import type { ReceiptHeader, SignedReceipt } from '../../src-shared/kernel/receipt';
import { archives, creates, patches } from '../../src-shared/kernel/writes';
import { Chain, ChainAnnouncement, ChainRevocation, Erasure, PolicySet } from '../../src-shared/receipts/schema';
import { appointServer, ServerAppointment } from '../../src-shared/sync/appointment';
import { mergeClockOf } from '../../src-shared/sync/merge-clock';
import type { DecisionText, Pulled, PushAnswer, Refusal } from '../../src-shared/sync/protocol';
import { Person, Workspace as WorkspaceEntity } from '../../src-shared/workspace/schema';

/** A row with a field of every merge policy and every kind of readers that parts are withheld for. */
export const Note = defineEntity({
  name: 'note',
  schema: 1,
  label: 'note',
  fields: {
    title: field(z.string().default(''), { label: 'Title', search: 'title', notable: true }),
    text: field(z.string().default(''), { label: 'Text', search: 'text' }),
    state: field(z.enum(['open', 'done', 'sent']).default('open'), { label: 'State', merge: 'guarded' }),
    tags: field(z.array(z.string()).default([]), { label: 'Tags', merge: 'set' }),
    born: field(z.string().default('here'), { label: 'Born', merge: 'immutable' }),
    price: field(z.string().nullable().default(null), { label: 'Price', readers: 'cost', search: 'text' }),
    contact: field(z.string().nullable().default(null), { label: 'Contact', readers: 'personal', search: 'text' }),
    file: field(z.string().nullable().default(null), { label: 'File', readers: 'cost', blobs: true }),
  },
});

/** Changes as they are given: the devices of these tests say whatever is to be decided. */
export const say = declareCommand({
  name: 'note.say',
  version: 1,
  deed: 'said something of notes',
  writes: [creates('note'), patches('note', [...Object.keys(Note.fields), 'archived']), archives('note')],
  input: z.object({ changes: z.array(z.any()), personal: z.string().optional() }),
  // What the changes say stands in the parts of their readers; the record of the input is only that there was one.
  recorded: () => ({}),
  result: z.object({}),
});

const commands = [
  implementCommand(say, ({ changes, personal }) => ({
    changes: changes as Change[],
    resource: { entity: 'note', id: (changes as Change[])[0]?.id ?? '' },
    ...(personal !== undefined && { personal }),
    result: {},
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

const POLICIES = `
@id("all") permit (principal, action, resource);
`;

export const noteEntities: readonly EntityDefinition[] = [
  WorkspaceEntity,
  Person,
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  PolicySet,
  Erasure,
  ServerAppointment,
  Note,
];

export type Outcome = DecisionText['outcome'];

/** A server that decides whatever it is told to, with a signed order of its own. */
export class DecidingServer {
  readonly chain: string;
  readonly #key;
  readonly pulled: Pulled[] = [];
  readonly opened: SignedReceipt;
  #hash: string | null = null;
  #clock: string | null = null;
  readonly #last = new Map<string, string>();
  readonly #known = new Map<string, number>();
  #own: { number: number; hash: string } | null = null;

  constructor(
    readonly context: FixedContext,
    readonly workspace: string,
  ) {
    this.chain = newId(context);
    this.#key = signingKey(context.randomBytes(32));
    this.opened = this.own('chain.open', [
      create(Chain, this.chain, {
        person: 'server',
        publicKey: this.#key.publicKey,
        letters: 'SRV',
        device: 'server',
        countersignedBy: null,
        countersignature: null,
      }),
    ]);
    this.decide(this.opened, 'accepted');
  }

  get known(): KnownServer {
    return { address: 'https://desk.example', chain: this.chain, publicKey: this.#key.publicKey };
  }

  get number(): number {
    return this.pulled.length;
  }

  /** Receipts of its own chain, not decided yet. */
  own(command: string, changes: readonly Change[]): SignedReceipt {
    const body = canonicalText({ salt: 'c2FsdA', input: {}, changes });
    const number = (this.#own?.number ?? 0) + 1;
    const header: ReceiptHeader = {
      v: 1,
      id: newId(this.context),
      workspace: this.workspace,
      chain: this.chain,
      number,
      previous: this.#own?.hash ?? null,
      at: this.#tick(),
      actor: 'server',
      assurance: 'device',
      command: { name: command, version: 1 },
      policy: { set: sha256('none'), decision: 'allow', by: [], approvals: [] },
      parts: { shared: sha256(body) },
    };
    const text = canonicalText(header);
    this.#own = { number, hash: sha256(text) };
    return { header: text, signature: this.#key.sign(Buffer.from(text)), parts: { shared: body } };
  }

  #tick(): string {
    this.#clock = tick(this.#clock, this.context.now(), this.chain);
    return this.#clock;
  }

  knows(receipt: SignedReceipt): boolean {
    return this.#known.has(sha256(receipt.header));
  }

  /** Gives a receipt the next number. `late` lets its own clock lie ahead of the arrival. */
  decide(
    receipt: SignedReceipt,
    outcome: Outcome,
    options: { refusal?: Partial<Refusal>; late?: boolean } = {},
  ): Pulled {
    const header = JSON.parse(receipt.header) as ReceiptHeader;
    const hash = sha256(receipt.header);
    const arrival = this.#tick();
    const last = this.#last.get(header.chain) ?? null;
    const clock = options.late ? arrival : mergeClockOf({ at: header.at, arrival, last });
    this.#last.set(header.chain, clock);
    const text = canonicalText({
      v: 1,
      workspace: this.workspace,
      number: this.number + 1,
      receipt: hash,
      outcome,
      arrival: Number.parseInt(arrival.slice(0, 12), 16),
      clock,
      policies: null,
      previous: this.#hash,
    } satisfies DecisionText);
    this.#hash = sha256(text);
    const pulled: Pulled = {
      decision: { text, signature: this.#key.sign(Buffer.from(text)) },
      receipt,
      refusal:
        outcome === 'refused'
          ? { kind: 'stale', says: ['It has changed.'], by: [], needs: [], fields: [], on: [], ...options.refusal }
          : null,
    };
    this.pulled.push(pulled);
    this.#known.set(hash, this.number);
    return pulled;
  }

  /** Signs something as it signs its decisions. */
  sign(text: string): string {
    return this.#key.sign(Buffer.from(text));
  }

  /** What a pull of this reader answers: others' refused receipts come without parts, and no part that the reader may not have. */
  pull(
    after: number,
    limit: number,
    mayRead: (part: string) => boolean = () => true,
    own: ReadonlySet<string> = new Set(),
  ): Pulled[] {
    return this.pulled.slice(after, after + limit).map((one) => {
      const { outcome } = JSON.parse(one.decision.text) as DecisionText;
      const { chain } = JSON.parse(one.receipt.header) as ReceiptHeader;
      const hidden = outcome === 'refused' && !own.has(chain);
      const parts = Object.entries(one.receipt.parts).filter(([part]) => !hidden && mayRead(part));
      return {
        decision: one.decision,
        receipt: { ...one.receipt, parts: Object.fromEntries(parts) },
        refusal: hidden ? null : one.refusal,
      };
    });
  }

  /** The answer to a push of receipts that were all decided. */
  answer(receipts: readonly SignedReceipt[]): PushAnswer {
    return {
      number: this.number,
      now: this.context.now(),
      results: receipts.map((receipt) => {
        const hash = sha256(receipt.header);
        const { decision, refusal } = this.pulled[this.#known.get(hash)! - 1]!;
        return { status: 'decided', hash, decision, refusal };
      }),
    };
  }
}

export interface DecidedWorld {
  root: string;
  context: FixedContext;
  server: DecidingServer;
  /** The founder's workspace, uploaded; nothing of it is decided yet. */
  first: Workspace;
  founder: string;
  /** An empty workspace on a device of its own. */
  empty(name: string): Workspace;
  /** Opens a folder again, as after a restart. */
  again(workspace: Workspace): Workspace;
  say(workspace: Workspace, person: string, changes: readonly Change[], personal?: string): string;
  /** Writes receipts that no command of this small world makes. */
  write(workspace: Workspace, person: string, command: string, changes: readonly Change[]): WrittenReceipt[];
  close(): void;
}

/** A workspace of one device that has just got a server, which decides what a test wants. */
export function decidedWorld(seed = 1): DecidedWorld {
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-decided-'));
  const context = fixedContext({ now: Date.UTC(2026, 10, 12, 8), seed, stepMilliseconds: 2 });
  const devices = new Map<string, DeviceState>();
  const folders = new Map<Workspace, string>();
  const open = (name: string): Workspace => {
    const device = devices.get(name) ?? new DeviceState(join(root, `state-${name}`));
    devices.set(name, device);
    const workspace = Workspace.open({
      folder: join(root, name),
      domain: { entities: noteEntities, commands },
      device,
      context,
      deviceName: name,
    });
    workspace.connection.pragma('synchronous = OFF');
    folders.set(workspace, name);
    return workspace;
  };
  const first = open('first');
  const { owner: founder, workspace: id } = createWorkspace(first, {
    name: 'Notes',
    company: 'Notes Ltd',
    currency: 'EUR',
    locale: 'en-GB',
    owner: { name: 'Ada Admin', email: 'ada@example.com', title: '', roles: ['rep'] },
    policies: readPolicies(POLICIES, 'decided.cedar'),
  });
  const server = new DecidingServer(context, id);
  beginUpload(first, server.known.address, server.opened);
  execute(first, founder, 'sync.appoint', server.known);
  return {
    root,
    context,
    server,
    first,
    founder,
    empty: open,
    again(workspace) {
      const name = folders.get(workspace)!;
      workspace.close();
      return open(name);
    },
    say(workspace, person, changes, personal) {
      return execute(workspace, person, 'note.say', { changes, ...(personal !== undefined && { personal }) }).receipt!;
    },
    write: (workspace, person, command, changes) =>
      workspace.committing(person, (acting) => {
        const written = writeAct(
          {
            workspace: workspace.id,
            chain: acting.chain,
            key: acting.key,
            actor: person,
            command: { name: command, version: 1 },
            policy: { set: workspace.gate().digest, decision: 'allow', by: [], approvals: [] },
            inputs: new Map(),
            reason: null,
            contested: [],
            split: (some) => splitChanges(some, workspace.definitions, () => null),
            changes,
          },
          workspace.journal,
          context,
          acting.clock,
        );
        workspace.fold(written, false);
        return written;
      }),
    close() {
      for (const workspace of folders.keys()) if (workspace.connection.open) workspace.close();
      for (const device of devices.values()) device.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export const addNote = (id: string, fields: Partial<Record<keyof typeof Note.fields, unknown>> = {}): Change =>
  create(Note, id, { title: id, ...fields } as never);

export const changeNote = (id: string, fields: object, guards?: object): Change =>
  patch(Note, id, fields as never, guards as never);

/** The rows of all notes as they are shown, with what is known of them. */
export function notesOf(workspace: Workspace): Record<string, unknown>[] {
  return workspace.connection.prepare('SELECT * FROM note ORDER BY id').all() as Record<string, unknown>[];
}
