import type { MemoryStorage } from '../../../src-server/storage/memory';
import { createSync, type Sync } from '../../../src-server/sync';
import type { Context } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { SignedReceipt } from '../../../src-shared/kernel/receipt';
import type {
  PartsAnswer,
  PullAnswer,
  PushAnswer,
  SnapshotLeaf,
  SnapshotManifest,
} from '../../../src-shared/sync/protocol';
import { entitiesOf, rulesOf, type Version } from './domain';
import { Crash, CrashPlan, crashingStorage } from './faults';
import type { Template } from './template';

/** What a device asks for. */
export type Request =
  | { kind: 'push'; receipts: SignedReceipt[] }
  | { kind: 'pull'; after: number; limit: number }
  | { kind: 'history'; after: number; limit: number }
  | { kind: 'parts'; readers: string; after: number; limit: number }
  | { kind: 'register'; chain: string; publicKey: string; name: string }
  | { kind: 'snapshot' };

/** What it gets. */
export type Answer =
  | { kind: 'push'; answer: PushAnswer }
  | { kind: 'pull'; answer: PullAnswer }
  | { kind: 'history'; answer: PullAnswer }
  | { kind: 'parts'; readers: string; answer: PartsAnswer }
  | { kind: 'register'; chain: string }
  | { kind: 'snapshot'; manifest: SnapshotManifest; pages: SnapshotLeaf[][] }
  | { kind: 'not-a-member' };

/** A change of the server that a test makes to see whether it is noticed. */
export interface ServerFaults {
  /** Wraps what the server does. */
  around?(sync: Sync): Sync;
  /** Whether what was just decided is not written. */
  forgets?(): boolean;
}

/** The server of a schedule: the real one, on a storage in memory that may end before or after any write. */
export class SimulatedServer {
  readonly storage: MemoryStorage;
  readonly context: Context;
  version: Version;
  sync: Sync;
  /** What it has told anybody about a receipt: said once, it stands for ever. */
  readonly told = new Map<string, string>();
  readonly #template: Template;
  readonly #faults: ServerFaults;
  #plan = new CrashPlan();

  constructor(template: Template, context: Context, version: Version, faults: ServerFaults = {}) {
    this.#template = template;
    this.#faults = faults;
    this.storage = template.storage.copy();
    this.context = context;
    this.version = version;
    this.sync = this.#start();
  }

  #start(): Sync {
    const { serverKey } = this.#template;
    const sync = createSync({
      storage: crashingStorage(
        this.storage,
        () => this.#plan,
        () => this.#faults.forgets?.() ?? false,
      ),
      context: this.context,
      domain: { entities: entitiesOf(this.version), rules: rulesOf(this.version) },
      keyOf: async () => serverKey,
    });
    return this.#faults.around?.(sync) ?? sync;
  }

  /** Brings the server up to date. */
  update(): void {
    this.version = 'newer';
    this.sync = this.#start();
  }

  /** Lets the server end at its next write: null when it did and no answer goes out. */
  async handle(person: string, request: Request, crashAt: number | null): Promise<Answer | null> {
    this.#plan.arm(crashAt);
    try {
      return await this.#answer(person, request);
    } catch (error) {
      if (error instanceof Crash) {
        this.#plan = new CrashPlan();
        this.sync = this.#start();
        return null;
      }
      if (error instanceof ProofdeskError && error.details?.['kind'] === 'not-a-member')
        return { kind: 'not-a-member' };
      throw error;
    } finally {
      this.#plan.arm(null);
    }
  }

  async #answer(person: string, request: Request): Promise<Answer> {
    const { workspace } = this.#template;
    const asker = { kind: 'person' as const, person, account: `account of ${person}` };
    const { sync } = this;
    if (request.kind === 'push') {
      const answer = await sync.push(workspace, asker, request.receipts);
      for (const result of answer.results) {
        if (result.status !== 'decided') continue;
        const before = this.told.get(result.hash);
        if (before !== undefined && before !== result.decision.text)
          throw new Error(`the server decided ${result.hash} twice`);
        this.told.set(result.hash, result.decision.text);
      }
      return { kind: 'push', answer };
    }
    if (request.kind === 'parts')
      return { kind: 'parts', readers: request.readers, answer: await sync.parts(workspace, asker, request) };
    if (request.kind === 'register') {
      await sync.standing(workspace, asker);
      const { chain, publicKey, name } = request;
      await sync.registerChain(workspace, { chain, person, publicKey, account: asker.account, name });
      return { kind: 'register', chain };
    }
    if (request.kind === 'snapshot') {
      const manifest = await sync.snapshot(workspace, asker);
      const pages: SnapshotLeaf[][] = [];
      for (let page = 0; page < manifest.pages; page += 1)
        pages.push((await sync.snapshotPage(workspace, asker, { number: manifest.number, page }))!);
      return { kind: 'snapshot', manifest, pages };
    }
    return { kind: request.kind, answer: await sync.pull(workspace, asker, request) };
  }
}
