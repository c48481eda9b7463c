import {
  type AppliedPage,
  applyPulled,
  decisionHead,
  type NotedResults,
  noteResults,
  pendingPage,
  setSyncState,
} from '../../src-core/sync';
import { contradiction } from '../../src-core/sync/state';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { PROTOCOL, type PullAnswer, type Pulled } from '../../src-shared/sync/protocol';
import { registerOwnChains } from './chains';
import type { ServerConnection } from './connection';
import { NOTES } from './notes';

/** Decisions asked for at once: parsing more would keep other calls waiting. */
const PULL_PAGE = 500;
/** Decisions applied in one transaction, for the same reason. An act that is longer is applied whole. */
const APPLY_PAGE = 100;
/** Receipts sent at once. */
const PUSH_PAGE = { receipts: 300, bytes: 2 * 1024 * 1024 } as const;

/** One workspace and its server, for as long as something is done between them. */
export interface SyncPlace {
  workspace: Workspace;
  connection: ServerConnection;
  /** Ends it between two steps; what is done stays done. */
  signal?: AbortSignal | undefined;
  /** Hears of every page of decisions that is in the tables now. */
  applied?(page: AppliedPage): void;
  /** Hears that parts are readable now that were withheld: any value may have changed. */
  granted?(): void;
  /** Hears the server's clock and its newest number. */
  heard?(said: Heard): void;
}

/** What an answer says beside its content. */
export interface Heard {
  /** This device's clock less the server's, milliseconds. */
  skew: number;
  /** Newest number of the workspace. */
  number: number;
}

/** What an exchange came to. */
export interface Exchanged {
  /** The last answer to a pull; null where a push brought everything. */
  answer: PullAnswer | null;
  /** An erasure counts now. */
  erased: boolean;
}

/** Lets whatever else wants to run go first. */
export const breath = (): Promise<void> => new Promise((go) => setImmediate(go));

/** How a call to the server ends with what it is made for. */
export const endedBy = ({ signal }: Pick<SyncPlace, 'signal'>): { signal?: AbortSignal } => (signal ? { signal } : {});

/** Throws `cancelled` once what is under way is to end. */
export function goOn({ signal }: Pick<SyncPlace, 'signal'>): void {
  if (signal?.aborted) throw new ProofdeskError({ code: 'cancelled', message: 'It was ended here.' });
}

/**
 * Sends what is pending and fetches what is there, page by page, until neither side has more. `kept` sends again what the server kept aside or
 * waits with, as after it lost that. Every page is in the store when the next one is asked for, so it may end anywhere.
 */
export async function exchange(place: SyncPlace, options: { kept?: boolean } = {}): Promise<Exchanged> {
  const done: Exchanged = { answer: null, erased: false };
  const applied = place.applied?.bind(place);
  const watched: SyncPlace = {
    ...place,
    applied(page) {
      done.erased ||= page.erased;
      applied?.(page);
    },
  };
  let current = false;
  if (options.kept) await pushKept(watched);
  for (let last = ''; ; ) {
    goOn(place);
    const page = pendingPage(place.workspace, PUSH_PAGE);
    const first = page.hashes.join();
    // The server wants them from another number on, or cannot take them: the inbox or the next pull says why.
    if (page.receipts.length === 0 || first === last) break;
    last = first;
    const noted = await push(watched, page.receipts);
    current = !noted.behind;
    if (noted.behind) {
      done.answer = await pullAll(watched);
      current = true;
    }
    await breath();
  }
  if (!current) done.answer = await pullAll(watched);
  return done;
}

async function push(place: SyncPlace, receipts: ReturnType<typeof pendingPage>['receipts']): Promise<NotedResults> {
  const { workspace, connection } = place;
  const answer = await connection.api.push(
    { workspace: workspace.id, protocol: PROTOCOL.newest, receipts },
    endedBy(place),
  );
  goOn(place);
  hear(place, answer);
  const noted = await noteResults(workspace, answer);
  if (noted.applied) place.applied?.(noted.applied);
  if (noted.forked.length > 0 || noted.applied?.forked) await registerNew(place);
  return noted;
}

