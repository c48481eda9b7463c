import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { SyncMember } from '../../src-shared/sync/contract';
import { type CliCommand, table } from '../command-line';
import { moment } from './cli-task';

const codes = {
  65: 'the workspace has no server',
  66: 'there is nobody or nothing of this name, or no workspace',
  69: 'the server cannot be reached',
  77: 'only an admin may, or nobody is signed in',
} as const;

/** The member whom text names, by name or id; `not-found` otherwise. */
async function memberNamed(client: DeskClient, text: string): Promise<SyncMember> {
  const members = await client.sync.members();
  const wanted = text.trim().toLocaleLowerCase();
  const found = members.filter(({ person, name }) => person === text || name.toLocaleLowerCase() === wanted);
  if (found.length === 1) return found[0]!;
  throw new ProofdeskError({
    code: 'not-found',
    message: found.length === 0 ? `There is nobody called “${text}” here.` : `Several people are called “${text}”.`,
    hint: `There are: ${members.map(({ name }) => name).join(', ')}.`,
  });
}

/** People and devices of a workspace at its server. */
export const peopleCliCommands: readonly CliCommand[] = [
  {
    name: ['sync', 'members'],
    about: 'List who is in the workspace, who has joined at its server, and, for an admin, who is invited.',
    exitCodes: codes,
    examples: [
      { line: 'proofdesk sync members', about: 'people, roles, since when' },
      { line: 'proofdesk sync members --json', about: 'with their ids' },
    ],
    async run(call) {
      const members = await (await call.client()).sync.members();
      call.answer({ members }, () =>
        table(
          [
            { title: 'Person', value: ({ name }) => name },
            { title: 'Roles', value: ({ roles }) => roles.join(', ') },
            { title: 'Joined', value: ({ joined }) => moment(joined) },
            {
              title: 'Invited',
              value: ({ invited }) => (invited === null ? '' : `until ${moment(invited.expires)}`),
            },
          ],
          members,
          'Nobody.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['sync', 'invite'],
    about: 'Make a one-time code by which a person of the workspace joins on a device of their own. It is shown once.',
    arguments: [{ name: 'PERSON', about: 'name, e-mail address or id; add them first with `person add`' }],
    options: [{ name: 'days', value: 'NUMBER', about: 'how long it is good, 1 to 30; 7 unless said otherwise' }],
    exitCodes: { ...codes, 1: 'the person has joined already' },
    examples: [
      { line: 'proofdesk sync invite "Mara Osei"', about: 'prints the code, and a line to send' },
      { line: 'proofdesk sync invite mara@example.com --days 2 --json', about: 'for a script' },
    ],
    async run(call) {
      const days = call.integer('days', { from: 1, to: 30 });
      const made = await (await call.client()).sync.invite({
        person: call.argument('PERSON'),
        ...(days !== undefined && { days }),
      });
      call.answer(made, () =>
        [
          `Code     ${made.code}`,
          `Server   ${made.address}`,
          `Good     until ${moment(made.expires)}, for one account`,
          '',
          'To send to them over a way that only they read:',
          `  proofdesk sync sign-in ${made.address} && proofdesk sync join ${made.address} --code ${made.code}`,
          'or, in the application: Join a workspace, with this address and code.',
          '',
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['sync', 'withdraw'],
    about: 'Withdraw an invitation that nobody has taken yet.',
    arguments: [{ name: 'PERSON', about: 'who was invited: name or id; or the id of the invitation' }],
    exitCodes: codes,
    examples: [
      { line: 'proofdesk sync withdraw "Mara Osei"', about: 'its code is good for nothing then' },
      { line: 'proofdesk sync withdraw 01a1… --json', about: 'by the id that `sync invite --json` printed' },
    ],
    async run(call) {
      const client = await call.client();
      const text = call.argument('PERSON');
      const members = await client.sync.members();
      const direct = members.find(({ invited }) => invited?.id === text)?.invited;
      const invited = direct ?? (await memberNamed(client, text)).invited;
      if (!invited) {
        throw new ProofdeskError({
          code: 'not-found',
          message: `No open invitation is for “${text}”.`,
          hint: 'proofdesk sync members shows who is invited.',
        });
      }
      const answer = await client.sync.withdrawInvitation({ id: invited.id });
      call.answer(answer, () => 'Withdrawn.\n');
      return 0;
    },
  },
  {
    name: ['sync', 'remove'],
    about:
      "End a person's access and devices at the server. Archive them beside, with `person archive`, if they have left the house.",
    arguments: [{ name: 'PERSON', about: 'name or id' }],
    exitCodes: codes,
    examples: [
      {
        line: 'proofdesk sync remove "Jonas Weber"',
        about: 'their access and devices end at once; from the next contact on theirs show nothing of it',
      },
      { line: 'proofdesk sync remove jonas@example.com --json', about: 'for a script' },
    ],
    async run(call) {
      const answer = await (await call.client()).sync.removeMember({ person: call.argument('PERSON') });
      call.answer(answer, () => 'Removed. They can be invited again.\n');
      return 0;
    },
  },
  {
    name: ['sync', 'devices'],
    about: 'List your devices at the server; an admin sees those of everybody.',
    exitCodes: codes,
    examples: [
      { line: 'proofdesk sync devices', about: 'which there are, and when each was last at work' },
      { line: 'proofdesk sync devices --json', about: 'with their chains whole' },
    ],
    async run(call) {
      const client = await call.client();
      const [devices, { people }] = await Promise.all([client.sync.devices(), client.workspace.state()]);
      const names = new Map(people.map(({ id, name }) => [id, name]));
      call.answer({ devices }, () =>
        table(
          [
            { title: 'Device', value: ({ name, here }) => `${name}${here ? ' (this one)' : ''}` },
            { title: 'Person', value: ({ person }) => names.get(person) ?? person },
            { title: 'Chain', value: ({ chain }) => chain },
            { title: 'Last at work', value: ({ lastSeen }) => moment(lastSeen) },
            {
              title: 'State',
              value: ({ revoked, registered }) => (revoked ? 'revoked' : registered ? '' : 'not registered'),
            },
          ],
          devices,
          'No device is registered.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['sync', 'revoke'],
    about: 'Revoke a device: nothing that it commits from now on is taken, and its sign-in ends.',
    arguments: [{ name: 'CHAIN', about: 'its chain from `sync devices`; enough of its beginning to tell it' }],
    exitCodes: codes,
    examples: [
      { line: 'proofdesk sync revoke 0199a1b2', about: 'a computer that was lost' },
      { line: 'proofdesk sync revoke 0199a1b2-6c3d-7e4f-8a5b-9c0d1e2f3a4b --json', about: 'for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const text = call.argument('CHAIN');
      const found = (await client.sync.devices()).filter(({ chain }) => chain === text || chain.startsWith(text));
      if (found.length !== 1) {
        throw new ProofdeskError({
          code: 'not-found',
          message:
            found.length === 0 ? `There is no device with the chain ${text}.` : `Several chains begin with ${text}.`,
          hint: 'proofdesk sync devices lists them.',
        });
      }
      const answer = await client.sync.revokeDevice({ chain: found[0]!.chain });
      call.answer(answer, () => `${found[0]!.name} is revoked.\n`);
      return 0;
    },
  },
];
