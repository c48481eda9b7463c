import { quoteUses } from '../../src-shared/case-studies';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, requiredOption } from '../command-line';
import { contactNamed, figureOption, figureOptions } from '../pinned-figures';
import { studyArgument, studyNamed } from './cli-named';

const refusals = {
  1: 'it was handed in: open the next draft first',
  65: 'what is said is not valid',
  66: 'there is no such case study, figure, quote or contact',
  77: 'the policies forbid it',
} as const;

const quoteArgument = { name: 'QUOTE', about: 'its id, as `case-study show` lists it' };

/** Figures and customer quotes of case studies on the command line. */
export const caseStudyPartCliCommands: readonly CliCommand[] = [
  {
    name: ['case-study', 'add-figure'],
    about: 'Take a figure into a case study, pinned to what it is taken from.',
    arguments: [studyArgument],
    options: figureOptions,
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk case-study add-figure CS-A7-0001 --verdict B-A7-0001/1 --row regional-totals',
        about: 'of a verdict',
      },
      {
        line: 'proofdesk case-study add-figure CS-A7-0001 --stated-by "Anton Huber" --on 2026-11-02 --how "by e-mail" --label "Hours saved" --value 1030 --unit "h a year"',
        about: 'marked as stated by the customer',
      },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const figure = await figureOption(call, client, study.account);
      if (!figure) {
        throw new ProofdeskError({
          code: 'usage',
          message: 'A figure needs its source: --verdict, --run, --usage, --value-case or --stated-by.',
          hint: 'proofdesk case-study figures lists those that there are.',
        });
      }
      const label = figure.kind === 'stated' ? undefined : call.option('label');
      const { result, receipt } = await client.caseStudies.addMetric({ input: { study: study.id, figure, label } });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'remove-figure'],
    about: 'Take a figure out of a case study.',
    arguments: [studyArgument, { name: 'FIGURE', about: 'its id or what it is called' }],
    exitCodes: refusals,
    examples: [
      { line: 'proofdesk case-study remove-figure CS-A7-0001 "Regional totals"', about: 'by what it is called' },
      { line: 'proofdesk case-study remove-figure CS-A7-0001 "Payback" --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const named = call.argument('FIGURE');
      const found = study.metrics.find(({ id, label }) => id === named || label === named);
      if (!found) {
        throw new ProofdeskError({
          code: 'not-found',
          message: `${study.number} has no figure “${named}”.`,
          hint: `It has ${study.metrics.map(({ label }) => label).join(', ') || 'none'}.`,
        });
      }
      const { receipt } = await client.caseStudies.removeMetric({ input: { metric: found.id } });
      call.answer({ id: found.id, receipt }, () => `${found.label} is taken out.\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'add-quote'],
    about: 'Take words of a contact into a case study. Without an approval they are printed nowhere.',
    arguments: [studyArgument, { name: 'WORDS', about: 'what was said' }],
    options: [
      { name: 'by', value: 'CONTACT', about: 'who said it, by name or id (required)' },
      { name: 'role', value: 'TEXT', about: 'how the person is described where the name is not told' },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk case-study add-quote CS-A7-0001 "We are done by eight." --by "Anton Huber" --role "Head of reporting"',
        about: 'prints its id',
      },
      {
        line: 'proofdesk case-study add-quote CS-A7-0001 "It works." --by "Anton Huber" --json',
        about: 'with the receipt',
      },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const contact = await contactNamed(client, study.account, requiredOption(call, 'by'));
      const { result, receipt } = await client.caseStudies.addQuote({
        input: { study: study.id, contact, text: call.argument('WORDS'), role: call.option('role') },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['case-study', 'approve-quote'],
    about: 'Record that the customer approved words: who, when, how and for what.',
    arguments: [studyArgument, quoteArgument],
    options: [
      { name: 'by', value: 'CONTACT', about: 'who approved it, by name or id (required)' },
      { name: 'on', value: 'DAY', about: 'the day (required)' },
      { name: 'how', value: 'WORDS', about: 'how: by e-mail, in a call (required)' },
      {
        name: 'use',
        value: 'USE',
        choices: quoteUses,
        about: 'public, named to single customers, or anonymous (required)',
      },
    ],
    exitCodes: refusals,
    examples: [
      {
        line: 'proofdesk case-study approve-quote CS-A7-0001 ID --by "Anton Huber" --on 2026-11-05 --how "by e-mail" --use public',
        about: 'with the name, for anybody',
      },
      {
        line: 'proofdesk case-study approve-quote CS-A7-0001 ID --by "Anton Huber" --on 2026-11-05 --how call --use anonymous --json',
        about: 'without the name; prints the receipt',
      },
    ],
    async run(call) {
      const { client, study } = await studyNamed(call);
      const approval = {
        by: await contactNamed(client, study.account, requiredOption(call, 'by')),
        on: requiredOption(call, 'on'),
        how: requiredOption(call, 'how'),
        use: requiredOption(call, 'use') as (typeof quoteUses)[number],
      };
      const quote = call.argument('QUOTE');
      const { receipt } = await client.caseStudies.approveQuote({ input: { quote, approval } });
      call.answer({ quote, receipt }, () => 'The approval is recorded.\n');
      return 0;
    },
  },
  {
    name: ['case-study', 'withdraw-quote'],
    about: 'Record that the customer took an approval back: the words are printed no more.',
    arguments: [studyArgument, quoteArgument],
    options: [
      { name: 'on', value: 'DAY', about: 'the day (required)' },
      { name: 'reason', value: 'TEXT', about: 'why (required)' },
    ],
    exitCodes: { ...refusals, 1: 'no approval is on record' },
    examples: [
      {
        line: 'proofdesk case-study withdraw-quote CS-A7-0001 ID --on 2026-11-11 --reason "New management"',
        about: 'by its id',
      },
      {
        line: 'proofdesk case-study withdraw-quote CS-A7-0001 ID --on 2026-11-11 --reason "Asked by phone" --json',
        about: 'prints the receipt',
      },
    ],
    async run(call) {
      const { client } = await studyNamed(call);
      const quote = call.argument('QUOTE');
      const input = { quote, on: requiredOption(call, 'on'), reason: requiredOption(call, 'reason') };
      const { receipt } = await client.caseStudies.withdrawQuote({ input });
      call.answer({ quote, receipt }, () => 'The withdrawal is recorded.\n');
      return 0;
    },
  },
];
