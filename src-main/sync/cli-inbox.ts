import { resolve } from 'node:path';
import { readNamedFile } from '../../src-core/files/named-file';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncInboxEntry } from '../../src-shared/sync/contract';
import { type CliCall, type CliCommand, table } from '../command-line';
import { moment } from './cli-task';

const noWorkspace = { 66: 'there is no such entry, or no workspace' } as const;

const shown = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '–'));

/** Why an entry is there, as one sentence. */
function why(entry: SyncInboxEntry): string {
  switch (entry.kind) {
    case 'refused':
      return entry.refusal.says.join(' ');
    case 'conflict':
      return `${entry.label}: ${shown(entry.mine.value)} here, ${shown(entry.theirs.value)} there; ${
        entry.stands === 'mine' ? 'yours stands' : entry.stands === 'theirs' ? 'theirs stands' : 'neither stands'
      }.`;
    case 'waiting':
      return `Waits for a receipt from ${entry.for.map(({ device }) => device ?? 'another device').join(', ')}.`;
    case 'invalid':
    case 'file':
      return entry.says;
  }
}

const when = (entry: SyncInboxEntry): number => (entry.kind === 'conflict' ? entry.theirs.at : entry.at);

/** The one entry whose id begins so; `not-found` where there is none or several. */
async function entryNamed(client: DeskClient, text: string): Promise<SyncInboxEntry> {
  const entries = await client.sync.inbox();
  const found = entries.filter(({ id }) => id === text || (text.length >= 6 && id.startsWith(text)));
  if (found.length === 1) return found[0]!;
  throw new ProofdeskError({
    code: 'not-found',
    message: found.length === 0 ? `There is no entry ${text} in the inbox.` : `Several entries begin with ${text}.`,
    hint: 'proofdesk sync inbox lists them.',
  });
}

/** An input for a refused act from a file of JSON. */
async function inputOf(call: CliCall): Promise<Record<string, unknown> | undefined> {
  const file = call.option('input');
  if (file === undefined) return undefined;
  const text = (await readNamedFile(resolve(call.io.folder, file), file)).toString('utf8');
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new ProofdeskError(
      { code: 'bad-input', message: `“${file}” is not JSON: ${(cause as Error).message}.`, where: { file } },
      { cause },
    );
  }
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `“${file}” holds no object.`,
    where: { file },
    hint: 'Write the input as in the entry: proofdesk sync inbox --json shows it.',
  });
}

/** What somebody has to look at, and what is kept here for times without a network. */
export const inboxCliCommands: readonly CliCommand[] = [
  {
    name: ['sync', 'inbox'],
    about: 'List what needs attention: refused acts with their reason, conflicts, what waits for another device.',
    exitCodes: noWorkspace,
    examples: [
      { line: 'proofdesk sync inbox', about: 'what, by whom, why' },
      { line: 'proofdesk sync inbox --json', about: 'whole, with every value' },
    ],
    async run(call) {
      const entries = await (await call.client()).sync.inbox();
      call.answer({ entries }, () =>
        table(
          [
            { title: 'Entry', value: ({ id }) => id.slice(0, 12) },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'When', value: (entry) => moment(when(entry)) },
            { title: 'What', value: (entry) => (entry.kind === 'conflict' ? entry.title : entry.sentence) },
            { title: 'Why', value: why },
          ],
          entries,
          'Nothing needs attention.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['sync', 'resend'],
    about: 'Do a refused act again on the present values, as a new receipt; or send a file again that was not taken.',
    arguments: [{ name: 'ENTRY', about: 'from `sync inbox`; its first six letters are enough' }],
    options: [
      { name: 'input', value: 'FILE', about: 'another input, as JSON; the same one unless given' },
      { name: 'reason', value: 'TEXT', about: 'why it is done' },
    ],
    exitCodes: {
      1: 'it needs an approval, or a value has changed meanwhile',
      65: 'the input does not fit',
      66: noWorkspace[66],
      77: 'a policy refuses it here too',
    },
    examples: [
      { line: 'proofdesk sync resend 4f1c22', about: 'as it was' },
      { line: 'proofdesk sync resend 4f1c22 --input better.json --reason "Agreed with Mara" --json', about: 'mended' },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await entryNamed(client, call.argument('ENTRY'));
      const sent = await client.sync.resend({ id, input: await inputOf(call), reason: call.option('reason') });
      call.answer(sent, () =>
        sent.receipt
          ? `Done again as receipt ${sent.receipt}.\n`
          : sent.request
            ? `Approval was asked for: ${sent.request}.\n`
            : 'It is sent again.\n',
      );
      return 0;
    },
  },
  {
    name: ['sync', 'discard'],
    about: 'Put an entry of the inbox aside. A refused act counts for nothing then; of a conflict, what stands stays.',
    arguments: [{ name: 'ENTRY', about: 'from `sync inbox`; its first six letters are enough' }],
    exitCodes: noWorkspace,
    examples: [
      { line: 'proofdesk sync discard 4f1c22', about: 'it was done otherwise meanwhile' },
      { line: 'proofdesk sync discard 4f1c22 --json', about: 'for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const { id } = await entryNamed(client, call.argument('ENTRY'));
      const answer = await client.sync.discard({ id });
      call.answer(answer, () => 'Put aside.\n');
      return 0;
    },
  },
  ...[true, false].map(
    (pinned): CliCommand => ({
      name: ['sync', pinned ? 'pin' : 'unpin'],
      about: pinned
        ? 'Keep every file of a deal on this device, so that it can be shown without a network.'
        : 'Let files of a deal be fetched when they are wanted again.',
      arguments: [{ name: 'DEAL', about: 'its number, title or id' }],
      exitCodes: { 66: 'there is no such deal, or no workspace' },
      examples: [
        { line: `proofdesk sync ${pinned ? 'pin' : 'unpin'} D-A7-0001`, about: pinned ? 'before a visit' : 'after it' },
        {
          line: `proofdesk sync ${pinned ? 'pin' : 'unpin'} "Halden, 36 months" --json`,
          about: 'says how many of its files are here',
        },
      ],
      async run(call) {
        const client = await call.client();
        const { id: deal } = await client.deals.find({ text: call.argument('DEAL') });
        await client.sync.pin({ deal, pinned });
        const { files, here } = await client.sync.pinned({ deal });
        call.answer({ deal, pinned, files, here }, () => `${here} of ${files} files are here.\n`);
        return 0;
      },
    }),
  ),
];
