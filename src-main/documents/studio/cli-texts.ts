import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkContrast, type DocumentKind, disclosures, documentKinds } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, facts, requiredOption, table } from '../../command-line';

const snippetArgument = { name: 'SNIPPET', about: 'its number, such as DS-A7-0001, or its id' };
const snippetExitCodes = { 66: 'there is no such snippet', 77: 'the policies forbid it' } as const;
const textOptions = [
  { name: 'title', value: 'TEXT', about: 'what it is called' },
  { name: 'text', value: 'TEXT', about: 'what it says; paragraphs are separated by empty lines' },
  { name: 'locale', value: 'LOCALE', about: 'its language, such as en-GB or de' },
  { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'the widest circle that it may go to' },
] as const;

const disclosureOf = (call: CliCall) => call.option('disclosure') as (typeof disclosures)[number] | undefined;

async function showSnippet(call: CliCall, named: string): Promise<number> {
  const snippet = await (await call.client()).documents.snippets.get({ snippet: named });
  call.answer(
    snippet,
    () =>
      `${snippet.number}\n${facts([
        ['Title', snippet.title],
        ['Language', snippet.locale],
        ['For', snippet.disclosure],
        ['State', snippet.state],
        ['Approved', snippet.approved === null ? 'no version yet' : `version ${snippet.approved}`],
        ['Used in', snippet.usedIn.map(({ number, version }) => `${number} (version ${version})`).join(', ') || '–'],
      ])}\n${snippet.text}\n`,
  );
  return 0;
}

