import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { readNamedJson, writeNamedFile } from '../../src-core/files/named-file';
import { draftMapping, type MappingChoice, mappingFileText, readMappingFile } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, facts, table } from '../command-line';
import { isDescription } from './facts-in-file';
import type { Inspection, InspectOptions } from './inspect';

const noMapping = { 66: 'there is no such mapping, file or workspace' };

/** Mappings on the command line: begun from a file, tried with `inspect --mapping`, saved, shown, archived. */
export const mappingCliCommands: readonly CliCommand[] = [
  {
    name: ['mapping', 'draft'],
    about: 'Begin a mapping for a result file of any tool, from its header and first rows; needs no workspace.',
    arguments: [{ name: 'FILE', about: 'CSV, NDJSON, Parquet or text' }],
    options: [
      { name: 'name', value: 'NAME', about: 'what the mapping is called; the name of the file unless said' },
      { name: 'out', value: 'FILE', about: 'where to write it; standard output unless said' },
    ],
    exitCodes: { 65: 'the file is damaged', 66: 'there is no such file', 69: 'a file cannot be read or written' },
    examples: [
      { line: 'proofdesk mapping draft own.csv > mapping.json', about: 'to be looked at and mended in an editor' },
      {
        line: 'proofdesk mapping draft own.csv --name "Our load script" --out mapping.json',
        about: 'with its name',
      },
    ],
    async run(call) {
      const { peekInto } = await import('./mapped/peek');
      const named = call.argument('FILE');
      const path = resolve(call.io.folder, named);
      const content = draftMapping(await peekInto({ name: basename(path), path }));
      const name = call.option('name') ?? basename(path);
      const text = mappingFileText({ name, content });
      const output = call.option('out');
      if (output === undefined) call.answer({ name, ...content }, () => text);
      else {
        await writeNamedFile(resolve(call.io.folder, output), text, output);
        call.answer({ file: output }, () => `${output}\n`);
      }
      return 0;
    },
  },
  {
    name: ['mapping', 'save'],
    about: 'Save a mapping under its name; a name that is there already gets a new version.',
    arguments: [{ name: 'FILE', about: 'the mapping as JSON' }],
    options: [{ name: 'name', value: 'NAME', about: 'outweighs the name in the file' }],
    exitCodes: {
      65: 'this is no mapping',
      66: noMapping[66],
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk mapping save mapping.json', about: 'under the name in the file' },
      {
        line: 'proofdesk mapping save mapping.json --name "Our load script" --json',
        about: 'prints version and digest',
      },
    ],
    async run(call) {
      const { name, content } = await mappingOfFile(call, call.argument('FILE'));
      const client = await call.client();
      const { result, receipt } = await client.bakeoffs.saveMapping({ input: { name, content } });
      call.answer({ name, ...result!, receipt }, () => `${name}, version ${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['mapping', 'list'],
    about: 'List saved mappings, by name.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk mapping list', about: 'all mappings' },
      { line: 'proofdesk mapping list --json', about: 'with their digests' },
    ],
    async run(call) {
      const mappings = await (await call.client()).bakeoffs.mappings();
      call.answer({ mappings }, () =>
        table(
          [
            { title: 'Name', value: ({ name }) => name },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'Tool', value: ({ tool }) => tool },
            { title: 'Version', right: true, value: ({ version }) => String(version) },
            { title: 'SHA-256', value: ({ sha256 }) => sha256.slice(0, 16) },
            { title: 'Saved by', value: ({ byName }) => byName },
          ],
          mappings,
          'No mappings.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['mapping', 'show'],
    about: 'Show a saved mapping with its versions, or write it as a file for another workspace.',
    arguments: [{ name: 'MAPPING', about: 'its name or id' }],
    options: [{ name: 'out', value: 'FILE', about: 'write the mapping as JSON to this file' }],
    exitCodes: { ...noMapping, 69: 'the file cannot be written' },
    examples: [
      { line: 'proofdesk mapping show "Our load script"', about: 'what it says, and its versions' },
      { line: 'proofdesk mapping show "Our load script" --out mapping.json', about: 'to save it elsewhere' },
    ],
    async run(call) {
      const view = await (await call.client()).bakeoffs.mapping({ mapping: call.argument('MAPPING') });
      const text = mappingFileText(view);
      const output = call.option('out');
      if (output !== undefined) await writeNamedFile(resolve(call.io.folder, output), text, output);
      call.answer(view, () =>
        output === undefined
          ? `${facts([
              ['Version', `${view.version}, SHA-256 ${view.sha256}`],
              ['Saved', `${new Date(view.at).toISOString().slice(0, 19)}Z${view.byName ? ` by ${view.byName}` : ''}`],
              ['Versions', view.versions.map(({ version }) => String(version)).join(', ')],
            ])}\n${text}`
          : `${output}\n`,
      );
      return 0;
    },
  },
  {
    name: ['mapping', 'archive'],
    about: 'Archive a mapping with all its versions; runs that were read through it keep their copy.',
    arguments: [{ name: 'MAPPING', about: 'its name or id' }],
    exitCodes: { ...noMapping, 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk mapping archive "Our load script"', about: 'it is offered no longer' },
      { line: 'proofdesk mapping archive "Our load script" --json', about: 'prints how many versions it had' },
    ],
    async run(call) {
      const mapping = call.argument('MAPPING');
      const { result, receipt } = await (await call.client()).bakeoffs.archiveMapping({ input: { mapping } });
      call.answer({ ...result!, receipt }, () => `Archived ${mapping}.\n`);
      return 0;
    },
  },
];

/** The mapping in a JSON file; its name is what `--name` says, else what the file says, else the name of the file. */
async function mappingOfFile(call: CliCall, named: string) {
  const file = readMappingFile(await readNamedJson(resolve(call.io.folder, named), named), { file: named });
  return { name: call.option('name') ?? file.name ?? basename(named), content: file.content };
}

/** What `--mapping` names: a JSON file where there is one of that name, else a saved mapping. */
export async function mappingChoice(call: CliCall): Promise<MappingChoice | undefined> {
  const named = call.option('mapping');
  if (named === undefined) return undefined;
  const found = await stat(resolve(call.io.folder, named)).catch(() => null);
  if (!found?.isFile()) {
    if (!/\.json$/i.test(named)) return { saved: named };
  }
  const { name, content } = readMappingFile(await readNamedJson(resolve(call.io.folder, named), named), {
    file: named,
  });
  return { name: name ?? basename(named), content };
}

/** The files that were named, and of folders those that the mapping fits, with the descriptions beside them; what else lies there is noted. */
export async function filesThrough(
  call: CliCall,
  paths: readonly string[],
  choice: MappingChoice,
): Promise<{ path: string; name: string }[]> {
  const [{ fileHead, mappingFits }, { filesBelow }] = await Promise.all([
    import('./mapped/fits'),
    import('./run-files'),
  ]);
  const content =
    'content' in choice
      ? choice.content
      : (await (await call.client()).bakeoffs.mapping({ mapping: choice.saved })).content;
  const found = new Map<string, string>();
  for (const named of paths) {
    const path = resolve(call.io.folder, named);
    if (!(await isFolder(path))) {
      found.set(path, basename(path));
      continue;
    }
    for (const name of await filesBelow(path)) {
      const one = resolve(path, name);
      if (isDescription(name) || mappingFits(content, await fileHead({ name, path: one }))) found.set(one, name);
      else call.note(`${name} does not fit the mapping; passed over.`);
    }
  }
  return [...found].map(([path, name]) => ({ path, name }));
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Inspects files one by one through a mapping in a JSON file. Throws for the first that cannot be read. */
export async function inspectThrough(
  call: CliCall,
  paths: readonly string[],
  named: string,
  options: InspectOptions,
): Promise<Inspection[]> {
  const { inspectionOf, parsedRun } = await import('./inspect');
  const { linePatterns } = await import('./mapped/patterns');
  const { name, content } = readMappingFile(await readNamedJson(resolve(call.io.folder, named), named), {
    file: named,
  });
  if (content.kind === 'text') linePatterns(content);
  const found: Inspection[] = [];
  for (const path of paths) {
    if (await isFolder(path)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A mapping reads files, and this is a folder.',
        where: { file: path },
        hint: 'Name the files in it.',
      });
    }
    const run = await parsedRun(
      { name: basename(path), path },
      { ...options, mapping: { name: name ?? named, content } },
    );
    found.push(inspectionOf(run));
  }
  return found;
}
