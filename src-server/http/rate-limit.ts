/**
 * Requests a minute of each token and of each address without one, as token buckets in this process. Not in PostgreSQL: a limit there would
 * cost every request a write, and N processes behind a balancer let through at most N times the limit, which still bounds an attacker.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Whether anything was taken for `key` of late. */
  knows(key: string): boolean {
    return this.#buckets.has(key);
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }

  /** Takes `cost` of what is left for `key`; answers 0, or the seconds after which there is enough again. */
  take(key: string, cost = 1): number {
    const now = this.#now();
    const perMillisecond = this.#perMinute / 60_000;
    const left = this.#left(key, now);
    if (this.#buckets.size > 100_000) this.#forgetFull(now);
    if (left < cost) {
      // What costs more than one request is a penalty: it takes what is there.
      this.#buckets.set(key, { left: cost > 1 ? 0 : left, at: now });
      return Math.max(1, Math.ceil((cost - left) / perMillisecond / 1_000));
    }
    this.#buckets.set(key, { left: left - cost, at: now });
    return 0;
  }

  /** Takes nothing; answers 0, or the seconds after which there is something left for `key`. */
  wait(key: string): number {
    const missing = 1 - this.#left(key, this.#now());
    return missing <= 0 ? 0 : Math.max(1, Math.ceil((missing * 60) / this.#perMinute));
  }

  #left(key: string, now: number): number {
    const bucket = this.#buckets.get(key) ?? { left: this.#perMinute, at: now };
    return Math.min(this.#perMinute, bucket.left + (Math.max(0, now - bucket.at) * this.#perMinute) / 60_000);
  }

  /** Whoever has not asked for a minute has a full bucket, which is what a new one is. */
  #forgetFull(now: number): void {
    for (const [key, { at }] of this.#buckets) if (now - at > 60_000) this.#buckets.delete(key);
    if (this.#buckets.size > 100_000) this.#buckets.clear();
  }
}