/** Snippets, templates and the brand on the command line. */
export const studioTextCliCommands: readonly CliCommand[] = [
  {
    name: ['document', 'snippets'],
    about: 'List snippets: texts that may be used in documents once they are approved.',
    options: [
      { name: 'usable-for', value: 'WHOM', choices: disclosures, about: 'only approved ones that may go this far' },
      { name: 'locale', value: 'LOCALE', about: 'only those in this language' },
    ],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk document snippets', about: 'all, with their state' },
      { line: 'proofdesk document snippets --usable-for nda --json', about: 'those that a customer may read' },
    ],
    async run(call) {
      const snippets = await (await call.client()).documents.snippets.list({
        locale: call.option('locale'),
        usableFor: call.option('usable-for') as (typeof disclosures)[number] | undefined,
      });
      call.answer({ snippets }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Language', value: ({ locale }) => locale },
            { title: 'For', value: ({ disclosure }) => disclosure },
            { title: 'Approved', right: true, value: ({ approved }) => approved ?? '–' },
            { title: 'State', value: ({ state }) => state },
            { title: 'Uses', right: true, value: ({ uses }) => uses },
          ],
          snippets,
          'No snippet was written yet.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'snippet'],
    about: 'Show, write, edit, hand in or put away a snippet.',
    arguments: [{ ...snippetArgument, optional: true }],
    options: [
      ...textOptions,
      { name: 'submit', about: 'freeze it as it stands and ask for approval' },
      { name: 'archive', about: 'put it away' },
    ],
    exitCodes: snippetExitCodes,
    examples: [
      { line: 'proofdesk document snippet DS-A7-0001', about: 'what it says, and where it is used' },
      {
        line: 'proofdesk document snippet --title Security --text "Audited every year." --locale en-GB',
        about: 'writes one',
      },
      { line: 'proofdesk document snippet DS-A7-0001 --submit --json', about: 'asks legal' },
    ],
    async run(call) {
      const { snippets } = (await call.client()).documents;
      const fields = { title: call.option('title'), text: call.option('text'), locale: call.option('locale') };
      if (!call.has('SNIPPET')) {
        const { result } = await snippets.create({
          input: {
            title: requiredOption(call, 'title'),
            text: requiredOption(call, 'text'),
            locale: requiredOption(call, 'locale'),
            disclosure: disclosureOf(call),
          },
        });
        return showSnippet(call, result!.id);
      }
      const snippet = call.argument('SNIPPET');
      if (call.flag('archive')) {
        const { receipt } = await snippets.archive({ input: { snippet } });
        call.answer({ snippet, receipt }, () => `${snippet} is put away.\n`);
        return 0;
      }
      const disclosure = disclosureOf(call);
      if (disclosure || Object.values(fields).some((value) => value !== undefined)) {
        await snippets.edit({ input: { snippet, ...fields, disclosure } });
      }
      if (!call.flag('submit')) return showSnippet(call, snippet);
      const { result, receipt } = await snippets.submit({ input: { snippet } });
      call.answer({ ...result!, receipt }, () => `Version ${result!.version} waits for approval.\n`);
      return 0;
    },
  },
  {
    name: ['document', 'templates'],
    about: 'List the templates that documents are set with: those that came with Proofdesk, and the workspace’s own.',
    options: [{ name: 'kind', value: 'KIND', choices: documentKinds, about: 'only those for this kind' }],
    examples: [
      { line: 'proofdesk document templates', about: 'all' },
      { line: 'proofdesk document templates --kind quote --json', about: 'for quotes, with digests' },
    ],
    async run(call) {
      const templates = await (await call.client()).documents.templates.list({
        kind: call.option('kind') as DocumentKind | undefined,
      });
      call.answer({ templates }, () =>
        table(
          [
            { title: 'Name', value: ({ name }) => name },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'Uses', right: true, value: ({ uses }) => uses },
            { title: 'Note', value: ({ behind }) => (behind ? 'the shipped one has changed since' : '') },
            { title: 'SHA-256', value: ({ sha256 }) => sha256.slice(0, 12) },
          ],
          templates,
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'template'],
    about: 'Copy a template into a folder to edit it, or save an edited folder as a template of the workspace.',
    arguments: [{ name: 'FOLDER', about: 'where its Typst files lie, or are written' }],
    options: [
      { name: 'kind', value: 'KIND', choices: documentKinds, about: 'copy the shipped template of this kind' },
      { name: 'name', value: 'NAME', about: 'save the folder as this template; made anew where there is none' },
      { name: 'check', about: 'only try the folder on an example' },
    ],
    exitCodes: {
      65: 'the template cannot be set; file, line and column are named',
      66: 'there is no such folder',
      77: 'only legal and admins edit templates',
    },
    examples: [
      { line: 'proofdesk document template house --kind quote', about: 'writes quote.typ and grid.typ into house/' },
      { line: 'proofdesk document template house --kind quote --check', about: 'says where it is wrong' },
      { line: 'proofdesk document template house --kind quote --name "House style" --json', about: 'saves it' },
    ],
    async run(call) {
      const { templates } = (await call.client()).documents;
      const folder = resolve(call.io.folder, call.argument('FOLDER'));
      const kind = requiredOption(call, 'kind') as DocumentKind;
      const name = call.option('name');
      if (name === undefined && !call.flag('check')) {
        const { files } = await templates.get({ kind });
        await mkdir(folder, { recursive: true });
        for (const file of files) await writeFile(join(folder, file.name), file.text, { flag: 'wx' });
        call.answer({ folder, files: files.map((file) => file.name) }, () => `${folder}\n`);
        return 0;
      }
      const files = await filesIn(folder);
      const { problem } = await templates.check({ kind, files });
      if (problem) {
        const { message, file, line, column, hint } = problem;
        throw new ProofdeskError({
          code: 'bad-input',
          message,
          where: {
            ...(file && { file: file.replace(/^template\//, '') }),
            ...(line && { line }),
            ...(column && { column }),
          },
          ...(hint && { hint }),
        });
      }
      if (name === undefined) {
        call.answer({ kind, problem }, () => 'The template can be set.\n');
        return 0;
      }
      const own = (await templates.list({ kind })).find((one) => one.id !== null && one.name === name);
      const id = own?.id ?? (await templates.copy({ kind, name })).id!;
      const saved = await templates.save({ template: id, files });
      call.answer(saved, () => `“${saved.name}” is saved.\n`);
      return 0;
    },
  },
  {
    name: ['document', 'contrast'],
    about: 'Check whether the colours of a brand can be seen and read on paper, and what would pass.',
    options: [
      { name: 'accent', value: '#RRGGBB', about: 'colour of lines (required)' },
      { name: 'heading', value: '#RRGGBB', about: 'colour of headings' },
    ],
    exitCodes: { 1: 'a colour has too little contrast' },
    examples: [
      {
        line: 'proofdesk document contrast --accent "#ffcc00"',
        about: 'the ratio, and the nearest colour that passes',
      },
      { line: 'proofdesk document contrast --accent "#1f4fd8" --heading "#1a3a6b" --json', about: 'for a script' },
    ],
    async run(call) {
      const colour = (name: string, value: string): string => {
        if (/^#[0-9a-f]{6}$/i.test(value)) return value;
        throw new ProofdeskError({ code: 'usage', message: `--${name} takes a colour such as #1f4fd8, not ${value}.` });
      };
      const heading = call.option('heading');
      const checks = checkContrast({
        accent: colour('accent', requiredOption(call, 'accent')),
        heading: heading === undefined ? null : colour('heading', heading),
      });
      call.answer({ checks }, () => `${checks.map(({ message }) => message).join('\n')}\n`);
      return checks.every(({ passes }) => passes) ? 0 : 1;
    },
  },
];

async function filesIn(folder: string): Promise<{ name: string; text: string }[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.typ')).sort();
  } catch (cause) {
    throw new ProofdeskError(
      { code: 'not-found', message: `There is no folder ${folder}.`, where: { file: folder } },
      { cause },
    );
  }
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}
