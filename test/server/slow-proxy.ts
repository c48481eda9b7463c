import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** A network between devices and a server that can be slow, cut off, or cut in the middle of what it carries. */
export class SlowProxy {
  /** Milliseconds that everything is held back for. */
  delay = 0;
  /** Bytes that still come through to the server before the connection is cut; endless unless said. */
  bytesLeft = Number.POSITIVE_INFINITY;
  /** Bytes that went to the server. */
  sent = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cut = false;

  private constructor(target: URL) {
    this.#server = createServer((near) => {
      if (this.#cut) return void near.destroy();
      const far = createConnection({ host: target.hostname, port: Number(target.port) });
      const both = [near, far];
      for (const socket of both) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => {
          this.#sockets.delete(socket);
          for (const other of both) other.destroy();
        });
      }
      near.on('data', (bytes) => {
        this.sent += bytes.length;
        this.bytesLeft -= bytes.length;
        if (this.bytesLeft < 0) return void near.destroy();
        this.#later(() => far.write(bytes));
      });
      far.on('data', (bytes) => this.#later(() => near.write(bytes)));
    });
  }

  static async to(address: string): Promise<SlowProxy> {
    const proxy = new SlowProxy(new URL(address));
    await new Promise<void>((go) => proxy.#server.listen(0, '127.0.0.1', go));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  /** Ends every connection, and lets none through until it is mended. */
  cut(): void {
    this.#cut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#cut = false;
    this.bytesLeft = Number.POSITIVE_INFINITY;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((go) => this.#server.close(go));
  }

  #later(work: () => void): void {
    if (this.delay === 0) work();
    else setTimeout(work, this.delay);
  }
}
