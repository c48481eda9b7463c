import type { ApprovalRequestView } from '../../src-shared/approvals';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { compareQuotes, releaseQuote } from '../../src-shared/quotes';
import { type CliCommand, facts, table } from '../command-line';
import { comparisonText } from '../quotes';
import { delegationCliCommands, personNamed } from './cli-delegation';

async function requestNamed(client: DeskClient, text: string): Promise<ApprovalRequestView> {
  const requests = await client.approvals.inbox({ show: 'all', closed: true });
  const wanted = text.toLowerCase();
  // "CC-A7-0001, version 1" names what is called "CC-A7-0001, version 1: Serving from a cache".
  const request = requests.find(
    ({ id, title }) => id === text || title.toLowerCase() === wanted || title.toLowerCase().startsWith(`${wanted}: `),
  );
  if (!request) throw new ProofdeskError({ code: 'not-found', message: `There is no request ${text}.` });
  return request;
}

/** A request for a person: who decided, what became of earlier approvals and why, and the differences since then. */
function requestText(request: ApprovalRequestView, differences: string | null): string {
  const { kept, since } = request;
  return [
    facts([
      ['Request', request.title],
      ['Asked by', request.requesterName],
      ['State', request.state],
      ['Missing', request.missing.join(', ') || null],
      ...request.blockers.map((sentence) => ['To be put right', sentence] as const),
      ...(kept
        ? ([[`Approvals of version ${kept.version}`, `${kept.kept ? 'kept' : 'void'}. ${kept.why.join(' ')}`]] as const)
        : []),
    ]),
    table(
      [
        { title: 'For', value: ({ role }) => role },
        { title: 'By', value: ({ byName }) => byName },
        {
          title: 'In place of',
          value: ({ onBehalfOf, onBehalfOfName }) => (onBehalfOf === null ? '' : onBehalfOfName),
        },
        { title: 'Decision', value: ({ decision, kept: earlier }) => (earlier ? `${decision}, kept` : decision) },
        { title: 'Reason', value: ({ reason }) => reason },
      ],
      request.decisions,
      'Nobody has decided yet.',
    ),
    ...(since && differences !== null ? [`Since version ${since.version} (${since.state}):\n${differences}`] : []),
  ].join('\n');
}

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
    name: ['approval', 'show'],
    about: 'Show a request: who decided what, and what changed since the last approved version.',
    arguments: [{ name: 'REQUEST', about: 'its id, or what it is about, such as "Q-A7-0001, version 2"' }],
    exitCodes: { 66: 'there is no such request' },
    examples: [
      { line: 'proofdesk approval show "Q-A7-0001, version 2" --as "Mara Osei"', about: 'before she decides' },
      { line: 'proofdesk approval show "Q-A7-0001, version 2" --json', about: 'with the differences, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const request = await requestNamed(client, call.argument('REQUEST'));
      const { since, subject: quote, version } = request;
      const sides =
        since && version !== null && request.command === releaseQuote.name
          ? await Promise.all([since.version, version].map((one) => client.quotes.frozen({ quote, version: one })))
          : null;
      const comparison = sides && compareQuotes(sides[0]!, sides[1]!);
      call.answer({ request, differences: comparison }, () =>
        requestText(request, comparison && comparisonText(comparison, sides[1]!.priced.currency)),
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
      { name: 'for', value: 'PERSON', about: 'in whose place, where that person delegated the role' },
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
      const request = await requestNamed(client, call.argument('REQUEST'));
      const place = call.option('for');
      const onBehalfOf = place === undefined ? undefined : (await personNamed(client, place)).id;
      const voice = request.voices.find((one) => (one.onBehalfOf ?? undefined) === onBehalfOf);
      const role = call.option('role') ?? voice?.role ?? request.missing[0]?.split(':')[0];
      if (!role) throw new ProofdeskError({ code: 'usage', message: '--role is missing: nothing waits for you here.' });
      const { result, receipt } = await client.approvals.decide({
        input: { request: request.id, role, decision, ...(onBehalfOf !== undefined && { onBehalfOf }) },
        reason: call.option('reason'),
      });
      call.answer({ request: request.id, role, ...result!, receipt }, () => `${request.title}: ${result!.state}\n`);
      return 0;
    },
  },
  ...delegationCliCommands,
];