/** Sends once more what the server has or had undecided. */
async function pushKept(place: SyncPlace): Promise<void> {
  for (let after: string | null = null; ; ) {
    goOn(place);
    const page = pendingPage(place.workspace, { ...PUSH_PAGE, kept: true, after });
    if (page.receipts.length === 0) return;
    after = page.hashes.at(-1)!;
    const { behind } = await push(place, page.receipts);
    if (behind) await pullAll(place);
    if (!page.more) return;
    await breath();
  }
}

/** Fetches and applies everything that is there. The next page is on its way while one is applied. */
export async function pullAll(place: SyncPlace): Promise<PullAnswer> {
  const { workspace } = place;
  const ask = (after: number) => askedFor(place, after);
  let answer = await ask(decisionHead(workspace).number);
  for (;;) {
    const last = lastNumber(answer);
    const next = last !== null && last < answer.number ? ask(last) : null;
    // Whatever happens to this page first, its failure is not a stray one.
    next?.catch(() => {});
    await applyInPieces(place, answer.pulled);
    if (next === null) {
      const { number } = decisionHead(workspace);
      if (number >= answer.number) return answer;
      throw contradiction(`it says that there are ${answer.number} decisions, and sent none after ${number}`);
    }
    answer = await next;
  }
}

async function askedFor(place: SyncPlace, after: number): Promise<PullAnswer> {
  const { workspace, connection } = place;
  goOn(place);
  const answer = await connection.api.pull(
    { workspace: workspace.id, protocol: PROTOCOL.newest, after, limit: PULL_PAGE },
    endedBy(place),
  );
  goOn(place);
  hear(place, answer);
  if (answer.oldestClient > PROTOCOL.newest) throw outdated();
  if (answer.number < after)
    throw contradiction(`it has ${answer.number} decisions, and ${after} of them are here: it lost some`, {
      lost: after - answer.number,
    });
  return answer;
}

const outdated = (): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'The server does not serve this version of Proofdesk any more.',
    hint: 'Update Proofdesk. Work goes on here meanwhile, and is sent after the update.',
    details: { protocol: { newest: PROTOCOL.newest } },
  });

const lastNumber = ({ pulled }: PullAnswer): number | null => {
  const last = pulled.at(-1);
  return last ? numberOf(last) : null;
};

const numberOf = ({ decision }: Pulled): number => (JSON.parse(decision.text) as { number: number }).number;

/** Some at a time, so that other calls get their turn; an act that is longer than that whole. */
async function applyInPieces(place: SyncPlace, pulled: readonly Pulled[]): Promise<void> {
  const first = pulled[0] ? numberOf(pulled[0]) : 0;
  for (let size = APPLY_PAGE; ; ) {
    goOn(place);
    const from = Math.max(0, decisionHead(place.workspace).number - first + 1);
    if (from >= pulled.length) return;
    const page = await applyPulled(place.workspace, pulled.slice(from, from + size));
    if (page.forked) await registerNew(place);
    if (page.applied > 0) {
      size = APPLY_PAGE;
      place.applied?.(page);
    } else if (from + size < pulled.length) size *= 2;
    // The last act of the page goes on in the next one.
    else if (decisionHead(place.workspace).number < first + from) return;
    await breath();
  }
}

async function registerNew({ workspace, connection }: SyncPlace): Promise<void> {
  const person = workspace.journal.state(NOTES.person);
  if (person !== null) await registerOwnChains(workspace, connection, person);
}

function hear(place: SyncPlace, { now, number }: { now: number; number: number }): void {
  place.heard?.({ skew: place.workspace.context.now() - now, number });
}

/** Notes something about syncing where it says something new: whoever watches the store is not woken for nothing. */
export function note(workspace: Workspace, key: string, value: string | null): boolean {
  if (workspace.journal.state(key) === value) return false;
  setSyncState(workspace, key, value);
  return true;
}
