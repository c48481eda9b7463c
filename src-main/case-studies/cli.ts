import { type StudyRow, type StudyStanding, type StudyView, studyStandings } from '../../src-shared/case-studies';
import { disclosures } from '../../src-shared/documents';
import type { Disclosure } from '../../src-shared/kernel/disclosure';
import { type CliCall, type CliCommand, type CliOption, dealOption, facts, table } from '../command-line';
import { buildAndWrite } from '../documents';
import { figureText, orderText, staleText } from '../pinned-figures';
import { studyArgument, studyNamed } from './cli-named';
import { caseStudyPartCliCommands } from './cli-parts';

const reasonOption: CliOption = { name: 'reason', value: 'TEXT', about: 'why; kept with the receipt' };

const refusals = {
  65: 'what is said is not valid',
  66: 'there is no such case study, account or deal',
  77: 'the policies forbid it',
} as const;

const textOptions: readonly CliOption[] = [
  { name: 'title', value: 'TEXT', about: 'what it is called' },
  { name: 'situation', value: 'TEXT', about: 'how it was before' },
  { name: 'approach', value: 'TEXT', about: 'what was done' },
  { name: 'results', value: 'TEXT', about: 'what came of it' },
  { name: 'described-as', value: 'TEXT', about: 'write it without the account’s name, which this stands for' },
  { name: 'named', about: 'write it with the account’s name' },
  { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'to whom it may go; under NDA unless said' },
];

const textFields = (call: CliCall) => {
  const describedAs = call.option('described-as');
  return {
    title: call.option('title'),
    situation: call.option('situation'),
    approach: call.option('approach'),
    results: call.option('results'),
    disclosure: call.option('disclosure') as Disclosure | undefined,
    ...(describedAs !== undefined && { describedAs, anonymised: true }),
    ...(call.flag('named') && { anonymised: false }),
  };
};

function shown(study: StudyView): string {
  return [
    facts([
      ['Case study', `${study.number}  ${study.title}`],
      ['About', study.anonymised ? `${study.accountName}, described as “${study.describedAs}”` : study.accountName],
      ['Deal', study.dealTitle],
      ['Standing', `${study.standing}, version ${study.version}`],
      ['Published', study.published === null ? 'not' : `version ${study.published}`],
      ['May be shown', study.disclosure],
      ['Owner', study.ownerName],
      ...study.blockers.map((why) => ['In the way', why] as const),
      ...study.changes.map((why) => ['Changed', why] as const),
    ]),
    ...(['situation', 'approach', 'results'] as const)
      .filter((part) => study[part] !== '')
      .map((part) => `${part[0]!.toUpperCase()}${part.slice(1)}\n${study[part]}\n`),
    table(
      [
        { title: 'Figure', value: ({ label }) => label },
        { title: 'Value', right: true, value: ({ figure }) => figureText(figure) },
        { title: 'Against', right: true, value: ({ figure }) => figure.against },
        { title: 'From', value: ({ figure }) => figure.origin },
        { title: 'Out of date', value: ({ figure }) => staleText(figure) },
        { title: 'Id', value: ({ id }) => id },
      ],
      study.metrics,
      'No figure yet.',
    ),
    table(
      [
        { title: 'Quote', value: ({ text }) => text },
        { title: 'By', value: ({ contactName, role }) => contactName ?? role },
        { title: 'Printed', value: ({ as, why }) => as ?? `not: ${why}` },
        { title: 'Id', value: ({ id }) => id },
      ],
      study.quotes,
      'No customer quote.',
    ),
  ].join('\n');
}

