import { resolve } from 'node:path';
import { writeNamedFile } from '../../src-core/files/named-file';
import {
  advisedRuns,
  type BakeoffView,
  defaultAaPlan,
  makeRunPlan,
  nextPlace,
  nextRuns,
  plannedRuns,
  powerShellScript,
  type RunPlan,
  type SideName,
  shellScript,
  splitCommandLine,
  visibleCommand,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, table } from '../command-line';

const named = { name: 'BAKEOFF', about: 'its number or id' };

/** What is decided before the runs, and how the method itself is checked. */
export const planningCliCommands: readonly CliCommand[] = [
  {
    name: ['bakeoff', 'plan'],
    about: 'Say how many runs are still needed and in which order; print them as a script, or write them as a plan.',
    arguments: [named],
    options: [
      {
        name: 'ours',
        value: 'LINE',
        about: 'our command; {output} stands for the result file; nothing in it is expanded',
      },
      { name: 'theirs', value: 'LINE', about: 'their command' },
      { name: 'ending', value: 'ENDING', about: 'of the result files; json unless said otherwise' },
      { name: 'folder', value: 'FOLDER', about: 'for the result files; runs unless said otherwise' },
      { name: 'runs', value: 'NUMBER', about: 'runs a side, instead of what is agreed on or needed' },
      { name: 'same-machine', about: 'client and server are this one machine' },
      {
        name: 'script',
        value: 'SHELL',
        about: 'print a script with every value quoted',
        choices: ['sh', 'powershell'],
      },
      { name: 'write', value: 'FILE', about: 'write the plan for proofdesk bakeoff record --plan' },
    ],
    exitCodes: {
      65: 'a command or the file does not fit',
      66: 'there is no such bakeoff',
      69: 'the file cannot be written',
    },
    examples: [
      { line: 'proofdesk bakeoff plan B-A7-0001', about: 'how many more runs, and their order' },
      {
        line: "proofdesk bakeoff plan B-A7-0001 --ours 'k6 run --out json={output} ours.js' --theirs 'k6 run --out json={output} theirs.js' --ending ndjson --script sh",
        about: 'a script that alternates the sides',
      },
      {
        line: "proofdesk bakeoff plan B-A7-0001 --ours 'hyperfine --export-json {output} ./ours' --theirs 'hyperfine --export-json {output} ./theirs' --write runs.plan.json --json",
        about: 'a plan of your own, to be carried out here',
      },
    ],
    async run(call) {
      const view = await (await call.client()).bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
      const asked = call.integer('runs', { from: 1, to: 500 });
      const found = plannedRuns(view.comparison, view.runsWanted ?? advisedRuns);
      const needed = asked === undefined ? found.needed : { ours: asked, theirs: asked };
      const order = nextRuns(needed);
      const plan = planOf(call, view, order);
      const shell = call.option('script');
      const script = plan && shell ? (shell === 'sh' ? shellScript(plan) : powerShellScript(plan)) : undefined;
      const file = call.option('write');
      if (plan && file !== undefined) await write(call, plan, file);
      const { rows } = view.comparison;
      const document = {
        bakeoff: view.number,
        rows: rows.length,
        enough: found.enough,
        needed,
        order,
        ...(plan && { plan }),
        ...(script !== undefined && { script }),
      };
      call.answer(document, () => script ?? planText(view, needed, found.enough, order, plan));
      return 0;
    },
  },
  {
    name: ['bakeoff', 'aa'],
    about: 'A/A check: compare each side with itself by the same rule and count the false alarms.',
    arguments: [named],
    options: [
      { name: 'side', value: 'SIDE', about: 'only this side', choices: ['ours', 'theirs'] },
      { name: 'rounds', value: 'NUMBER', about: '1000 unless said otherwise' },
      { name: 'seed', value: 'NUMBER', about: 'of the draws; the same seed gives the same counts' },
    ],
    exitCodes: { 66: 'there is no such bakeoff' },
    examples: [
      {
        line: 'proofdesk bakeoff aa B-A7-0001',
        about: 'the rate of false alarms of either side, and how it was found',
      },
      { line: 'proofdesk bakeoff aa B-A7-0001 --side ours --rounds 5000 --json', about: 'the counts of each row' },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await client.bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
      const only = call.option('side');
      const checks = await client.bakeoffs.aa({
        bakeoff: id,
        ...(only !== undefined && { sides: [only as SideName] }),
        rounds: call.integer('rounds', { from: 100, to: 20_000 }) ?? defaultAaPlan.rounds,
        seed: call.integer('seed', { from: 0, to: 2_147_483_647 }) ?? defaultAaPlan.seed,
      });
      call.answer({ bakeoff: number, checks: checks.map(({ side, check }) => check ?? { side, bears: false }) }, () =>
        checks
          .map(({ side, check }) =>
            check
              ? `${check.sentence}\n${check.rows.map(({ label, sentence }) => `  ${label}: ${sentence}\n`).join('')}${check.method}\n`
              : `${side}: too few runs to compare them with themselves.\n`,
          )
          .join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['bakeoff', 'items'],
    about: 'Compare the sides item by item, where their files tell which item each score is of.',
    arguments: [named],
    exitCodes: { 66: 'there is no such bakeoff, or a raw file is not on this device' },
    examples: [
      { line: 'proofdesk bakeoff items B-A7-0001', about: 'McNemar’s test and the paired interval of each row' },
      { line: 'proofdesk bakeoff items B-A7-0001 --json', about: 'with the counts behind them' },
    ],
    async run(call) {
      const rows = await (await call.client()).bakeoffs.items({ bakeoff: call.argument('BAKEOFF') });
      call.answer(rows, () =>
        rows.length === 0
          ? 'No row has scores of single items on both sides.\n'
          : rows.map(({ label, sentence }) => `${label}: ${sentence}\n`).join(''),
      );
      return 0;
    },
  },
];

/** The runs with their commands; null where no commands were given. */
function planOf(call: CliCall, view: BakeoffView, order: readonly SideName[]): RunPlan | null {
  const [ours, theirs] = [call.option('ours'), call.option('theirs')];
  if (ours === undefined && theirs === undefined) {
    for (const name of ['script', 'write']) {
      if (call.option(name) !== undefined) {
        throw new ProofdeskError({ code: 'usage', message: `--${name} needs --ours and --theirs.` });
      }
    }
    return null;
  }
  if (ours === undefined || theirs === undefined) {
    throw new ProofdeskError({ code: 'usage', message: `--${ours === undefined ? 'ours' : 'theirs'} is missing.` });
  }
  const ending = call.option('ending') ?? 'json';
  return makeRunPlan({
    bakeoff: view.number,
    order,
    first: nextPlace([...view.runs, ...view.excluded]),
    folder: call.option('folder') ?? 'runs',
    sides: {
      ours: { command: splitCommandLine(ours), ending },
      theirs: { command: splitCommandLine(theirs), ending },
    },
    sameMachine: call.flag('same-machine'),
  });
}

/** Writes the plan and remembers on this device that this person wrote it. */
async function write(call: CliCall, plan: RunPlan, file: string): Promise<void> {
  const content = `${JSON.stringify(plan, null, 2)}\n`;
  await writeNamedFile(resolve(call.io.folder, file), content, file);
  const { rememberOwnPlan } = await import('./recording/own-plans');
  rememberOwnPlan(await call.session(), content);
}

function planText(
  view: BakeoffView,
  needed: { ours: number; theirs: number },
  enough: boolean,
  order: readonly SideName[],
  plan: RunPlan | null,
): string {
  const rows = view.comparison.rows.length;
  return [
    enough
      ? `${rows === 1 ? 'One row has' : `${rows} rows have`} runs enough for a verdict.\n`
      : `${rows === 1 ? 'One row needs' : `${rows} rows judged together need`} ${view.comparison.moreRuns.ours} more runs of ours and ${view.comparison.moreRuns.theirs} of theirs at least.\n`,
    `Next: ${needed.ours} of ours and ${needed.theirs} of theirs, in this order, so that a drift weighs on both sides alike:\n`,
    `${order.join(' ')}\n`,
    ...(plan
      ? [
          table(
            [
              { title: 'Run', right: true, value: (run) => run.order },
              { title: 'Result', value: ({ output }) => output },
              { title: 'Command', value: ({ command }) => visibleCommand(command) },
            ],
            plan.runs,
          ),
        ]
      : []),
  ].join('');
}
