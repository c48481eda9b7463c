import { resolve } from 'node:path';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncStatus } from '../../src-shared/sync/contract';
import { serverAddressOf } from '../../src-shared/sync/server-address';
import { type CliCall, type CliCommand, facts, table } from '../command-line';
import { followed, moment } from './cli-task';
import { serverAt } from './server-address';

const address = { name: 'ADDRESS', about: "the server's address: https://desk.example.com" } as const;
const atServer = {
  65: 'the address is none, or not encrypted on the way',
  69: 'the server or its identity provider cannot be reached',
  77: 'nobody is signed in there, or the account may not',
} as const;

/** The address of the line as in the window: `desk.example.com` is taken for `https://desk.example.com`. Throws `bad-input`. */
const serverOf = (call: CliCall): string =>
  serverAt(serverAddressOf(call.argument('ADDRESS')) ?? call.argument('ADDRESS'));

const states: Record<SyncStatus['state'], string> = {
  none: 'on this device only',
  synced: 'synced',
  sending: 'sending',
  offline: 'offline: work goes on here',
  'signed-out': 'signed out: sign in to go on sending and fetching',
  removed: 'removed: you are no longer in this workspace',
  update: 'Proofdesk and the server are of versions that do not understand each other',
  contradicts: 'what the server sent does not hold; nothing of it was taken',
};

/** How a workspace stands with its server, as names and values. */
function statusText(status: SyncStatus): string {
  if (status.state === 'none')
    return `This workspace is on this device only.\n${status.problem ? `${status.problem}\n` : ''}`;
  const minutes = Math.round(Math.abs(status.skew ?? 0) / 60_000);
  return facts([
    ['State', states[status.state]],
    ['Server', status.address],
    ['Account', status.signedIn ? (status.account ?? 'signed in') : 'signed out'],
    ['To be sent', status.pending],
    ...(status.waiting > 0 ? ([['Of them waiting', status.waiting]] as const) : []),
    ...(status.uploads > 0 ? ([['Files to be sent', status.uploads]] as const) : []),
    ['Needs attention', status.attention],
    ['Number', `${status.number} of ${status.serverNumber}`],
    ...(status.history === null ? [] : ([['Older history here', `${Math.floor(status.history * 100)} %`]] as const)),
    ['Last contact', moment(status.lastContact)],
    ...(status.offlineSince === null ? [] : ([['Offline since', moment(status.offlineSince)]] as const)),
    ...(minutes > 0
      ? ([['This clock', `${minutes} min ${status.skew! > 0 ? 'ahead of' : 'behind'} the server's`]] as const)
      : []),
    ...(status.problem === null ? [] : ([['Problem', status.problem]] as const)),
  ]);
}

