/** The files that Criterion writes for one measurement of one benchmark. */
const written = new Set(['estimates.json', 'sample.json', 'benchmark.json', 'tukey.json', 'raw.csv']);

export interface NamedFile {
  /** `lookup/map/100`: the folder of the benchmark; empty where only the files themselves are known. */
  benchmark: string;
  /** `new`, `base`, `change` or the name of a saved baseline. */
  baseline: string;
  file: string;
}

/** The parts of a path such as `lookup/map/100/new/estimates.json`. */
export function partsOf(name: string): NamedFile {
  const parts = name.split('/');
  return { file: parts.at(-1)!, baseline: parts.at(-2) ?? '', benchmark: parts.slice(0, -2).join('/') };
}

/**
 * The groups of files that are one run each: everything below one `target/criterion`. The files of older measurements (`base`, `change`)
 * belong to the group too, so that nobody takes them for runs. The first file of a group is one that shows what it is.
 */
export function runsAmong(names: readonly string[]): string[][] {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    if (!written.has(partsOf(name).file)) continue;
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  const measured = [...folders].filter(([folder, files]) => isMeasurement(folder, files));
  const roots = rootsOf(
    measured.map(([folder]) => folder),
    names,
  );
  const groups = new Map<string, string[]>();
  for (const [folder, files] of measured) {
    const root = roots(folder);
    groups.set(root, [...(groups.get(root) ?? []), ...files]);
  }
  const rank = (name: string): number =>
    partsOf(name).file === 'estimates.json' && partsOf(name).baseline !== 'change' ? 0 : 1;
  return [...groups.values()].map((files) => files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

/** Whether the files of a folder are a measurement: estimates in a folder of that meaning, or with their samples. */
function isMeasurement(folder: string, files: readonly string[]): boolean {
  const has = (file: string): boolean => files.includes(`${folder}${file}`);
  if (!has('estimates.json')) return false;
  return has('sample.json') || has('benchmark.json') || /(^|\/)(new|base|change)\/$/.test(folder);
}

/** Finds the root of the run that a folder belongs to. */
function rootsOf(folders: readonly string[], names: readonly string[]): (folder: string) => string {
  const target = (folder: string): string | undefined => /^(?:.*\/)?criterion\/(?=[^/]+\/[^/]+\/)/.exec(folder)?.[0];
  if (folders.some(target)) return (folder) => target(folder) ?? '';
  return names.includes('report/index.html') || !areSeveralRuns(folders) ? () => '' : (folder) => topOf(folder);
}

const topOf = (folder: string): string => folder.slice(0, folder.indexOf('/') + 1);

/**
 * Whether the folders at the top are several runs of the same benchmarks (`a/fib`, `a/sort/quick`, `b/fib`, `b/sort/quick`) rather than
 * groups of one run: each has the same benchmarks, at depths that one group does not have.
 */
function areSeveralRuns(folders: readonly string[]): boolean {
  const below = new Map<string, string[]>();
  for (const folder of folders) {
    const top = topOf(folder);
    below.set(top, [...(below.get(top) ?? []), folder.slice(top.length)]);
  }
  const sets = [...below.values()].map((list) => list.sort().join('\n'));
  const depths = new Set([...below.values()][0]?.map((folder) => folder.split('/').length));
  return sets.length > 1 && sets.every((set) => set === sets[0]) && depths.size > 1;
}

/** The measurement of a benchmark to read among those that lie in its folder: the newest, else the one that was kept. */
export function currentOf(baselines: readonly string[]): string | undefined {
  const usable = baselines.filter((name) => name !== 'change').sort();
  return usable.find((name) => name === 'new') ?? usable.find((name) => name === 'base') ?? usable[0];
}
