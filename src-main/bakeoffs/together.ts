import { importers } from './importers/registry';
import { claimed } from './run-files';

/**
 * Files as runs: those that one reader takes together (the logs of several threads, a folder with results) are one group, every other
 * file is its own, and so are descriptions. In the order in which the first file of each group stands in the list. Names that stand
 * twice tell nothing and keep their files apart.
 */
export function together<F extends { name: string }>(
  files: readonly F[],
  isDescription: (name: string) => boolean,
): F[][] {
  const byName = new Map<string, F[]>();
  for (const file of files) byName.set(file.name, [...(byName.get(file.name) ?? []), file]);
  const single = [...byName].filter(([name, same]) => same.length === 1 && !isDescription(name));
  const names = single.map(([name]) => name).sort();
  const groups = claimed(names, importers).map((group) => group.map((name) => byName.get(name)![0]!));
  const groupOf = new Map(groups.flatMap((group) => group.map((file) => [file, group] as const)));
  const told = new Set<F[]>();
  return files.flatMap((file): F[][] => {
    const group = groupOf.get(file);
    if (!group) return [[file]];
    if (told.has(group)) return [];
    told.add(group);
    return [group];
  });
}
