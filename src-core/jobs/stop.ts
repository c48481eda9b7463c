import { ProofdeskError } from '../../src-shared/kernel/errors';

const RUNNING = 0;
const STOPPED = 1;
const SETTLED = 2;

/**
 * One word of memory that a job and who started it share, so that work that never lets its thread breathe (a transaction) sees a cancel
 * at once, and so that of a cancel and of a result taking effect exactly one wins.
 */
export class Stop {
  readonly #word: Int32Array;

  /** @param memory what another thread was given of the same job; new memory otherwise */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(4)) {
    this.#word = new Int32Array(memory);
  }

  /** Asks the job to stop. False when it has settled before: then it takes effect. */
  ask(): boolean {
    return Atomics.compareExchange(this.#word, 0, RUNNING, STOPPED) !== SETTLED;
  }

  /** Throws `cancelled` when the job was asked to stop. */
  check(): void {
    if (Atomics.load(this.#word, 0) === STOPPED) throw stopped();
  }

  /** Lets the result stand whatever is asked from now on; throws `cancelled` when it was asked before. */
  settle(): void {
    if (Atomics.compareExchange(this.#word, 0, RUNNING, SETTLED) === STOPPED) throw stopped();
  }

  get settled(): boolean {
    return Atomics.load(this.#word, 0) === SETTLED;
  }
}

function stopped(): ProofdeskError {
  return new ProofdeskError({ code: 'cancelled', message: 'It was cancelled; nothing of it was kept.' });
}
