import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Access } from '../identity/access';
import type { Logger } from '../operations/logs';
import type { Metrics } from '../operations/metrics';
import { tooMany } from './refusals';

/** A socket says so often that it is still there; whether its owner may still listen is asked as often. */
const BEAT_MILLISECONDS = 30_000;
/** Sockets of one session or service token at most: one for each open workspace of a device, with room. */
const MOST_PER_TOKEN = 32;

interface Listener {
  socket: WebSocket;
  workspace: string;
  by: string;
  alive: boolean;
  stillMay(): Promise<void>;
}

/** Devices that listen: each is told the newest number of its workspace and nothing else. */
export class Notifications {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: 1_024,
    perMessageDeflate: false,
    clientTracking: false,
  });
  readonly #listeners = new Map<string, Set<Listener>>();
  /** The newest number that was told of each workspace that somebody listens to. */
  readonly #told = new Map<string, number>();
  readonly #metrics: Metrics;
  readonly #log: Logger;
  readonly #beat: NodeJS.Timeout;

  constructor(metrics: Metrics, log: Logger, beatMilliseconds = BEAT_MILLISECONDS) {
    this.#metrics = metrics;
    this.#log = log;
    this.#beat = setInterval(() => void this.#check(), beatMilliseconds);
    this.#beat.unref();
  }

  /** Takes over an upgraded connection that was admitted; throws 429 for one too many. `stillMay` throws once it would not be any more. */
  open(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    access: Access,
    options: { number(): Promise<number>; stillMay(): Promise<void> },
  ): void {
    const workspace = access.within?.workspace;
    const by =
      access.who.kind === 'session' ? access.who.session : access.who.kind === 'machine' ? access.who.token : '';
    const beside = this.#listeners.get(workspace ?? '') ?? new Set<Listener>();
    if (workspace === undefined || [...beside].filter((one) => one.by === by).length >= MOST_PER_TOKEN)
      throw tooMany(BEAT_MILLISECONDS / 1_000);
    this.#server.handleUpgrade(request, socket, head, (opened) => {
      const listener: Listener = { socket: opened, workspace, by, alive: true, stillMay: options.stillMay };
      beside.add(listener);
      this.#listeners.set(workspace, beside);
      this.#metrics.listeners.inc();
      opened.on('pong', () => {
        listener.alive = true;
      });
      // Devices have nothing to say here.
      opened.on('message', () => opened.close(1008, 'nothing is expected'));
      opened.on('error', () => opened.terminate());
      opened.once('close', () => {
        beside.delete(listener);
        if (beside.size === 0 && this.#listeners.get(workspace) === beside) {
          this.#listeners.delete(workspace);
          this.#told.delete(workspace);
        }
        this.#metrics.listeners.dec();
      });
      options.number().then(
        (number) => {
          if (this.#listeners.has(workspace)) this.#told.set(workspace, Math.max(number, this.#toldOf(workspace)));
          opened.send(JSON.stringify({ number }));
        },
        (error: unknown) => {
          this.#log.error({ error }, 'a listener was not told the number');
          opened.close(1011);
        },
      );
    });
  }

  /** Workspaces that somebody listens to. */
  get listened(): string[] {
    return [...this.#listeners.keys()];
  }

  /** Whether nobody who listens to a workspace was told of a number yet. */
  isNews(workspace: string, number: number): boolean {
    return this.#listeners.has(workspace) && number > this.#toldOf(workspace);
  }

  #toldOf(workspace: string): number {
    return this.#told.get(workspace) ?? 0;
  }

  /** Tells everybody who listens to a workspace. */
  tell(workspace: string, number: number): void {
    if (!this.#listeners.has(workspace)) return;
    this.#told.set(workspace, Math.max(number, this.#toldOf(workspace)));
    const text = JSON.stringify({ number });
    for (const { socket } of this.#listeners.get(workspace) ?? []) {
      // One that takes nothing is behind anyway; it learns the number when it asks.
      if (socket.bufferedAmount < 65_536) socket.send(text);
    }
  }

  /** Closes all sockets, so that devices reconnect elsewhere. */
  close(): void {
    clearInterval(this.#beat);
    for (const listeners of this.#listeners.values()) {
      for (const { socket } of listeners) socket.close(1012, 'the server restarts');
    }
  }

  /** Ends at once what is still open: who was told to go and does not keeps no process from stopping. */
  end(): void {
    for (const listeners of this.#listeners.values()) for (const { socket } of listeners) socket.terminate();
  }

  /** Hangs up on who is silent, signed out, revoked or removed. */
  async #check(): Promise<void> {
    for (const listener of [...this.#listeners.values()].flatMap((listeners) => [...listeners])) {
      if (!listener.alive) {
        listener.socket.terminate();
        continue;
      }
      listener.alive = false;
      listener.socket.ping();
      try {
        await listener.stillMay();
      } catch {
        // Whatever the reason, who cannot be admitted now does not listen on; a device asks again and hears why.
        listener.socket.close(1008, 'not admitted any more');
      }
    }
  }
}
