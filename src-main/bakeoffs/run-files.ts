import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { fileError, openHarnessFile } from './harness-file';
import type { Importer } from './importers/interface';
import { recognise } from './importers/registry';

/** The files of one run. */
export type FileGroup = { name: string; path: string }[];

export interface Groups {
  groups: FileGroup[];
  /** Whether the path stands for one result. */
  whole: boolean;
  /** The folder's name with a slash, where the path is a folder that is one result of several files. */
  folder?: string;
  passedOver: string[];
}

/** The runs that lie under a path. */
export async function groupsOf(path: string, importers: readonly Importer[]): Promise<Groups> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(path)).isDirectory();
  } catch (error) {
    throw fileError(error, path);
  }
  return isFolder ? groupsInFolder(path, importers) : groupOfFile(path, importers);
}

/** A file with the files beside it that belong to the same run. */
async function groupOfFile(path: string, importers: readonly Importer[]): Promise<Groups> {
  const name = basename(path);
  const alone: Groups = { groups: [[{ name, path }]], whole: true, passedOver: [] };
  if (!importers.some(({ together }) => together)) return alone;
  const folder = dirname(path);
  const beside = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const names = beside.map((entry) => entry.name).sort();
  const group = claimed(names, importers).find((one) => one.includes(name));
  return group ? { ...alone, groups: [group.map((one) => ({ name: one, path: join(folder, one) }))] } : alone;
}

const mostFiles = 10_000;
const deepest = 16;

async function groupsInFolder(path: string, importers: readonly Importer[]): Promise<Groups> {
  const names = await filesBelow(path);
  const sourceOf = (name: string): { name: string; path: string } => ({ name, path: join(path, name) });
  const together = claimed(names, importers);
  const groups = together.map((group) => group.map(sourceOf));
  const taken = new Set(together.flat());
  const passedOver: string[] = [];
  for (const name of names) {
    if (taken.has(name)) continue;
    const { head } = await openHarnessFile(sourceOf(name));
    if (recognise(head, name, importers)) groups.push([sourceOf(name)]);
    else passedOver.push(join(path, name));
  }
  if (groups.length === 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `No file in this folder is a result of a known harness (${names.length} looked at).`,
      where: { file: path },
    });
  }
  const whole = together.length === 1 && groups.length === 1;
  const name = whole && groups[0]!.length > 1 ? { folder: `${basename(resolve(path))}/` } : {};
  return { groups, whole, passedOver, ...name };
}

/** The groups among `names` that readers of several files claim, each file at most once. */
export function claimed(names: readonly string[], importers: readonly Importer[]): string[][] {
  const taken = new Set<string>();
  return importers
    .flatMap((importer) => importer.together?.(names) ?? [])
    .filter((group) => {
      const free = group.length > 0 && !group.some((name) => taken.has(name));
      if (free) for (const name of group) taken.add(name);
      return free;
    });
}

/** Files below a folder in the order of their names; links and hidden entries are passed over. */
export async function filesBelow(root: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) found.push(name);
      else if (entry.isDirectory() && depth < deepest) await visit(name, depth + 1);
      if (found.length > mostFiles) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `The folder has more than ${mostFiles} files.`,
          where: { file: root },
          hint: 'Name the folder or the files of the runs themselves.',
        });
      }
    }
  };
  await visit('', 1);
  return found;
}
