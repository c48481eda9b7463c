import { basename, relative, resolve, sep } from 'node:path';
import { readNamedText } from '../../src-core/files/named-file';
import type { MappingChoice, ReadFile, ReadingView } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, table } from '../command-line';
import { filesThrough, mappingChoice } from './cli-mapping';
import { type Description, isDescription, mergedFacts, readDescription } from './facts-in-file';

export const importCliCommands: readonly CliCommand[] = [
  {
    name: ['bakeoff', 'import'],
    about: 'Import result files as runs: all of them in one act, or none.',
    arguments: [
      { name: 'BAKEOFF', about: 'its number or id' },
      { name: 'PATH', about: 'result files, their descriptions (NAME.meta.json), or folders with both', many: true },
    ],
    options: [
      {
        name: 'side',
        value: 'SIDE',
        about: 'whose runs they are; else their descriptions or names tell',
        choices: ['ours', 'theirs'],
      },
      {
        name: 'confirm',
        value: 'CODE',
        about: 'confirm a kind of warning by its name; several times if need be',
        many: true,
      },
      {
        name: 'facts',
        value: 'FILE',
        about: 'recorded facts of all these runs as JSON, laid over what the files tell',
      },
      {
        name: 'mapping',
        value: 'MAPPING',
        about: 'read the files through this: the name of a saved mapping, or a JSON file with one',
      },
      { name: 'skip-known', about: 'leave out files that were imported before, instead of refusing' },
    ],
    exitCodes: {
      65: 'a file cannot be read, or has warnings that were not confirmed',
      66: 'there is no such file or bakeoff',
      69: 'a file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk bakeoff import B-A7-0001 runs/', about: 'a folder with results and descriptions' },
      {
        line: 'proofdesk bakeoff import B-A7-0001 a.jtl --side ours --confirm skipped-rows --json',
        about: 'one file whose skipped rows are known',
      },
      {
        line: 'proofdesk bakeoff import B-A7-0001 ours.csv --side ours --mapping "Our load script"',
        about: 'a file of a tool that is not among the known ones',
      },
    ],
    async run(call) {
      const { bakeoff, runs, receipt } = await importPaths(call, call.argument('BAKEOFF'), {
        paths: call.argumentList('PATH'),
        side: call.option('side'),
        confirmed: call.optionList('confirm'),
        skipKnown: call.flag('skip-known'),
        over: await factsOf(call),
        mapping: await mappingChoice(call),
      });
      call.answer({ bakeoff, runs, receipt }, () =>
        table(
          [
            { title: 'Run', value: ({ name }) => name },
            { title: 'Side', value: (run) => run.side },
            { title: 'SHA-256', value: ({ sha256 }) => sha256?.slice(0, 16) },
          ],
          runs,
        ),
      );
      return 0;
    },
  },
];

/** What is imported, and what is said about it beside the files. */
export interface PathsToImport {
  paths: readonly string[];
  side?: string | undefined;
  confirmed?: string[];
  skipKnown?: boolean;
  over?: Description | null;
  mapping?: MappingChoice | undefined;
}

/** Reads files and folders and imports them as runs, all of them in one act. */
export async function importPaths(call: CliCall, named: string, wanted: PathsToImport) {
  const { side, confirmed = [], over = null } = wanted;
  const session = await call.session();
  const client = await call.client();
  const view = await client.bakeoffs.get({ bakeoff: named });
  const paths = wanted.mapping
    ? await filesThrough(call, wanted.paths, wanted.mapping)
    : await filesOf(call, wanted.paths);
  const handed = await Promise.all(paths.map(({ path, name }) => session.desk.intake.point(path, name)));
  const reading = await readAll(
    call,
    view.id,
    handed.map(({ id }) => id),
    wanted.mapping,
  );
  const chosen = chosenFiles(reading, call, wanted.skipKnown === true);
  const contenderOf = (file: ReadFile): string => {
    const found = view.contenders.find((one) => one.side === side)?.id ?? file.suggested?.contender;
    if (found) return found;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `It is not known whose run ${file.name} is.`,
      where: { file: file.name },
      hint: 'Say it with --side, or put a description with the product beside the file.',
    });
  };
  const outcome = await client.bakeoffs.importRuns({
    reading: reading.id,
    runs: chosen.map((file) => ({
      file: file.file,
      contender: contenderOf(file),
      confirmed,
      ...(over && { metadata: mergedFacts(file.metadata, over.metadata) }),
      ...(over?.ranBy && { ranBy: over.ranBy }),
    })),
  });
  const runs = chosen.map((file, index) => ({
    run: outcome.result!.runs[index]!,
    name: file.name,
    side: view.contenders.find(({ id }) => id === contenderOf(file))?.side ?? null,
    sha256: file.sha256,
  }));
  return { bakeoff: view.number, runs, receipt: outcome.receipt };
}

/**
 * The files that were named with what belongs to the same run beside them, and of folders those that are results or descriptions; what
 * else lies there is noted.
 */
async function filesOf(call: CliCall, paths: readonly string[]): Promise<{ path: string; name: string }[]> {
  const [{ groupsOf }, { importers }] = await Promise.all([import('./run-files'), import('./importers/registry')]);
  const found = new Map<string, string>();
  for (const named of paths) {
    const path = resolve(call.io.folder, named);
    if (isDescription(path)) {
      found.set(path, basename(path));
      continue;
    }
    const { groups, passedOver } = await groupsOf(path, importers);
    for (const file of groups.flat()) found.set(file.path, file.name);
    for (const other of passedOver) {
      if (isDescription(other)) found.set(other, relative(path, other).replaceAll(sep, '/'));
      else call.note(`${relative(path, other)} is no result of a known harness; passed over.`);
    }
  }
  return [...found].map(([path, name]) => ({ path, name }));
}

/** Reads the files as a job of this process, with its progress; Ctrl-C cancels it. */
async function readAll(
  call: CliCall,
  bakeoff: string,
  files: string[],
  mapping: MappingChoice | undefined,
): Promise<ReadingView> {
  const { desk } = await call.session();
  const client = await call.client();
  const { reading, job } = await client.bakeoffs.read({ bakeoff, files, ...(mapping && { mapping }) });
  const stop = () => void desk.jobs.cancel(job);
  call.signal.addEventListener('abort', stop, { once: true });
  const forget = desk.jobs.subscribe(({ id, progress, message }) => {
    if (id === job) call.progress(progress, message);
  });
  const view = await client.bakeoffs.reading({ reading, wait: true });
  forget();
  call.signal.removeEventListener('abort', stop);
  if (view.error) throw new ProofdeskError(view.error);
  return view;
}

/** The files that are imported: every one that was read, but those that are known where that was asked for. */
function chosenFiles(reading: ReadingView, call: CliCall, skipKnown: boolean): ReadFile[] {
  const chosen: ReadFile[] = [];
  for (const { problem, ...file } of reading.files) {
    if (problem) throw new ProofdeskError(problem);
    if (file.duplicateOf && skipKnown) {
      call.note(`${file.name} was imported before as ${file.duplicateOf.name}; left out.`);
    } else chosen.push({ problem, ...file });
  }
  if (chosen.length > 0) return chosen;
  throw new ProofdeskError({ code: 'bad-input', message: 'Nothing of this is left to import.' });
}

/** Facts that were given for all files of the import. */
async function factsOf(call: CliCall): Promise<Description | null> {
  const named = call.option('facts');
  if (named === undefined) return null;
  const text = await readNamedText(resolve(call.io.folder, named), named);
  const description = readDescription(named, text);
  for (const note of description.notes) call.note(note);
  return description;
}
