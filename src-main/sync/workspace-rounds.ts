import { randomUUID } from 'node:crypto';
import type { JobRunner } from '../../src-core/jobs';
import { decisionHead } from '../../src-core/sync';
import { isRunning } from '../../src-core/workspace/leftovers';
import type { Workspace } from '../../src-core/workspace/workspace';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { PlaceBeside } from '../desk';
import type { ServerConnection } from './connection';
import { goOn, note } from './exchange';
import { type Failure, failureOf, isProofdeskError, stateAfter } from './failure';
import { NOTES } from './notes';
import { atOpening, isDue, type Rhythm, type RhythmEvent, rhythmAfter, until, wantsSocket } from './rhythm';
import { syncRound } from './round';
import { checkHistoryJob, withdrawJob } from './round-jobs';
import { AbsentFiles } from './small-files';
import { NotifySocket } from './socket';

/** A round that died is not waited for longer than this by other processes, in milliseconds; one that lives renews it. */
const LEASE = 15_000;
/** How long a wish for a round now waits for another process's round. */
const PATIENCE = 60_000;
/** That a server answered is written down so often, in milliseconds: every writing is seen by other processes. */
const CONTACT_EVERY = 300_000;

export interface RoundsHost {
  jobs: JobRunner;
  /** How it stands changed, or may have. */
  tell(): void;
  /** Rows of these entities changed. */
  changed(entities: string[]): void;
  /** An erasure counts now. */
  forgetErased(workspace: Workspace): void;
  notice(text: string): void;
  /** A fault of the program, with its stack. */
  report(error: unknown): void;
}

/** How a round ended. */
type Ended = { kind: 'busy' | 'more' | 'done' } | { kind: 'failed'; thrown: unknown };

/** Rounds of one open workspace with its server: when they begin, and what becomes of them. */
export class WorkspaceRounds {
  readonly #host: RoundsHost;
  readonly #workspace: Workspace;
  readonly #connection: ServerConnection;
  readonly #person: string;
  readonly #stop = new AbortController();
  readonly #socket: NotifySocket;
  /** Begins with the process, so that others see when it is gone. */
  readonly #holder = `${process.pid}.${randomUUID()}`;
  readonly #given = new Set<string>();
  readonly #absent = new AbsentFiles();
  /** By themselves, rather than only when somebody asks. */
  #automatic = false;
  #rhythm: Rhythm;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #first = true;
  /** A person wants the next round. */
  #asked = false;
  /** With which sign-in rounds were stopped. */
  #stoppedWith: string | null = null;
  /** The newest number that was told. */
  #told = 0;
  /** What the last answers said; null before the first. */
  #contact: { at: number; skew: number; number: number } | null = null;

  constructor(
    host: RoundsHost,
    workspace: Workspace,
    { connection, person }: { connection: ServerConnection; person: string },
  ) {
    this.#host = host;
    this.#workspace = workspace;
    this.#connection = connection;
    this.#person = person;
    this.#rhythm = atOpening(performance.now());
    this.#socket = new NotifySocket(connection, workspace.id, (number) => this.#safely(() => this.#hearNumber(number)));
  }

  get person(): string {
    return this.#person;
  }

  get contact(): { at: number; skew: number; number: number } | null {
    return this.#contact;
  }

  /** A round is under way. */
  get running(): boolean {
    return this.#round !== null;
  }

  /** From now on rounds begin by themselves. */
  goByThemselves(): void {
    this.#automatic = true;
    this.#schedule();
  }