/** Signing in, uploading, joining, leaving. */
export const accountCliCommands: readonly CliCommand[] = [
  {
    name: ['sync', 'status'],
    about: 'Show how the workspace stands with its server: what is not sent, what needs attention, since when.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk sync status', about: 'of the workspace that was open last' },
      { line: 'proofdesk sync status --workspace ./northwind --json', about: 'of another, for a script' },
    ],
    async run(call) {
      // Without one there is nothing to tell about.
      (await call.session()).desk.workspace();
      const status = await (await call.client()).sync.status();
      call.answer(status, () => statusText(status));
      return 0;
    },
  },
  {
    name: ['sync', 'now'],
    about: 'Send what is to be sent and fetch what is there, once, and show how it stands then.',
    exitCodes: {
      65: 'the workspace has no server',
      66: 'there is no workspace',
      69: 'the server cannot be reached; nothing is lost',
      77: 'a sign-in is needed, or you are no longer in the workspace',
    },
    examples: [
      { line: 'proofdesk sync now', about: 'before a journey' },
      { line: 'proofdesk sync now --workspace ./northwind --json', about: 'from a script that runs by itself' },
    ],
    async run(call) {
      const status = await (await call.client()).sync.now(undefined, { signal: call.signal });
      call.answer(status, () => statusText(status));
      return 0;
    },
  },
  {
    name: ['sync', 'sign-in'],
    about: "Sign in at a server, at its identity provider's page in your browser; waits until you are through.",
    arguments: [address],
    options: [],
    exitCodes: { ...atServer, 77: 'the identity provider or the server refused it' },
    examples: [
      { line: 'proofdesk sync sign-in https://desk.example.com', about: 'opens your browser, or prints where to go' },
      {
        line: 'PROOFDESK_NO_BROWSER=1 proofdesk sync sign-in http://127.0.0.1:8420 --json',
        about: 'only prints the address, on standard error; --json prints the account at the end',
      },
    ],
    async run(call) {
      const client = await call.client('none');
      let told = false;
      const task = await followed(
        call,
        client,
        await client.sync.signIn({ address: serverOf(call) }),
        ({ url, opened }) => {
          if (url === null || told) return;
          told = true;
          call.note(
            opened
              ? `Sign in in your browser. If it does not open, go to\n  ${url}`
              : `Open this address in a browser on this computer and sign in:\n  ${url}`,
          );
        },
      );
      call.answer({ address: serverOf(call), account: task.account }, () =>
        task.account === null ? 'Signed in.\n' : `Signed in as ${task.account}.\n`,
      );
      return 0;
    },
  },
  {
    name: ['sync', 'sign-out'],
    about: 'Sign out at a server. Workspaces of it stay here and can be worked in.',
    arguments: [address],
    exitCodes: { 65: atServer[65] },
    examples: [
      { line: 'proofdesk sync sign-out https://desk.example.com', about: 'also without a network' },
      { line: 'proofdesk sync sign-out https://desk.example.com --json', about: 'says whether anybody was signed in' },
    ],
    async run(call) {
      const answer = await (await call.client('none')).sync.signOut({ address: serverOf(call) });
      call.answer(answer, () => (answer.signedOut ? 'Signed out.\n' : 'Nobody was signed in there.\n'));
      return 0;
    },
  },
  {
    name: ['sync', 'upload'],
    about:
      'Give the workspace, which is on this device alone, to a server. From then on only you act in it on this device.',
    arguments: [address],
    exitCodes: { ...atServer, 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk sync upload https://desk.example.com --as "Ada Admin"', about: 'as an admin who signed in' },
      {
        line: 'proofdesk sync upload http://127.0.0.1:8420 --workspace ./northwind --json',
        about: 'again after an interruption: it goes on where it was',
      },
    ],
    async run(call) {
      const client = await call.client();
      await followed(call, client, await client.sync.upload({ address: serverOf(call) }));
      const status = await client.sync.status();
      call.answer(status, () => `Uploaded.\n${statusText(status)}`);
      return 0;
    },
  },
  {
    name: ['sync', 'workspaces'],
    about: 'List the workspaces of a server that your account is in, and where each lies on this device.',
    arguments: [address],
    exitCodes: atServer,
    examples: [
      { line: 'proofdesk sync workspaces https://desk.example.com', about: 'which can be joined' },
      { line: 'proofdesk sync workspaces https://desk.example.com --json', about: 'with their ids' },
    ],
    async run(call) {
      const client = await call.client('none');
      const workspaces = await client.sync.workspaces({ address: serverOf(call) });
      call.answer({ workspaces }, () =>
        table(
          [
            { title: 'Workspace', value: ({ name }) => name },
            { title: 'Id', value: ({ workspace }) => workspace },
            { title: 'Folder here', value: ({ folder }) => folder },
          ],
          workspaces,
          'Your account is in no workspace of this server yet.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['sync', 'join'],
    about: 'Fetch a workspace to this device: by an invitation, or one that your account is in already.',
    arguments: [address],
    options: [
      { name: 'code', value: 'CODE', about: "the invitation's code: pdi_…" },
      { name: 'id', value: 'WORKSPACE', about: 'which workspace, by name or id, where your account is in several' },
      { name: 'folder', value: 'DIR', about: 'an empty folder for it; one among the data unless said otherwise' },
    ],
    exitCodes: {
      ...atServer,
      65: 'the folder is not empty, or it is not said which',
      66: 'there is no such invitation or workspace',
    },
    examples: [
      { line: 'proofdesk sync join https://desk.example.com --code pdi_8fKq…', about: 'the first time' },
      {
        line: 'proofdesk sync join https://desk.example.com --id Northwind --folder ./northwind --json',
        about: 'on a second device',
      },
    ],
    async run(call) {
      const client = await call.client('none');
      const server = serverOf(call);
      const folder = call.option('folder');
      const code = call.option('code');
      const named = call.option('id');
      const workspace =
        named === undefined ? undefined : await idOf(await client.sync.workspaces({ address: server }), named);
      const { joined } = await followed(
        call,
        client,
        await client.sync.join({
          address: server,
          code,
          workspace,
          folder: folder === undefined ? undefined : resolve(call.io.folder, folder),
        }),
      );
      call.answer(joined, () => `${joined!.folder}\n`);
      return 0;
    },
  },
  {
    name: ['sync', 'leave'],
    about: 'Take the workspace off this device for good: store, files, backups and keys. What others have stays.',
    options: [
      { name: 'unsent-to', value: 'FILE', about: 'write what was never sent into this file first' },
      { name: 'discard-unsent', about: 'let go of what was never sent' },
      { name: 'everywhere', about: "also end your account's place in it at the server, on all your devices" },
    ],
    exitCodes: {
      1: 'something was never sent, and it was not said what becomes of it',
      65: 'the workspace has no server, or the file is there already',
      66: 'there is no workspace',
      69: 'the file cannot be written; with --everywhere: the server cannot be reached',
    },
    examples: [
      { line: 'proofdesk sync leave --workspace ./northwind', about: 'refuses while something was never sent' },
      {
        line: 'proofdesk sync leave --unsent-to unsent.ndjson --everywhere --json',
        about: 'keeps what was never sent as receipts in a file, and leaves for good',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { folder } = await client.workspace.state();
      const file = call.option('unsent-to');
      const left = await client.sync.leave({
        unsentTo: file === undefined ? null : resolve(call.io.folder, file),
        discardUnsent: call.flag('discard-unsent'),
        everywhere: call.flag('everywhere'),
      });
      call.answer({ folder, ...left }, () =>
        [
          `The workspace is gone from this device (${folder}).`,
          ...(left.file === null ? [] : [`What was never sent (${left.unsent}) is in ${left.file}.`]),
          '',
        ].join('\n'),
      );
      return 0;
    },
  },
];

/** The one workspace of the account that a name or id means; `not-found` with those there are otherwise. */
async function idOf(mine: readonly { workspace: string; name: string | null }[], text: string): Promise<string> {
  const wanted = text.trim().toLocaleLowerCase();
  const found = mine.filter(({ workspace, name }) => workspace === text || name?.toLocaleLowerCase() === wanted);
  if (found.length === 1) return found[0]!.workspace;
  throw new ProofdeskError({
    code: 'not-found',
    message:
      found.length === 0 ? `Your account is in no workspace “${text}”.` : `Several workspaces are called “${text}”.`,
    hint: `There are: ${mine.map(({ workspace, name }) => `${name ?? '–'} (${workspace})`).join(', ') || 'none'}.`,
  });
}
