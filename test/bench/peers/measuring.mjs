// What the measurements of other programs share.
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds that a piece of work takes. */
export async function timed(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Waits until a server answers at an address. */
export async function answers(address) {
  for (let turn = 0; turn < 120; turn += 1) {
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Not yet.
    }
    await sleep(250);
  }
  throw new Error(`Nothing answers at ${address}.`);
}

/** A port of this machine that is free just now. */
export function freePort() {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}