  /** Something was committed, here or by another process; or a sign-in may have changed. */
  wake(): void {
    const signIn = this.#signIn();
    const resumed = this.#rhythm.stopped && signIn !== null && signIn !== this.#stoppedWith;
    if (resumed) this.#event({ kind: 'asked' });
    else if (this.#workspace.journal.pendingCount() > 0) this.#event({ kind: 'committed' });
  }

  /** There is something new to fetch or send that no receipt tells of. */
  fetchSoon(): void {
    this.#given.clear();
    this.#event({ kind: 'committed' });
  }

  /**
   * A whole round now, after one that is under way, with everything that it leaves behind. `asked`: by a person, so that what the server did not
   * take is tried again. Throws what went wrong.
   */
  async now(signal?: AbortSignal, asked = false): Promise<void> {
    const patience = performance.now() + PATIENCE;
    for (;;) {
      while (this.#round) await this.#round;
      goOn({ signal: this.#stop.signal });
      if (signal) goOn({ signal });
      this.#event({ kind: 'asked' }, false);
      this.#asked = asked;
      const how = await this.#begin(signal);
      if (how.kind === 'done') return;
      if (how.kind === 'failed') throw how.thrown;
      if (how.kind === 'more') continue;
      if (performance.now() > patience) throw busyElsewhere();
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  /** Ends what is under way, and waits until nothing of it touches the store any more. */
  async end(): Promise<void> {
    this.#stop.abort();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#socket.want(false);
    await this.#round;
  }

  /** For timers and sockets, which have nobody to throw to. A process that is ending has closed its stores already. */
  #safely(work: () => unknown): void {
    try {
      work();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#host.report(error);
    }
  }

  /** Which sign-in there is; null also where this process cannot open the key store that it lies in. A round says why. */
  #signIn(): string | null {
    try {
      return this.#connection.signIn?.id ?? null;
    } catch {
      return null;
    }
  }

  #hearNumber(number: number): void {
    this.#told = Math.max(this.#told, number);
    // What is told during a round is compared when it has ended: most often it is what the round itself brought about.
    if (!this.#round && !this.#stop.signal.aborted && this.#isBehind()) this.#event({ kind: 'notified' });
  }

  #isBehind(): boolean {
    return this.#told > decisionHead(this.#workspace).number;
  }

  #event(event: RhythmEvent, schedule = true): void {
    this.#rhythm = rhythmAfter(this.#rhythm, event, performance.now(), Math.random());
    if (schedule) this.#schedule();
  }

  #schedule(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#automatic || this.#stop.signal.aborted) return;
    this.#socket.want(wantsSocket(this.#rhythm) && this.#signIn() !== null);
    const wait = until(this.#rhythm, performance.now());
    // Whether a sign-in has come meanwhile is looked at without the network.
    const look = this.#rhythm.stopped ? 5_000 : wait;
    if (look === null) return;
    this.#timer = setTimeout(() => this.#safely(() => this.#tick()), look);
    this.#timer.unref();
  }

  #tick(): void {
    this.#timer = null;
    if (this.#rhythm.stopped) {
      this.wake();
      if (this.#rhythm.stopped) this.#schedule();
      return;
    }
    if (isDue(this.#rhythm, performance.now())) void this.#begin();
    else this.#schedule();
  }

  /** One round, unless another process is in one. Never rejects: says how it ended. */
  #begin(signal?: AbortSignal): Promise<Ended> {
    const carried = this.#carryOut(signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal);
    const settled = carried.then(() => {});
    this.#round = settled;
    return carried.finally(() => {
      if (this.#round === settled) this.#round = null;
      if (this.#stop.signal.aborted) return;
      this.#safely(() => {
        if (this.#isBehind() && !this.#rhythm.stopped && this.#rhythm.failures === 0) this.#event({ kind: 'notified' });
        else this.#schedule();
        this.#host.tell();
      });
    });
  }

  async #carryOut(signal: AbortSignal): Promise<Ended> {
    const { device, context, id } = this.#workspace;
    const name = `sync:${id}`;
    const hold = (): boolean => {
      const take = () => device.lease(name, this.#holder, context.now(), context.now() + LEASE);
      if (take()) return true;
      // One that was killed in a round gives nothing back.
      const other = device.leaseHolder(name);
      if (other === null || isRunning(Number.parseInt(other, 10))) return false;
      device.release(name, other);
      return take();
    };
    this.#event({ kind: 'began' }, false);
    let renewing: NodeJS.Timeout | null = null;
    try {
      if (!hold()) {
        this.#event({ kind: 'busy' }, false);
        return { kind: 'busy' };
      }
      renewing = setInterval(() => this.#safely(hold), LEASE / 3);
      renewing.unref();
      this.#host.tell();
      if (!this.#connection.signedIn) throw nobodySignedIn();
      const { more } = await syncRound(this.#place(signal));
      this.#first = false;
      this.#asked = false;
      this.#noteSuccess();
      const how = { kind: more ? ('more' as const) : ('done' as const) };
      this.#event(how, false);
      return how;
    } catch (thrown) {
      this.#noteFailure(failureOf(thrown));
      return { kind: 'failed', thrown };
    } finally {
      if (renewing) {
        clearInterval(renewing);
        this.#safely(() => device.release(name, this.#holder));
      }
    }
  }

  #place(signal: AbortSignal) {
    const workspace = this.#workspace;
    return {
      workspace,
      connection: this.#connection,
      signal,
      person: this.#person,
      kept: this.#first,
      asked: this.#first || this.#asked,
      given: this.#given,
      absent: this.#absent,
      interrupted: () => this.#rhythm.wanted || this.#isBehind(),
      applied: ({ entities }: { entities: string[] }) => {
        if (entities.length > 0) this.#host.changed(entities);
        this.#host.tell();
      },
      granted: () => this.#host.changed([...workspace.definitions.keys()]),
      heard: ({ skew, number }: { skew: number; number: number }) => {
        this.#contact = { at: workspace.context.now(), skew, number };
      },
      withdraw: async (readers: readonly string[] | null) => {
        const taken = this.#host.jobs.start(withdrawJob, {
          title: 'Taking away what is not for you any more',
          quiet: true,
          writes: true,
          input: { place: this.#beside(), readers: readers && [...readers] },
          signal,
        }).result;
        await taken.catch((thrown: unknown) => {
          // Somebody reads an older state of the store just now: the rest is taken in the next round.
          if (!isProofdeskError(thrown, 'unavailable')) throw thrown;
        });
        this.#host.changed([...workspace.definitions.keys()]);
      },
      checkHistory: async () => {
        const { ok } = await this.#host.jobs.start(checkHistoryJob, {
          title: 'Checking the history that has come',
          quiet: true,
          writes: true,
          input: { place: this.#beside() },
          signal,
        }).result;
        this.#host.changed([...workspace.definitions.keys()]);
        if (!ok)
          this.#host.notice(
            'The state that the server sent first differed from its receipts. The tables were made anew from the receipts.',
          );
      },
      forgetErased: () => this.#host.forgetErased(workspace),
    };
  }

  /** For a job beside, which signs nothing. */
  #beside(): PlaceBeside {
    const { folder, device, deviceName, context } = this.#workspace;
    return {
      folder,
      state: device.folder,
      deviceName,
      actor: this.#person,
      seed: null,
      now: context.now(),
      entropy: context.randomBytes(32),
    };
  }

  #noteSuccess(): void {
    const workspace = this.#workspace;
    for (const key of [NOTES.offlineSince, NOTES.problem, NOTES.removed]) note(workspace, key, null);
    if (!this.#contact) return;
    const { at, skew, number } = this.#contact;
    const known = (key: string): number => Number(workspace.journal.state(key) ?? Number.NaN);
    if (!(Math.abs(at - known(NOTES.contact)) < CONTACT_EVERY)) note(workspace, NOTES.contact, String(at));
    if (!(Math.abs(skew - known(NOTES.skew)) < 1_000)) note(workspace, NOTES.skew, String(skew));
    note(workspace, NOTES.serverNumber, String(number));
  }

  #noteFailure(failure: Failure): void {
    if (failure.kind === 'ended' || this.#stop.signal.aborted) {
      this.#event({ kind: 'failed' }, false);
      return;
    }
    const workspace = this.#workspace;
    try {
      const state = stateAfter(failure);
      const now = String(workspace.context.now());
      if (failure.kind !== 'limited') note(workspace, NOTES.problem, JSON.stringify({ state, says: failure.says }));
      if (state === 'offline') note(workspace, NOTES.offlineSince, workspace.journal.state(NOTES.offlineSince) ?? now);
      else if (state !== null) note(workspace, NOTES.offlineSince, null);
      if (state === 'removed' && workspace.journal.state(NOTES.removed) === null)
        note(workspace, NOTES.removed, JSON.stringify({ at: Number(now), why: failure.says }));
    } catch {
      // A disk that is full takes no note either; the next round says so again.
    }
    this.#event(eventOf(failure), false);
    if (this.#rhythm.stopped) this.#stoppedWith = this.#signIn();
  }
}

function eventOf({ kind, wait }: Failure): RhythmEvent {
  switch (kind) {
    case 'limited':
      return { kind: 'limited', wait: wait ?? 1_000 };
    case 'contradicts':
      return { kind: 'contradicted' };
    case 'signed-out':
    case 'removed':
    case 'update':
      return { kind: 'stopped' };
    default:
      return { kind: 'failed' };
  }
}

const nobodySignedIn = (): ProofdeskError =>
  new ProofdeskError({
    code: 'forbidden',
    message: 'Nobody is signed in at the server of this workspace.',
    hint: 'Sign in; what is committed meanwhile is sent then.',
    details: { signIn: 'missing' },
  });

const busyElsewhere = (): ProofdeskError =>
  new ProofdeskError({
    code: 'unavailable',
    message: 'Another Proofdesk on this device is busy with the server.',
    hint: 'It sends what was committed here as well. Try again in a moment.',
  });
