import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, requiredOption, table } from '../command-line';

const DAY = 86_400_000;

/** Somebody of the workspace by id, name or e-mail; throws `not-found` naming who is meant. */
export async function personNamed(client: DeskClient, text: string): Promise<{ id: string; name: string | null }> {
  const { people } = await client.workspace.state();
  const wanted = text.toLocaleLowerCase();
  const found = people.find(
    ({ id, name, email, archived }) =>
      !archived && [id, name, email].some((one) => one !== null && one !== '' && one.toLocaleLowerCase() === wanted),
  );
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `Nobody here is called ${text}.`,
    hint: '`proofdesk person list` lists everybody.',
  });
}

/** A time in ISO 8601; a day alone begins at midnight UTC, and where it ends something it is included. */
function timeFrom(text: string, name: string, included: boolean): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw new ProofdeskError({ code: 'usage', message: `${name} is a day or a time in ISO 8601, not ${text}.` });
  }
  return included && /^\d{4}-\d{2}-\d{2}$/.test(text) ? at + DAY : at;
}

/** The last minute that a delegation covers or the first, in UTC. */
const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** Decisions passed on while somebody is away, from the command line. */
export const delegationCliCommands: readonly CliCommand[] = [
  {
    name: ['approval', 'delegate'],
    about: 'Let somebody decide in your place for one of your roles, for some days.',
    arguments: [{ name: 'PERSON', about: 'who decides: a name, e-mail or id' }],
    options: [
      { name: 'role', value: 'ROLE', about: 'for which of your roles (required)' },
      { name: 'from', value: 'ISO', about: 'a day or time, in UTC unless it says otherwise; now unless said' },
      { name: 'until', value: 'ISO', about: 'a day, included, or a time (required)' },
      { name: 'of', value: 'PERSON', about: 'who is away; you unless said. Only an admin says somebody else' },
    ],
    exitCodes: { 66: 'there is nobody of that name', 77: 'the policies forbid it' },
    examples: [
      {
        line: 'proofdesk approval delegate "Felix Roth" --role finance --until 2026-12-04 --as "Mara Osei"',
        about: 'from now to the end of that day',
      },
      {
        line: 'proofdesk approval delegate "Felix Roth" --role finance --from 2026-12-01 --until 2026-12-04 --of "Mara Osei" --json',
        about: 'an admin, for somebody who is ill',
      },
    ],
    async run(call) {
      const role = requiredOption(call, 'role');
      const until = timeFrom(requiredOption(call, 'until'), '--until', true);
      const begins = call.option('from');
      const from = begins === undefined ? call.context.now() : timeFrom(begins, '--from', false);
      const client = await call.client();
      const delegate = await personNamed(client, call.argument('PERSON'));
      const of = call.option('of');
      const person = of === undefined ? undefined : (await personNamed(client, of)).id;
      const { result, receipt } = await client.approvals.delegate({
        input: { delegate: delegate.id, role, from, until, ...(person !== undefined && { person }) },
      });
      call.answer({ id: result!.id, delegate: delegate.id, role, from, until, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['approval', 'delegations'],
    about: 'List who decides in whose place.',
    options: [{ name: 'over', about: 'with those that are over' }],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk approval delegations', about: 'those that stand or are ahead; times in UTC' },
      { line: 'proofdesk approval delegations --over --json', about: 'all there were, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const delegations = await client.approvals.delegations({ over: call.flag('over') });
      call.answer({ delegations }, () =>
        table(
          [
            { title: 'Delegation', value: ({ id }) => id },
            { title: 'In place of', value: ({ personName }) => personName },
            { title: 'Decides', value: ({ delegateName }) => delegateName },
            { title: 'For', value: ({ role }) => role },
            { title: 'From', value: ({ from }) => minute(from) },
            { title: 'Until', value: ({ until }) => minute(until) },
            { title: 'State', value: ({ state, lapsed }) => (lapsed && state !== 'over' ? 'lapsed' : state) },
          ],
          delegations,
          'Everybody decides for themselves.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['approval', 'end-delegation'],
    about: 'End a delegation before its time.',
    arguments: [{ name: 'DELEGATION', about: 'its id, as `approval delegations` lists it' }],
    exitCodes: { 65: 'it is over already', 66: 'there is no such delegation', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk approval end-delegation 01a1… --as "Mara Osei"', about: 'she is back early' },
      { line: 'proofdesk approval end-delegation 01a1… --as "Felix Roth" --json', about: 'he lays it down' },
    ],
    async run(call) {
      const client = await call.client();
      const { result, receipt } = await client.approvals.endDelegation({
        input: { delegation: call.argument('DELEGATION') },
      });
      call.answer({ ...result!, receipt }, () => 'It is over.\n');
      return 0;
    },
  },
];
