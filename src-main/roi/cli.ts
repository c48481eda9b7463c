import { resolve } from 'node:path';
import { readNamedJson } from '../../src-core/files/named-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type RoiCaseInput, type RoiFigure, roiCaseInputSchema, type ValueCaseDetail } from '../../src-shared/roi';
import { type CliCall, type CliCommand, dealOption, facts, requiredOption, table } from '../command-line';
import { roiAnalysisCliCommands } from './cli-analyses';
import { roiCaseCliCommands } from './cli-cases';
import { roiModelCliCommands } from './cli-models';

const noValueCase = { 66: 'there is no such value case' };

/** Value cases on the command line: what a deal is worth to the customer. Their readout is made by the documents' `roi build`. */
export const roiCliCommands: readonly CliCommand[] = [
  ...roiModelCliCommands,
  ...roiCaseCliCommands,
  ...roiAnalysisCliCommands,
  {
    name: ['roi', 'list'],
    about: 'List value cases with their figures, the newest first.',
    options: [{ name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' }],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk roi list', about: 'all value cases' },
      { line: 'proofdesk roi list --deal D-A7-0001 --json', about: 'those of one deal, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const cases = await client.roi.list({ deal: await dealOption(call, client) });
      call.answer({ cases }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Value case', value: ({ title }) => title },
            { title: 'Account', value: ({ accountName }) => accountName },
            { title: 'Net benefit', right: true, value: ({ netBenefit, currency }) => `${netBenefit} ${currency}` },
            {
              title: 'Net present value',
              right: true,
              value: ({ netPresentValue, currency }) => `${netPresentValue} ${currency}`,
            },
            { title: 'Recorded', value: ({ version }) => (version === 0 ? 'not yet' : `version ${version}`) },
          ],
          cases,
          'No value cases.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'show'],
    about: 'Show one value case: its years, its figures and its recorded versions.',
    arguments: [{ name: 'CASE', about: 'its number or id' }],
    exitCodes: noValueCase,
    examples: [
      { line: 'proofdesk roi show V-A7-0001', about: 'figures by year' },
      {
        line: 'proofdesk roi show V-A7-0001 --json',
        about: 'with inputs, lines and the reasons of what has no figure',
      },
    ],
    async run(call) {
      const found = await (await call.client()).roi.get({ id: call.argument('CASE') });
      call.answer(found, () => shown(found));
      return 0;
    },
  },
  {
    name: ['roi', 'create'],
    about: 'Begin a value case on a deal, with the inputs of a JSON file.',
    arguments: [{ name: 'FILE', about: 'the inputs: currency, years, discountRate, statusQuo, proposal, benefits' }],
    options: [
      { name: 'deal', value: 'DEAL', about: 'its number, id or whole title (required)' },
      { name: 'title', value: 'TITLE', about: 'what it is called' },
    ],
    exitCodes: {
      65: 'the file is not JSON, or an input is missing or cannot be',
      66: 'there is no such file or deal',
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      { line: 'proofdesk roi create value.json --deal D-A7-0001', about: 'prints the number' },
      { line: 'proofdesk roi create value.json --deal "Latency pilot" --json', about: 'prints id and number' },
    ],
    async run(call) {
      const client = await call.client();
      const text = requiredOption(call, 'deal');
      const input = await inputOf(call, call.argument('FILE'));
      const { id: deal } = await client.deals.find({ text });
      const { result, receipt } = await client.roi.create({ input: { deal, title: call.option('title'), input } });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  {
    name: ['roi', 'record'],
    about: 'Record the value case as it is now: a version whose inputs and figures do not change any more.',
    arguments: [{ name: 'CASE', about: 'its number or id' }],
    exitCodes: { ...noValueCase, 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk roi record V-A7-0001', about: 'the next version' },
      { line: 'proofdesk roi record V-A7-0001 --json', about: 'prints version, its id and the receipt' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await client.roi.get({ id: call.argument('CASE') });
      const { result, receipt } = await client.roi.record({ input: { valueCase: id } });
      call.answer({ ...result!, receipt }, () => `${number}, version ${result!.version}\n`);
      return 0;
    },
  },
];

async function inputOf(call: CliCall, file: string): Promise<RoiCaseInput> {
  const content = await readNamedJson(resolve(call.io.folder, file), file);
  const parsed = roiCaseInputSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue!.path.join('.');
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${field || 'The input'}: ${issue!.message}.`,
    where: { file, field },
  });
}

const known = ({ value, reason }: RoiFigure, show: (value: number) => string): string =>
  value === null ? `none: ${reason ?? 'it cannot be computed'}` : show(value);

function shown({ figures, input, ...found }: ValueCaseDetail): string {
  const { currency } = figures;
  const years = figures.net.amounts.map((_, at) => at);
  return `${facts([
    ['Number', found.number],
    ['Title', found.title],
    ['Deal', found.dealTitle],
    ['Account', found.accountName],
    ['Quote', found.quoteNumber],
    ['Discount rate', `${Number(input.discountRate.value) * 100} % a year (${input.discountRate.source})`],
    ['Net benefit', `${figures.net.total} ${currency}`],
    ['Net present value', `${figures.netPresentValue} ${currency}`],
    ['Internal rate', known(figures.internalRate, (rate) => `${(rate * 100).toFixed(1)} %`)],
    ['Payback', known(figures.paybackYears, (time) => `${time.toFixed(2)} years`)],
    ['Return', known(figures.returnOnInvestment, (share) => `${(share * 100).toFixed(1)} %`)],
  ])}\n${table(
    [
      { title: `In ${currency}`, value: (at) => (at === 0 ? 'Start' : `Year ${at}`) },
      { title: 'Status quo', right: true, value: (at) => figures.statusQuo.amounts[at] },
      { title: 'Benefits', right: true, value: (at) => figures.benefits.amounts[at] },
      { title: 'Proposal', right: true, value: (at) => figures.proposal.amounts[at] },
      { title: 'Net benefit', right: true, value: (at) => figures.net.amounts[at] },
      { title: 'Cumulative', right: true, value: (at) => figures.cumulative[at] },
    ],
    years,
  )}\n${table(
    [
      { title: 'Version', right: true, value: ({ version }) => version },
      { title: 'Recorded', value: ({ recordedAt }) => new Date(recordedAt).toISOString() },
      { title: 'By', value: ({ byName }) => byName },
      { title: 'Standing', value: ({ stale }) => (stale ? 'the case has changed since' : 'as the case is now') },
      { title: 'Receipt', value: ({ receipt }) => receipt?.slice(0, 12) },
    ],
    found.versions,
    'Not recorded yet.',
  )}`;
}
