import { resolve } from 'node:path';
import { readNamedJson } from '../../src-core/files/named-file';
import {
  type BakeoffView,
  bakeoffTemplates,
  conditionLabel,
  costRows,
  readCostUnit,
  readPlanFile,
  templateHarness,
  templateMetrics,
  type VerdictRow,
  verdictFigureNames,
  verdictSentence,
} from '../../src-shared/bakeoffs';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, dealOption, facts, table } from '../command-line';
import { chartCliCommands } from './cli-chart';
import { faultCliCommand } from './cli-faults';
import { importCliCommands } from './cli-import';
import { inspectCliCommands } from './cli-inspect';
import { mappingCliCommands } from './cli-mapping';
import { planningCliCommands } from './cli-plan';
import { pricesCliCommand } from './cli-prices';
import { proofCliCommand } from './cli-proof';
import { recordCliCommand } from './cli-record';
import { reviseCliCommand } from './cli-revise';
import { runCliCommands } from './cli-run';

const noBakeoff = { 66: 'there is no such bakeoff' };
const named = { name: 'BAKEOFF', about: 'its number or id' };

/** Bakeoffs on the command line: planned, filled with runs, compared, and their verdicts recorded. */
export const bakeoffCliCommands: readonly CliCommand[] = [
  {
    name: ['bakeoff', 'list'],
    about: 'List bakeoffs, the newest first.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' },
      { name: 'text', value: 'TEXT', about: 'only those with this in their number or title' },
    ],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk bakeoff list', about: 'all bakeoffs' },
      { line: 'proofdesk bakeoff list --text catalog --json', about: 'those with this word, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const found = await client.bakeoffs.list({
        deal: await dealOption(call, client),
        text: call.option('text'),
        limit: 500,
      });
      call.answer(found, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Bakeoff', value: ({ title }) => title },
            { title: 'Ours', value: ({ ours }) => ours },
            { title: 'Theirs', value: ({ theirs }) => theirs },
            { title: 'Runs', right: true, value: ({ runs }) => `${runs.ours} + ${runs.theirs}` },
            {
              title: 'Verdict',
              value: ({ verdict, outdated }) => verdict && `${verdict.headline}${outdated ? ' (stale)' : ''}`,
            },
          ],
          found.bakeoffs,
          'No bakeoffs.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['bakeoff', 'show'],
    about: 'Show one bakeoff: what was agreed, its runs, what the gate finds, its verdicts.',
    arguments: [named],
    exitCodes: noBakeoff,
    examples: [
      { line: 'proofdesk bakeoff show B-A7-0001', about: 'contenders, runs and deviations' },
      { line: 'proofdesk bakeoff show B-A7-0001 --json', about: 'everything, with figures of each run' },
    ],
    async run(call) {
      const view = await (await call.client()).bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
      call.answer(view, () => shown(view));
      return 0;
    },
  },
  {
    name: ['bakeoff', 'create'],
    about: 'Plan a bakeoff: contenders, and the rows and band that are fixed before the runs.',
    options: [
      { name: 'plan', value: 'FILE', about: 'the plan as JSON: name, ours, theirs, band, errorRateLimit, rows' },
      { name: 'title', value: 'TITLE', about: 'what it is called; outweighs the plan' },
      { name: 'deal', value: 'DEAL', about: 'the deal it is made for: its number, id or whole title' },
      {
        name: 'template',
        value: 'NAME',
        about: 'rows of a template instead of a plan',
        choices: bakeoffTemplates.map(({ name }) => name),
      },
      {
        name: 'metric',
        value: 'METRIC',
        about: 'the harness of a template by its tool or metric; its usual one unless said otherwise',
      },
      {
        name: 'cost',
        value: 'UNIT',
        about: 'a row of cost for each workload of a template, such as "EUR per million requests"',
      },
      { name: 'like', value: 'BAKEOFF', about: 'rows, limits and conditions of another bakeoff, by its number or id' },
      { name: 'discard', value: 'SECONDS', about: 'warm-up to leave out of every figure; outweighs plan and template' },
      { name: 'stale-after', value: 'DAYS', about: 'days after which its verdicts count as out of date' },
      { name: 'runs', value: 'NUMBER', about: 'runs a side that are agreed on; outweighs plan and template' },
      {
        name: 'workload',
        value: 'NAME',
        about: 'a workload as the harness names it, with a template; several times if need be',
        many: true,
      },
      { name: 'ours', value: 'PRODUCT', about: 'our product' },
      { name: 'theirs', value: 'PRODUCT', about: 'the competitor’s product' },
    ],
    exitCodes: {
      65: 'the plan does not fit',
      66: 'there is no such file or deal',
      69: 'the file cannot be read',
      77: 'the policies forbid it',
    },
    examples: [
      {
        line: 'proofdesk bakeoff create --plan bakeoff.json --deal D-A7-0001',
        about: 'from a plan; prints the number',
      },
      {
        line: 'proofdesk bakeoff create --title "Search" --template api-latency --workload Search --ours Northwind --theirs Ostrane --json',
        about: 'median, p95, throughput and error rate of one workload, with the conditions of the template',
      },
    ],
    async run(call) {
      const client = await call.client();
      const plan = await planOf(call);
      const deal = call.option('deal');
      const contender = (side: 'ours' | 'theirs') => {
        const product = call.option(side);
        return product === undefined ? {} : { [side]: { ...plan[side], product } };
      };
      const { result, receipt } = await client.bakeoffs.create({
        input: {
          ...plan,
          ...(call.option('title') !== undefined && { title: call.option('title')! }),
          ...contender('ours'),
          ...contender('theirs'),
          ...(call.option('discard') !== undefined && {
            discardSeconds: call.integer('discard', { from: 0, to: 86_400 })!,
          }),
          ...(call.option('stale-after') !== undefined && {
            staleAfterDays: call.integer('stale-after', { from: 1, to: 3650 })!,
          }),
          ...(call.option('runs') !== undefined && { runsWanted: call.integer('runs', { from: 2, to: 1000 })! }),
          ...(deal !== undefined && { deal: (await client.deals.find({ text: deal })).id }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
  ...importCliCommands,
  proofCliCommand,
  reviseCliCommand,
  pricesCliCommand,
  faultCliCommand,
  {
    name: ['bakeoff', 'compare'],
    about: 'Judge the runs that are there now; nothing is stored.',
    arguments: [named],
    exitCodes: { ...noBakeoff, 1: 'a hard stop of the gate is open: the sides are not comparable' },
    examples: [
      { line: 'proofdesk bakeoff compare B-A7-0001', about: 'a verdict for each row, and what is missing' },
      { line: 'proofdesk bakeoff compare B-A7-0001 --json', about: 'every figure of each row' },
    ],
    async run(call) {
      const { number, comparison } = await (await call.client()).bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
      const { headline, rest, gate, equal, lapsed, order, runs, moreRuns, across } = comparison;
      const rows = comparison.rows.map(({ row, sentence, points, pooled }) => ({ ...row, sentence, points, pooled }));
      const document = { bakeoff: number, headline, rest, runs, moreRuns, rows, across, gate, equal, lapsed, order };
      call.answer(document, () =>
        [
          `${headline}\n${rest ? `${rest}\n` : ''}\n`,
          verdictTable(comparison.rows.map(({ row }) => row)),
          ...across.map(({ sentence }) => `${sentence}\n`),
          ...comparison.rows.flatMap(({ row, pooled }) => (pooled ? [`${row.label}: ${pooled.sentence}\n`] : [])),
          ...gate.findings.map(
            ({ severity, sentence, waiver }) =>
              `${severity === 'stop' ? 'Stop' : 'Note'}: ${sentence}${waiver ? `; accepted: ${waiver.reason}` : ''}\n`,
          ),
        ].join(''),
      );
      return gate.open.length > 0 ? 1 : 0;
    },
  },
  {
    name: ['bakeoff', 'explain'],
    about: 'Show every step to a figure of a row, from the raw files and their receipts on.',
    arguments: [named, { name: 'ROW', about: 'its id or label' }],
    options: [
      { name: 'figure', value: 'FIGURE', about: 'the verdict unless said otherwise', choices: verdictFigureNames },
    ],
    exitCodes: { 66: 'there is no such bakeoff or row' },
    examples: [
      { line: 'proofdesk bakeoff explain B-A7-0001 search-median', about: 'how the verdict came about' },
      {
        line: 'proofdesk bakeoff explain B-A7-0001 search-p95 --figure pHolm --json',
        about: 'steps of the corrected p',
      },
    ],
    async run(call) {
      const figure = verdictFigureNames.find((name) => name === call.option('figure')) ?? 'verdict';
      const input = { bakeoff: call.argument('BAKEOFF'), row: call.argument('ROW'), figure };
      const steps = await (await call.client()).bakeoffs.explain(input);
      call.answer(steps, () =>
        steps
          .map(({ what, how, value, unit, rule, from }) =>
            [
              `${what}: ${value ?? '–'}${unit ? ` ${unit}` : ''}`,
              `  ${how}${rule ? ` (${rule})` : ''}`,
              ...(from ?? []).map((source) => `  ${source}`),
            ].join('\n'),
          )
          .concat('')
          .join('\n'),
      );
      return 0;
    },
  },
  recordCliCommand,
  ...planningCliCommands,
  ...chartCliCommands,
  {
    name: ['bakeoff', 'verdict'],
    about: 'Show a recorded verdict, and whether it still says what the runs say.',
    arguments: [{ name: 'VERDICT', about: 'its number (B-A7-0001/1) or id, or a bakeoff for its newest' }],
    exitCodes: { 1: 'it is out of date', 66: 'there is no such verdict' },
    examples: [
      { line: 'proofdesk bakeoff verdict B-A7-0001', about: 'the newest verdict of a bakeoff' },
      { line: 'proofdesk bakeoff verdict B-A7-0001/1 --json', about: 'with run-level values, digests and receipts' },
    ],
    async run(call) {
      const verdict = await (await call.client()).bakeoffs.verdict({ verdict: call.argument('VERDICT') });
      call.answer(verdict, () =>
        [
          `${verdict.number}: ${verdict.headline}\n${verdict.rest ? `${verdict.rest}\n` : ''}\n`,
          verdictTable(verdict.rows),
          facts([
            ['Recorded by', verdict.byName],
            ['Rules', verdict.rules],
            ['Runs', verdict.runs.length],
            ['Receipt', verdict.receipt],
          ]),
          ...verdict.stale.map((reason) => `Out of date: ${reason}\n`),
        ].join(''),
      );
      return verdict.stale.length > 0 ? 1 : 0;
    },
  },
  ...runCliCommands,
  ...inspectCliCommands,
  ...mappingCliCommands,
];

type AgreedPlan = Pick<Parameters<DeskClient['bakeoffs']['create']>[0]['input'], 'title' | 'metrics'> &
  Partial<Parameters<DeskClient['bakeoffs']['create']>[0]['input']>;

/** What is agreed on: a plan file, the rows of a template, or what another bakeoff agreed on. */
async function planOf(call: CliCall): Promise<AgreedPlan> {
  const [file, like] = [call.option('plan'), call.option('like')];
  const template = bakeoffTemplates.find(({ name }) => name === call.option('template'));
  const ways = [file, like, template].filter((way) => way !== undefined).length;
  if (ways !== 1) {
    throw new ProofdeskError({
      code: 'usage',
      message:
        ways === 0 ? 'Either --plan, --template or --like is needed.' : 'Only one of --plan, --template and --like.',
    });
  }
  if (file !== undefined) return readPlanFile(await readNamedJson(resolve(call.io.folder, file), file));
  if (like !== undefined) return agreementOf(await (await call.client()).bakeoffs.get({ bakeoff: like }));
  if (!template) throw new ProofdeskError({ code: 'usage', message: '--template is missing.' });
  const wanted = call.option('metric');
  const harness = templateHarness(template, wanted);
  if (!harness) {
    throw new ProofdeskError({
      code: 'usage',
      message: `${template.label} has no harness or metric ${wanted}.`,
      hint: `It has: ${template.harnesses.map(({ tool, metric }) => `${tool} (${metric})`).join(', ')}.`,
    });
  }
  const named = call.optionList('workload');
  const workloads = named.length === 0 && harness.workload !== undefined ? [harness.workload] : named;
  if (workloads.length === 0) throw new ProofdeskError({ code: 'usage', message: '--workload is missing.' });
  const rows = templateMetrics(template, harness, workloads);
  const cost = call.option('cost');
  const costUnit = cost === undefined ? null : readCostUnit(cost);
  if (cost !== undefined && !costUnit) {
    throw new ProofdeskError({
      code: 'usage',
      message: `--cost is not what a cost is given in: ${cost}.`,
      hint: 'Write it like "EUR per million requests", "EUR per 500 jobs" or "EUR per job".',
    });
  }
  return {
    title: `${template.label}: ${workloads.join(', ')}`.slice(0, 200),
    template: template.name,
    metrics: costUnit ? [...rows, ...costRows(template, harness, workloads, costUnit, rows)] : rows,
    band: 0.05,
    errorRateLimit: template.errorRateLimit,
    ...template.conditions,
  };
}

/** What a bakeoff agreed on, for another one: neither its runs, nor its contenders, nor its deal. */
function agreementOf(view: BakeoffView): AgreedPlan {
  const { title, question, template, metrics, band, errorRateLimit, oldAfterMonths, staleAfterDays } = view;
  const { discardSeconds, runsWanted, mustBeEqual, mustBePresent } = view;
  return {
    ...{ title, question, template, metrics, band, errorRateLimit, oldAfterMonths, staleAfterDays },
    ...{ discardSeconds, runsWanted, mustBeEqual, mustBePresent },
  };
}

const short = (value: number | null): string | null => (value === null ? null : String(Number(value.toPrecision(4))));
const p = (value: number | null): string | null =>
  value === null ? null : value < 0.0001 ? '<0.0001' : value.toPrecision(2);

function verdictTable(rows: readonly VerdictRow[]): string {
  return table(
    [
      { title: 'Row', value: ({ label }) => label },
      { title: 'Unit', value: ({ unit }) => unit },
      { title: 'Ours', right: true, value: ({ oursMedian }) => short(oursMedian) },
      { title: 'Theirs', right: true, value: ({ theirsMedian }) => short(theirsMedian) },
      { title: 'Runs', right: true, value: ({ ours, theirs }) => `${ours.length} + ${theirs.length}` },
      { title: 'p, Holm', right: true, value: ({ pHolm }) => p(pHolm) },
      { title: 'Verdict', value: ({ verdict }) => verdict },
      { title: '', value: (row) => verdictSentence(row) },
    ],
    rows,
  );
}

function shown(view: BakeoffView): string {
  const of = (side: 'ours' | 'theirs') => view.contenders.find((one) => one.side === side);
  const product = (side: 'ours' | 'theirs') => [of(side)?.product, of(side)?.version].filter(Boolean).join(' ');
  const percent = (share: number) => `${Number((share * 100).toFixed(6))} %`;
  const head = facts([
    ['Number', view.number],
    ['Title', view.title],
    ['Question', view.question],
    ['Deal', view.dealTitle],
    ['Ours', product('ours')],
    ['Theirs', product('theirs')],
    ['Band', `±${percent(view.band)}`],
    ['Agreed error rate', view.errorRateLimit === null ? null : percent(view.errorRateLimit)],
    ['Warm-up left out', view.discardSeconds > 0 ? `${view.discardSeconds} s of each run` : null],
    ['Runs agreed on', view.runsWanted === null ? null : `${view.runsWanted} a side`],
    ['Must be equal', view.mustBeEqual.map(conditionLabel).join(', ') || null],
    ['Must be there', view.mustBePresent.map(conditionLabel).join(', ') || null],
    ['Status', view.status],
    ['Says now', view.comparison.headline],
  ]);
  const runs = table(
    [
      { title: '#', right: true, value: ({ id }) => String(view.runs.findIndex((run) => run.id === id) + 1) },
      { title: 'Run', value: ({ name }) => name },
      { title: 'Side', value: ({ side }) => side },
      { title: 'Started', value: ({ metadata }) => metadata.startedAt },
      { title: 'Harness', value: ({ tool }) => tool },
      { title: 'Facts', right: true, value: ({ facts: { known, of: all } }) => `${known} of ${all}` },
      { title: 'SHA-256', value: ({ files }) => files[0]?.sha256.slice(0, 12) },
    ],
    view.runs,
    'No runs yet.',
  );
  const left = view.excluded.map(({ name, excluded }) => `Left out: ${name}: ${excluded}\n`).join('');
  const verdicts = view.verdicts.map(
    ({ number, headline, stale }) => `${number}: ${headline}${stale.length > 0 ? ' (out of date)' : ''}\n`,
  );
  return [head, runs, left, verdicts.join('')].filter(Boolean).join('\n');
}