/** Case studies on the command line. Decisions of legal: `proofdesk approval decide`. */
export const caseStudyCliCommands: readonly CliCommand[] = [
  {
    name: ['case-study', 'list'],
    about: 'List case studies, the newest first.',
    options: [
      { name: 'text', value: 'TEXT', about: 'part of number, title or account' },
      { name: 'standing', value: 'STANDING', choices: studyStandings, about: 'only those that stand so' },
      { name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' },
      { name: 'account', value: 'NAME', about: 'only those of this account' },
      { name: 'mine', about: 'only your own' },
    ],
    exitCodes: { 66: 'there is no such deal or account, or no workspace' },
    examples: [
      { line: 'proofdesk case-study list --standing published', about: 'what may be shown' },
      { line: 'proofdesk case-study list --deal D-A7-0001 --json', about: 'those of one deal, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const account = call.option('account');
      const studies: StudyRow[] = [];
      for (let more = true; more; ) {
        const page = await client.caseStudies.list({
          text: call.option('text'),
          standing: call.option('standing') as StudyStanding | undefined,
          deal: await dealOption(call, client),
          account: account === undefined ? undefined : (await client.deals.findAccount({ text: account })).id,
          ...(call.flag('mine') && { mine: true }),
          offset: studies.length,
          limit: 500,
        });
        studies.push(...page.rows);
        more = page.more;
      }
      call.answer({ caseStudies: studies }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Case study', value: ({ title }) => title },
            {
              title: 'Account',
              value: ({ accountName, anonymised }) => `${accountName}${anonymised ? ' (not named)' : ''}`,
            },
            { title: 'Standing', value: ({ standing }) => standing },
            { title: 'Version', right: true, value: ({ version }) => version },
            { title: 'May be shown', value: ({ disclosure }) => disclosure },
            { title: 'Owner', value: ({ ownerName }) => ownerName },
          ],
          studies,
          'No case studies.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['case-study', 'show'],
    about: 'Show a case study: its texts, figures with their sources, customer quotes, and what is in the way.',
    arguments: [studyArgument],
    options: [{ name: 'version', value: 'NUMBER', about: 'a version as it was handed in, in place of what it is now' }],
    exitCodes: { 66: 'there is no such case study or version' },
    examples: [
      { line: 'proofdesk case-study show CS-A7-0001', about: 'as it is now' },
      {
        line: 'proofdesk case-study show CS-A7-0001 --version 1 --json',
        about: 'as it was handed in, with what changed since',
      },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const version = call.integer('version', { from: 1 });
      if (version === undefined) {
        call.answer(study, () => shown(study));
        return 0;
      }
      const frozen = await client.caseStudies.frozen({ study: study.id, version });
      call.answer(frozen, () => shown({ ...study, ...frozen, id: study.id }));
      return 0;
    },
  },
  {
    name: ['case-study', 'create'],
    about: 'Begin a case study about a deal or an account.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'its number, id or whole title' },
      { name: 'account', value: 'NAME', about: 'the account, where it is about no single deal' },
      ...textOptions,
    ],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk case-study create --deal D-A7-0001 --title "Reports by eight"', about: 'prints the number' },
      {
        line: 'proofdesk case-study create --account "Halden Energy" --described-as "A utility" --json',
        about: 'without the name; prints id and number',
      },
    ],
    async run(call) {
      const client = await call.client();
      const account = call.option('account');
      const { result, receipt } = await client.caseStudies.create({
        input: {
          deal: await dealOption(call, client),
          account: account === undefined ? undefined : (await client.deals.findAccount({ text: account })).id,
          ...textFields(call),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'edit'],
    about: 'Change the texts of a draft, to whom it may go, or whether it names the account.',
    arguments: [studyArgument],
    options: textOptions,
    exitCodes: { ...refusals, 1: 'it was handed in: open the next draft first' },
    examples: [
      { line: 'proofdesk case-study edit CS-A7-0001 --results "Reports are there at eight."', about: 'one text' },
      { line: 'proofdesk case-study edit CS-A7-0001 --disclosure public --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const { receipt } = await client.caseStudies.edit({ input: { study: study.id, ...textFields(call) } });
      call.answer({ id: study.id, receipt }, () => `${study.number} is changed.\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'figures'],
    about: 'List the figures that can be taken into a case study, with the options that take each.',
    arguments: [studyArgument],
    exitCodes: { 66: 'there is no such case study' },
    examples: [
      { line: 'proofdesk case-study figures CS-A7-0001', about: 'of verdicts, value cases, usage and runs' },
      { line: 'proofdesk case-study figures CS-A7-0001 --json', about: 'with the order of each' },
    ],
    async run(call) {
      const choices = await (await call.client()).caseStudies.choices({ study: call.argument('STUDY') });
      call.answer({ figures: choices }, () =>
        table(
          [
            { title: 'Figure', value: ({ label }) => label },
            { title: 'Value', right: true, value: (one) => figureText(one) },
            { title: 'From', value: ({ origin }) => origin },
            { title: 'Taken with', value: orderText },
          ],
          choices,
          'Nothing was measured or recorded for it yet.',
        ),
      );
      return 0;
    },
  },
  ...caseStudyPartCliCommands,
  ...(
    [
      ['submit', 'Hand a draft in for review: freezes the version and asks legal.', 'is with legal'],
      ['revise', 'Open the next draft; the versions before stay.', 'is a draft again'],
    ] as const
  ).map(
    ([verb, about, done]): CliCommand => ({
      name: ['case-study', verb],
      about,
      arguments: [studyArgument],
      options: [reasonOption],
      exitCodes: { 1: 'something is in the way, or it does not stand so', 66: refusals[66], 77: refusals[77] },
      examples: [
        { line: `proofdesk case-study ${verb} CS-A7-0001`, about: 'by its number' },
        { line: `proofdesk case-study ${verb} CS-A7-0001 --json`, about: 'prints the version and the receipt' },
      ],
      async run(call) {
        const { client, study } = await studyNamed(call);
        const { result, receipt } = await client.caseStudies[verb]({
          input: { study: study.id },
          reason: call.option('reason'),
        });
        call.answer({ ...result!, receipt }, () => `${study.number}, version ${result!.version}, ${done}.\n`);
        return 0;
      },
    }),
  ),
  {
    name: ['case-study', 'publish'],
    about: 'Publish an approved version.',
    arguments: [studyArgument],
    options: [{ name: 'version', value: 'NUMBER', about: 'the newest unless said' }, reasonOption],
    exitCodes: { 1: 'legal has not approved it, or it is published already', 66: refusals[66], 77: refusals[77] },
    examples: [
      { line: 'proofdesk case-study publish CS-A7-0001', about: 'after legal approved it' },
      { line: 'proofdesk case-study publish CS-A7-0001 --version 1 --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const version = call.integer('version', { from: 1 }) ?? study.version;
      const { receipt } = await client.caseStudies.publish({
        input: { study: study.id, version },
        reason: call.option('reason'),
      });
      call.answer({ version, receipt }, () => `${study.number}, version ${version}, is published.\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'retract'],
    about: 'Take a published case study back; its documents stay in the house from then on.',
    arguments: [studyArgument],
    options: [{ name: 'reason', value: 'TEXT', about: 'why (required)' }],
    exitCodes: { 1: 'it is not published', 65: 'the reason is missing', 66: refusals[66], 77: refusals[77] },
    examples: [
      { line: 'proofdesk case-study retract CS-A7-0001 --reason "The customer asked us to"', about: 'with the reason' },
      { line: 'proofdesk case-study retract CS-A7-0001 --reason Outdated --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const { receipt } = await client.caseStudies.retract({
        input: { study: study.id },
        reason: call.option('reason'),
      });
      call.answer({ id: study.id, receipt }, () => `${study.number} is not published any more.\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'archive'],
    about: 'Archive a case study that is not published.',
    arguments: [studyArgument],
    exitCodes: { 66: refusals[66], 77: 'it is published, or the policies forbid it' },
    examples: [
      { line: 'proofdesk case-study archive CS-A7-0001', about: 'it can be undone' },
      { line: 'proofdesk case-study archive CS-A7-0001 --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const { receipt } = await client.caseStudies.archive({ input: { study: study.id } });
      call.answer({ id: study.id, receipt }, () => `${study.number} is archived.\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'build'],
    about: 'Make the PDF of a case study; until it is approved, every page says that it is not.',
    arguments: [studyArgument],
    options: [
      { name: 'version', value: 'NUMBER', about: 'the newest, or the draft, unless said' },
      { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'never wider than the case study states' },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' },
    ],
    exitCodes: { 1: 'it would tell what it must not', 66: refusals[66], 77: 'it may not go so far' },
    examples: [
      { line: 'proofdesk case-study build CS-A7-0001 --out reports.pdf', about: 'its newest version' },
      { line: 'proofdesk case-study build CS-A7-0001 --version 1 --json', about: 'prints the record of the document' },
    ],
    run: (call) =>
      buildAndWrite(call, {
        kind: 'case-study',
        subject: call.argument('STUDY'),
        version: call.integer('version', { from: 1 }),
        disclosure: call.option('disclosure') as Disclosure | undefined,
      }),
  },
];
