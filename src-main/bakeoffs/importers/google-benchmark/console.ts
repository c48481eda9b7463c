import type { Json } from '../interface';

/** What Google Benchmark prints about the machine before the results (to the error stream, often in the same file). */
export function contextLine(line: string): { [name: string]: Json } {
  const running = /^Running (\S.*)$/.exec(line)?.[1];
  if (running !== undefined) return { executable: running, command: running };
  const machine = /^Run on \((\d+) X (\d+(?:\.\d+)?) MHz CPUs?\s*s?\)/.exec(line);
  if (machine) return { num_cpus: Number(machine[1]), mhz_per_cpu: Number(machine[2]) };
  if (/^\*{3}WARNING\*{3} CPU scaling is enabled/.test(line)) return { cpu_scaling_enabled: true };
  if (/^\*{3}WARNING\*{3} Library was built as DEBUG/.test(line)) return { library_build_type: 'debug' };
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/.test(line)) return { date: line, startedAt: line };
  return {};
}
