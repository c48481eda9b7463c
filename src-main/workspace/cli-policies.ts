import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readingProblem } from '../../src-core/files/named-file';
import { type PolicyTexts, readPolicies } from '../../src-core/gate/policies';
import { withOffers } from '../../src-core/gate/policy-offer';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { OfferedPolicy } from '../../src-shared/workspace';
import { type CliCall, type CliCommand, table } from '../command-line';

const exitCodes = {
  65: 'a policy cannot hold',
  66: 'there is no such workspace or file',
  77: 'the policies forbid it',
};

const NEWS: Record<OfferedPolicy['news'], string> = {
  new: 'new',
  changed: 'changed',
  dropped: 'no longer shipped',
  both: 'changed here and by the release',
};

/** The policies of a workspace from the command line. */
export const policyCliCommands: readonly CliCommand[] = [
  {
    name: ['policy', 'list'],
    about: 'List the policies in force.',
    exitCodes,
    examples: [
      { line: 'proofdesk policy list', about: 'what each says, and whose approval it asks for' },
      { line: 'proofdesk policy list --json', about: 'with their Cedar texts and the digest of the set' },
    ],
    async run(call) {
      const inForce = await (await call.client()).workspace.policies();
      call.answer(inForce, () =>
        table(
          [
            { title: 'Policy', value: ({ id }) => id },
            { title: 'Needs', value: ({ needs }) => needs ?? '' },
            { title: 'Says', value: ({ say }) => say ?? '' },
          ],
          inForce.policies,
          'No policies.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['policy', 'show'],
    about: 'Print the text of a policy in force.',
    arguments: [{ name: 'POLICY', about: 'its id' }],
    exitCodes,
    examples: [
      { line: 'proofdesk policy show rep-may-quote', about: 'its Cedar text' },
      { line: 'proofdesk policy show rep-may-quote --json', about: 'the same for a script' },
    ],
    async run(call) {
      const { policies } = await (await call.client()).workspace.policies();
      const id = call.argument('POLICY');
      const found = policies.find((policy) => policy.id === id);
      if (!found) throw noPolicy(id, '`proofdesk policy list` lists them.');
      call.answer({ policy: found }, () => `${found.text.trim()}\n`);
      return 0;
    },
  },
  {
    name: ['policy', 'offered'],
    about: 'Show the policies that this release brings and the workspace has not answered. Nothing of it is in force.',
    exitCodes,
    examples: [
      { line: 'proofdesk policy offered', about: 'with what is in force beside what is shipped' },
      { line: 'proofdesk policy offered --json', about: 'the same for a script' },
    ],
    async run(call) {
      const offer = await (await call.client()).workspace.policyOffer();
      call.answer(offer, () => {
        if (offer.offered.length === 0) return 'This release brings no policies that were not answered.\n';
        return `${offer.offered.map(offerText).join('\n')}\n\nproofdesk policy take takes them over.\n`;
      });
      return 0;
    },
  },
  {
    name: ['policy', 'take'],
    about:
      'Install policies that this release brings: all of them but those that were changed here too, or the named ones. What is left out is not offered again.',
    arguments: [{ name: 'POLICY', about: 'an id that `policy offered` lists', many: true, optional: true }],
    options: [{ name: 'none', about: 'take none of them over, and be asked no more' }],
    exitCodes,
    examples: [
      { line: 'proofdesk policy take', about: 'what the house has not changed itself' },
      { line: 'proofdesk policy take rep-may-quote people-delegate-their-own-decisions', about: 'these two' },
      { line: 'proofdesk policy take --none --json', about: 'everything stays as it is' },
    ],
    async run(call) {
      const client = await call.client();
      const named = call.argumentList('POLICY');
      const none = call.flag('none');
      if (none && named.length > 0)
        throw new ProofdeskError({ code: 'usage', message: 'Name policies, or say --none, not both.' });
      const { offered, answered } = await client.workspace.policyOffer();
      for (const id of named) {
        if (!offered.some((offer) => offer.id === id)) throw noPolicy(id, '`proofdesk policy offered` lists them.');
      }
      const untouched = offered.filter(({ news }) => news !== 'both').map(({ id }) => id);
      const taken = none ? [] : named.length > 0 ? named : untouched;
      if (offered.length === 0) {
        call.answer({ taken: [], left: [], digest: null, receipt: null }, () => 'Nothing is offered.\n');
        return 0;
      }
      const policies = withOffers(await textsInForce(call), offered, new Set(taken));
      const { result, receipt } = await client.workspace.installPolicies({ input: { policies, answered } });
      const left = offered.map(({ id }) => id).filter((id) => !taken.includes(id));
      call.answer({ taken, left, digest: result!.digest, receipt }, () =>
        [
          taken.length > 0 ? `Taken over: ${taken.join(', ')}.` : 'Nothing was taken over.',
          ...(left.length > 0 ? [`Left as it is: ${left.join(', ')}.`] : []),
          '',
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['policy', 'install'],
    about:
      'Install policies from Cedar files: policies of these ids take the place of those in force, others are added.',
    arguments: [{ name: 'FILE', about: 'Cedar text, each policy with its @id', many: true }],
    options: [{ name: 'whole', about: 'these are all: policies in force that are not among them go' }],
    exitCodes,
    examples: [
      { line: 'proofdesk policy install discounts.cedar', about: 'those in the file' },
      { line: 'proofdesk policy install house.cedar sales.cedar --whole --json', about: 'nothing but these' },
    ],
    async run(call) {
      const own: PolicyTexts = {};
      for (const file of call.argumentList('FILE')) {
        const text = await readFile(resolve(call.io.folder, file), 'utf8').catch((error) => {
          throw readingProblem(error, file);
        });
        Object.assign(own, readPolicies(text, file));
      }
      const client = await call.client();
      const policies = call.flag('whole') ? own : { ...(await textsInForce(call)), ...own };
      const { result, receipt } = await client.workspace.installPolicies({ input: { policies } });
      call.answer(
        { digest: result!.digest, receipt },
        () => `${Object.keys(policies).length} policies are in force.\n`,
      );
      return 0;
    },
  },
];

async function textsInForce(call: CliCall): Promise<PolicyTexts> {
  const { policies } = await (await call.client()).workspace.policies();
  return Object.fromEntries(policies.map(({ id, text }) => [id, text]));
}

function noPolicy(id: string, hint: string): ProofdeskError {
  return new ProofdeskError({ code: 'not-found', message: `There is no such policy: ${id}.`, hint });
}

function offerText({ id, news, inForce, shipped }: OfferedPolicy): string {
  const lines = (sign: string, text: string | null): string[] =>
    text === null
      ? []
      : text
          .trim()
          .split('\n')
          .map((line) => `  ${sign} ${line}`);
  return [`${id}: ${NEWS[news]}`, ...lines('-', inForce), ...lines('+', shipped)].join('\n');
}
