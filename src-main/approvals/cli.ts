import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, table } from '../command-line';

/** Approvals from the command line. */
export const approvalsCliCommands: readonly CliCommand[] = [
  {
    name: ['approval', 'list'],
    about: 'List requests for approval.',
    options: [
      { name: 'show', value: 'WHICH', choices: ['mine', 'asked', 'all'], about: 'mine waits for you; asked is by you' },
      { name: 'closed', about: 'with those that are closed' },
    ],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk approval list --as "Mara Osei"', about: 'what waits for her' },
      { line: 'proofdesk approval list --show all --json', about: 'everything, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const show = (['asked', 'all'] as const).find((one) => one === call.option('show')) ?? 'mine';
      const requests = await client.approvals.inbox({ show, closed: call.flag('closed') });
      call.answer({ requests }, () =>
        table(
          [
            { title: 'Request', value: ({ id }) => id },
            { title: 'About', value: ({ title }) => title },
            { title: 'By', value: ({ requesterName }) => requesterName },
            { title: 'State', value: ({ state }) => state },
            { title: 'Missing', value: ({ missing }) => missing.join(', ') },
          ],
          requests,
          'Nothing waits.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['approval', 'decide'],
    about: 'Approve a request or return it, with a reason.',
    arguments: [
      { name: 'REQUEST', about: 'its id, or what it is about, such as "Q-A7-0001, version 1"' },
      { name: 'DECISION', about: 'approve or return' },
    ],
    options: [
      { name: 'role', value: 'ROLE', about: 'for which role; the one that waits for you unless said' },
      { name: 'reason', value: 'TEXT', about: 'why; kept with the decision' },
    ],
    exitCodes: { 65: 'the request is closed', 66: 'there is no such request', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk approval decide "Q-A7-0001, version 1" approve --as "Mara Osei"', about: 'she signs it off' },
      {
        line: 'proofdesk approval decide "Q-A7-0001, version 1" return --reason "Lead time" --as "Tomas Lind" --json',
        about: 'he returns it',
      },
    ],
    async run(call) {
      const decision = (['approve', 'return'] as const).find((one) => one === call.argument('DECISION'));
      if (!decision) throw new ProofdeskError({ code: 'usage', message: 'A decision is approve or return.' });
      const client = await call.client();
      const text = call.argument('REQUEST');
      const requests = await client.approvals.inbox({ show: 'all', closed: true });
      const request = requests.find(({ id, title }) => id === text || title.toLowerCase() === text.toLowerCase());
      if (!request) throw new ProofdeskError({ code: 'not-found', message: `There is no request ${text}.` });
      const role = call.option('role') ?? request.mine[0] ?? request.missing[0]?.split(':')[0];
      if (!role) throw new ProofdeskError({ code: 'usage', message: '--role is missing: nothing waits for you here.' });
      const { result, receipt } = await client.approvals.decide({
        input: { request: request.id, role, decision },
        reason: call.option('reason'),
      });
      call.answer({ request: request.id, role, ...result!, receipt }, () => `${request.title}: ${result!.state}\n`);
      return 0;
    },
  },
];
