import WebSocket from 'ws';
import type { ServerConnection } from './connection';

/** A socket that says nothing for so long is dead: the server beats every 30 s. Milliseconds. */
const SILENCE = 75_000;
const FIRST_BACK_OFF = 1_000;
const LONGEST_BACK_OFF = 300_000;

/**
 * Listens for the newest number of a workspace, as long as it is wanted. A lost socket is opened again, later each time; rounds are asked for
 * by the clock meanwhile, so nothing depends on it.
 */
export class NotifySocket {
  readonly #connection: ServerConnection;
  readonly #workspace: string;
  readonly #heard: (number: number) => void;
  #socket: WebSocket | null = null;
  #wanted = false;
  #failures = 0;
  #timer: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | null = null;
  /** Counts attempts, so that what a given-up one says is passed over. */
  #attempt = 0;

  constructor(connection: ServerConnection, workspace: string, heard: (number: number) => void) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#heard = heard;
  }

  /** Whether it listens just now. */
  get open(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  want(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#failures = 0;
    if (wanted) void this.#connect();
    else this.#drop();
  }

  #drop(): void {
    this.#attempt += 1;
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#silence) clearTimeout(this.#silence);
    this.#timer = null;
    this.#socket?.removeAllListeners();
    // Its last errors are nobody's any more.
    this.#socket?.on('error', () => {});
    this.#socket?.terminate();
    this.#socket = null;
  }

  async #connect(): Promise<void> {
    this.#drop();
    const attempt = this.#attempt;
    let headers: Record<string, string>;
    try {
      headers = await this.#connection.authorization();
    } catch {
      // The rounds hear the same and act on it.
      this.#later(attempt);
      return;
    }
    if (attempt !== this.#attempt || !this.#wanted) return;
    const url = `${this.#connection.address.replace(/^http/, 'ws')}/v1/workspaces/${this.#workspace}/notify`;
    const socket = new WebSocket(url, {
      headers,
      maxPayload: 4_096,
      handshakeTimeout: 15_000,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    const beat = (): void => {
      if (this.#silence) clearTimeout(this.#silence);
      this.#silence = setTimeout(() => socket.terminate(), SILENCE);
      this.#silence.unref();
    };
    socket.on('open', beat);
    socket.on('ping', beat);
    socket.on('message', (data) => {
      beat();
      this.#failures = 0;
      const number = numberIn(String(data));
      if (number !== null) this.#heard(number);
    });
    socket.on('error', () => {});
    socket.on('close', () => this.#later(attempt));
  }

  #later(attempt: number): void {
    if (attempt !== this.#attempt || !this.#wanted) return;
    const wait = Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** this.#failures) * (0.8 + 0.4 * Math.random());
    this.#failures = Math.min(this.#failures + 1, 20);
    this.#timer = setTimeout(() => void this.#connect(), wait);
    this.#timer.unref();
  }
}

function numberIn(text: string): number | null {
  try {
    const { number } = JSON.parse(text) as { number?: unknown };
    return typeof number === 'number' ? number : null;
  } catch {
    return null;
  }
}
