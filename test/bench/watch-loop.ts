/** How long a call may have had to wait, in milliseconds. */
export interface Held {
  /** As a clock saw it, with whatever else the machine did meanwhile. */
  clock: number;
  /** What this thread worked in one go, in processor time. */
  work: number;
}

/** The longest that a timer came late since this was called: as long a call would have waited. */
export function watchLoop(): () => Held {
  const longest: Held = { clock: 0, work: 0 };
  let due = performance.now() + 5;
  let used = working();
  const timer = setInterval(() => {
    longest.clock = Math.max(longest.clock, performance.now() - due);
    const now = working();
    longest.work = Math.max(longest.work, now - used);
    used = now;
    due = performance.now() + 5;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

function working(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
