import type { DeskEvent } from '../src-shared/system';

/** What a process tells everybody who listens to it. */
export class DeskEvents {
  readonly #listeners = new Set<(event: DeskEvent) => void>();

  tell(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Streams events until the signal aborts. */
  async *stream(signal?: AbortSignal): AsyncGenerator<DeskEvent> {
    const queue: DeskEvent[] = [];
    let wake: () => void = () => {};
    const listen = (event: DeskEvent): void => {
      queue.push(event);
      wake();
    };
    this.#listeners.add(listen);
    signal?.addEventListener('abort', () => wake(), { once: true });
    try {
      while (!signal?.aborted) {
        const next = queue.shift();
        if (next) yield next;
        else {
          await new Promise<void>((go) => {
            wake = go;
          });
        }
      }
    } finally {
      this.#listeners.delete(listen);
    }
  }
}
