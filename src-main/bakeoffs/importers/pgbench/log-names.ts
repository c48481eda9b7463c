/**
 * The logs of one run among file names: pgbench writes one a thread, `PREFIX.PID` for the first and `PREFIX.PID.1`, `PREFIX.PID.2`
 * … for the others. Names that were shortened to `…log.0`, `…log.1` … count as well. Logs of other process ids are other runs.
 */
export function threadsTogether(names: readonly string[]): string[][] {
  const all = new Set(names);
  const groups: string[][] = [];
  for (const name of names) {
    const first = /^(.+log)\.0$/.exec(name);
    const base = first ? first[1]! : /^.+\.\d{2,}$/.test(name) ? name : undefined;
    if (base === undefined) continue;
    const group = [name];
    while (all.has(`${base}.${group.length}`)) group.push(`${base}.${group.length}`);
    if (group.length > 1) groups.push(group);
  }
  return groups;
}
