import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readingProblem, writingProblem } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { BrokenOffJoining } from '../../src-shared/sync/contract';
import { type Role, roles } from '../../src-shared/workspace';
import { type CliCall, type CliCommand, facts, requiredOption, showingJob, table } from '../command-line';

const noWorkspace = { 66: 'there is no such workspace' };

const when = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Workspaces and the people in them, from the command line. */
export const workspaceCliCommands: readonly CliCommand[] = [
  {
    name: ['workspace', 'list'],
    about:
      'List the workspaces that were opened on this device, the last one first, and those that are only half here.',
    examples: [
      { line: 'proofdesk workspace list', about: 'names and folders' },
      { line: 'proofdesk workspace list --json', about: 'the same for a script' },
    ],
    async run(call) {
      const client = await call.client('none');
      const brokenOff = await client.sync.brokenOff();
      const recent = await client.workspace.recent();
      call.answer({ workspaces: recent, brokenOff }, () =>
        [
          table(
            [
              { title: 'Workspace', value: ({ name }) => name },
              { title: 'Opened', value: ({ opened }) => when(opened) },
              { title: 'Folder', value: ({ folder, present }) => `${folder}${present ? '' : ' (gone)'}` },
            ],
            recent,
            'No workspace was opened on this device yet.',
          ),
          ...brokenOff.map(halfHere),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['workspace', 'create'],
    about: 'Create a workspace with its first person, in the folder that --workspace names or in the data folder.',
    arguments: [{ name: 'NAME', about: 'what the workspace is called' }],
    options: [
      { name: 'company', value: 'NAME', about: "the selling company; the workspace's name unless said otherwise" },
      { name: 'currency', value: 'CODE', about: 'what it sells in: EUR, USD, JPY (required)' },
      { name: 'owner', value: 'NAME', about: 'its first person, who becomes its admin (required)' },
      { name: 'email', value: 'ADDRESS', about: "the owner's e-mail address" },
      { name: 'role', value: 'ROLE', choices: roles, many: true, about: "the owner's roles besides admin" },
      { name: 'locale', value: 'LOCALE', about: 'language and formats of documents: en-GB, de, fr, ja' },
    ],
    exitCodes: { 65: 'there is a workspace in this folder already, or a value cannot be' },
    examples: [
      { line: 'proofdesk workspace create Northwind --currency EUR --owner "Ada Admin"', about: 'in the data folder' },
      {
        line: 'proofdesk workspace create Demo --currency USD --owner Rob --workspace ./demo --json',
        about: 'in a folder of its own; prints the ids',
      },
    ],
    async run(call) {
      const client = await call.client('none');
      const name = call.argument('NAME');
      const made = await client.workspace.create({
        folder: call.workspace ?? undefined,
        name,
        company: call.option('company') ?? name,
        currency: requiredOption(call, 'currency').toUpperCase(),
        locale: call.option('locale'),
        owner: {
          name: requiredOption(call, 'owner'),
          email: call.option('email'),
          roles: [...new Set<Role>(['admin', ...(call.optionList('role') as Role[])])],
        },
      });
      call.answer(made, () => `${made.folder}\n`);
      return 0;
    },
  },
  {
    name: ['workspace', 'backup'],
    about: 'Back the workspace up now. Private keys stay on this device.',
    exitCodes: noWorkspace,
    examples: [
      { line: 'proofdesk workspace backup', about: 'beside the seven that are kept by themselves' },
      { line: 'proofdesk workspace backup --workspace ./demo --json', about: 'of another workspace' },
    ],
    async run(call) {
      const backup = await (await call.client()).workspace.backUp();
      call.answer(backup, () => `${backup.file} (${megabytes(backup.size)})\n`);
      return 0;
    },
  },
  {
    name: ['workspace', 'backups'],
    about: 'List the backups of the workspace, the newest first.',
    exitCodes: noWorkspace,
    examples: [
      { line: 'proofdesk workspace backups', about: 'names that `workspace restore` takes' },
      { line: 'proofdesk workspace backups --workspace ./demo --json', about: 'also where it cannot be opened' },
    ],
    async run(call) {
      const client = await call.client('if-there');
      const backups = await client.workspace.backups({ folder: await folderOf(call) });
      call.answer({ backups }, () =>
        table(
          [
            { title: 'Backup', value: ({ name }) => name },
            { title: 'Made', value: ({ made }) => when(made) },
            { title: 'Size', right: true, value: ({ size }) => megabytes(size) },
          ],
          backups,
          'No backups yet.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['workspace', 'restore'],
    about:
      'Put a backup or a full export in the place of the workspace, or into a folder of its own. What is there now is kept aside.',
    arguments: [
      {
        name: 'BACKUP',
        about: 'a name from `workspace backups`, or a file: a backup, or an archive of `workspace export`',
      },
    ],
    exitCodes: {
      65: 'the backup is damaged, or the file is none',
      66: 'there is no such backup or workspace',
      69: 'the file cannot be read',
    },
    examples: [
      { line: 'proofdesk workspace restore 2026-01-05T090000.db', about: 'a backup of this workspace' },
      {
        line: 'proofdesk workspace restore ~/northwind.zip --workspace ./northwind --json',
        about: 'a full export, on another machine too',
      },
    ],
    async run(call) {
      const client = await call.client('if-there');
      const folder = await folderOf(call);
      const { keptAside } = await showingJob(call, 'workspace.restore', async (options) =>
        client.workspace.restore({ folder, backup: await backupNamed(call) }, options),
      );
      call.answer({ folder, keptAside }, () =>
        keptAside ? `Restored. What was there is kept as ${keptAside}.\n` : 'Restored.\n',
      );
      return 0;
    },
  },
  {
    name: ['workspace', 'export'],
    about: 'Write the whole workspace into one archive: database, receipts as text, files.',
    arguments: [{ name: 'FILE', about: 'where to; the exports folder unless said otherwise', optional: true }],
    exitCodes: { ...noWorkspace, 69: 'the file cannot be written' },
    examples: [
      { line: 'proofdesk workspace export', about: 'into the exports folder of the workspace' },
      { line: 'proofdesk workspace export ~/northwind.zip --json', about: 'with size and digest' },
    ],
    async run(call) {
      const file = call.has('FILE') ? resolve(call.io.folder, call.argument('FILE')) : undefined;
      if (file !== undefined && isFolder(file)) throw writingProblem({ code: 'EISDIR' }, file);
      const client = await call.client();
      const made = await showingJob(call, 'workspace.export', (options) =>
        client.workspace.exportTo({ file }, options),
      );
      call.answer(made, () =>
        facts([
          ['File', made.file],
          ['Size', megabytes(made.size)],
          ['SHA-256', made.digest],
        ]),
      );
      return 0;
    },
  },
  {
    name: ['person', 'list'],
    about: 'List the people of the workspace and their roles.',
    exitCodes: noWorkspace,
    examples: [
      { line: 'proofdesk person list', about: 'who can act with --as' },
      { line: 'proofdesk person list --json', about: 'with their ids' },
    ],
    async run(call) {
      const { people } = await (await call.client()).workspace.state();
      call.answer({ people }, () =>
        table(
          [
            { title: 'Person', value: ({ name }) => name },
            { title: 'Roles', value: (person) => person.roles.join(', ') },
            { title: 'E-mail', value: ({ email }) => email },
            { title: 'Here', value: ({ here, archived }) => (archived ? 'has left' : here ? 'has a key here' : '') },
          ],
          people,
          'Nobody.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['person', 'add'],
    about: 'Add a person to the workspace.',
    arguments: [{ name: 'NAME', about: "the person's name" }],
    options: [
      { name: 'role', value: 'ROLE', choices: roles, many: true, about: 'what they do; may be repeated (required)' },
      { name: 'email', value: 'ADDRESS', about: 'e-mail address' },
      { name: 'title', value: 'TEXT', about: 'job title' },
    ],
    exitCodes: { ...noWorkspace, 65: 'a value cannot be', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk person add "Mara Osei" --role finance', about: 'who can sign quotes off' },
      { line: 'proofdesk person add Rob --role rep --role engineer --json', about: 'prints the id' },
    ],
    async run(call) {
      const wanted = call.optionList('role') as Role[];
      if (wanted.length === 0) {
        throw new ProofdeskError({ code: 'usage', message: '--role is missing.', hint: `Roles: ${roles.join(', ')}.` });
      }
      const { result, receipt } = await (await call.client()).workspace.addPerson({
        input: { name: call.argument('NAME'), email: call.option('email'), title: call.option('title'), roles: wanted },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['person', 'archive'],
    about:
      'Take a person who has left out of the workspace. What they did stays; at a server, end their access with `sync remove` too.',
    arguments: [{ name: 'PERSON', about: 'a name, an e-mail address or an id' }],
    exitCodes: {
      65: 'it is the last admin',
      66: 'there is no such person, or no workspace',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk person archive "Mara Osei"', about: 'they act no more' },
      { line: 'proofdesk person archive "Mara Osei" --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const person = (await call.session()).desk.person(call.argument('PERSON'));
      const { result, receipt } = await client.workspace.archivePerson({ input: { person } });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
];

/** What a person reads of a workspace whose joining was broken off, and what they can do. */
const halfHere = ({ workspace, name, folder, address }: BrokenOffJoining): string =>
  `Only a part of ${name} is in ${folder}: fetching it was broken off.
Go on with it: proofdesk sync join ${address ?? 'ADDRESS'} --id ${workspace}
Take it off this device: proofdesk sync take-off ${workspace}
`;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The backup that was typed: a file that lies here is checked to begin as a database does; anything else is a backup's name. */
async function backupNamed(call: CliCall): Promise<string> {
  const named = call.argument('BACKUP');
  const path = resolve(call.io.folder, named);
  if (!existsSync(path)) return named;
  const beginning = await open(path)
    .then(async (file) => {
      const { buffer, bytesRead } = await file
        .read({ buffer: Buffer.alloc(16), length: 16 })
        .finally(() => file.close());
      return buffer.toString('latin1', 0, bytesRead);
    })
    .catch((cause: unknown) => {
      throw readingProblem(cause, named);
    });
  // The first 16 bytes of every SQLite database (its file format, 1.2.1).
  if (beginning === 'SQLite format 3\0' || beginning.startsWith('PK\x03\x04')) return path;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `“${named}” is not a backup of a workspace.`,
    where: { file: named, byte: 0 },
    hint: '`proofdesk workspace backups` lists those that there are.',
  });
}

/** The folder that was named, or the one that was open last, also where it cannot be opened. */
async function folderOf(call: CliCall): Promise<string> {
  if (call.workspace !== null) return call.workspace;
  const [last] = await (await call.client('if-there')).workspace.recent();
  if (last) return last.folder;
  throw new ProofdeskError({
    code: 'not-found',
    message: 'No workspace was opened on this device yet.',
    hint: 'Name its folder with --workspace.',
  });
}
