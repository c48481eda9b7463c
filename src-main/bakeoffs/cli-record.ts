import { resolve } from 'node:path';
import { readNamedText } from '../../src-core/files/named-file';
import { type PlannedRun, type RunPlan, readRunPlan, visibleCommand } from '../../src-shared/bakeoffs';
import { messageWithHint, ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import { type CliCall, type CliCommand, table } from '../command-line';
import { personName } from '../workspace';
import { importPaths } from './cli-import';
import type { RunMade } from './recording/carry-out';

export const recordCliCommand: CliCommand = {
  name: ['bakeoff', 'record'],
  about: 'Record what the runs say now as a verdict; with --plan, make the planned runs first and record them.',
  arguments: [{ name: 'BAKEOFF', about: 'its number or id' }],
  options: [
    { name: 'plan', value: 'FILE', about: 'make the runs of this plan, alternating the sides, instead of a verdict' },
    { name: 'yes', about: 'do not ask before each run; only for a plan that you wrote on this device' },
    { name: 'import', about: 'import the results afterwards without asking' },
  ],
  exitCodes: {
    1: 'a planned run ended badly or was interrupted, or its result was not imported',
    65: 'the plan does not fit, or its results are there already',
    66: 'there is no such bakeoff or plan',
    69: 'the plan cannot be read',
    77: 'the policies forbid it, nothing was measured on both sides, or nobody saw the commands of the plan',
  },
  examples: [
    { line: 'proofdesk bakeoff record B-A7-0001', about: 'the next verdict, with copies of everything it rests on' },
    { line: 'proofdesk bakeoff record B-A7-0001 --json', about: 'prints its id, number, headline and receipt' },
    {
      line: 'proofdesk bakeoff record B-A7-0001 --plan runs.plan.json',
      about: 'show every command, ask, run them in turn, and offer to import the results',
    },
  ],
  async run(call) {
    const file = call.option('plan');
    if (file !== undefined) return carryOutPlan(call, file);
    for (const name of ['yes', 'import']) {
      if (call.flag(name)) throw new ProofdeskError({ code: 'usage', message: `--${name} goes with --plan.` });
    }
    const client = await call.client();
    const { id } = await client.bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
    const { result, receipt } = await client.bakeoffs.record({ input: { bakeoff: id } });
    call.answer({ ...result!, receipt }, () => `${result!.number}: ${result!.headline}\n`);
    return 0;
  },
};

/** Runs the harness commands of a plan. Only here, at the command line: neither the window nor a server can start any of it. */
async function carryOutPlan(call: CliCall, file: string): Promise<number> {
  const [{ makeRun, refuseExisting }, { isOwnPlan }] = await Promise.all([
    import('./recording/carry-out'),
    import('./recording/own-plans'),
  ]);
  const text = await readNamedText(resolve(call.io.folder, file), file);
  const plan = readRunPlan(jsonOf(text, file, { file }));
  const session = await call.session();
  const view = await (await call.client()).bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
  checkFits(plan, view);
  refuseExisting(plan, call.io.folder);
  const own = isOwnPlan(session, text);
  call.io.err(shownPlan(plan));
  const approve = await approval(call, plan, own);
  const made: RunMade[] = [];
  for (const [index, run] of plan.runs.entries()) {
    if (call.signal.aborted || !(await approve(run, index))) break;
    call.io.err(`${index + 1} of ${plan.runs.length}, ${run.side}: ${visibleCommand(run.command)}\n`);
    const one = await makeRun(run, plan, {
      folder: call.io.folder,
      signal: call.signal,
      now: Date.now,
      onText: call.io.err,
      ranBy: (session.actor && personName(session.desk.workspace(), session.actor)) ?? undefined,
    });
    made.push(one);
    if (one.problem || one.exitCode !== 0) {
      call.io.err(`${run.output}: ${one.problem ?? `ended with exit code ${one.exitCode}`}; recorded so.\n`);
    }
  }
  const imported = await importResults(call, view.number, made);
  const document = { bakeoff: view.number, planned: plan.runs.length, runs: made, imported };
  call.answer(document, () => summary(made, plan, imported !== null));
  const refused = call.flag('import') && imported === null;
  const whole =
    !refused && made.length === plan.runs.length && made.every(({ exitCode, present }) => exitCode === 0 && present);
  return whole ? 0 : 1;
}

function checkFits(plan: RunPlan, view: { id: string; number: string; status: string; archived: boolean }): void {
  if (plan.bakeoff !== view.number && plan.bakeoff !== view.id) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The plan is for ${plan.bakeoff}, and not for ${view.number}.`,
      where: { field: 'bakeoff' },
    });
  }
  if (view.status === 'closed' || view.archived) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: `${view.number} is closed, so it takes no more runs.`,
      hint: 'Open it again first.',
    });
  }
}

function shownPlan({ runs, bakeoff }: RunPlan): string {
  const lines = runs.map(
    ({ order, side, command, output, printed }) =>
      `  ${order} ${side}: ${visibleCommand(command)}\n      result: ${output}${printed ? ', which is what it prints' : ''}\n`,
  );
  return `The plan for ${bakeoff} starts these programs, one after the other, without a shell:\n${lines.join('')}`;
}

const isYes = (text: string): boolean => /^y(es)?$/i.test(text.trim());

/** Who says that a run may be made: a person at the terminal, once for a plan of their own, else before each run. */
async function approval(
  call: CliCall,
  plan: RunPlan,
  own: boolean,
): Promise<(run: PlannedRun, index: number) => Promise<boolean>> {
  if (call.flag('yes')) {
    if (own) return async () => true;
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'This plan was not written by you on this device, or was changed since, so nothing of it is run unseen.',
      hint: 'Leave out --yes, read each command and confirm it; or write the plan yourself with proofdesk bakeoff plan --write.',
    });
  }
  const { ask } = call.io;
  if (!ask) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'Nobody sits at this terminal to see the commands and confirm them.',
      hint: own ? 'Give --yes, since you wrote this plan on this device.' : 'Run it at a terminal.',
    });
  }
  if (own) {
    const agreed = isYes(await ask(`Run all ${plan.runs.length} as shown? (yes/no) `));
    return async () => agreed;
  }
  call.io.err('You did not write this plan on this device: each command is asked for.\n');
  return async (run) =>
    isYes(await ask(`${run.order} ${run.side}: ${visibleCommand(run.command)}\nRun this? (yes/no) `));
}

async function importResults(
  call: CliCall,
  number: string,
  made: readonly RunMade[],
): Promise<{ receipt: unknown } | null> {
  const ready = made.filter(({ present, stopped }) => present && !stopped);
  if (ready.length === 0 || call.signal.aborted) return null;
  const wanted =
    call.flag('import') || (call.io.ask && isYes(await call.io.ask(`Import ${ready.length} results? (yes/no) `)));
  if (!wanted) return null;
  try {
    const { receipt } = await importPaths(call, number, {
      paths: ready.flatMap(({ output, description }) => [output, description]),
    });
    return { receipt };
  } catch (thrown) {
    // The runs were made and are kept, whatever keeps them from being imported.
    if (!(thrown instanceof ProofdeskError)) throw thrown;
    call.io.err(`The results were not imported: ${messageWithHint(thrown)}\n`);
    return null;
  }
}

function summary(made: readonly RunMade[], plan: RunPlan, imported: boolean): string {
  const rest = plan.runs.length - made.length;
  return [
    table(
      [
        { title: 'Run', right: true, value: ({ order }) => order },
        { title: 'Side', value: ({ side }) => side },
        { title: 'Result', value: ({ output, present }) => (present ? output : 'none') },
        { title: 'Ended', value: ({ exitCode, problem, stopped }) => problem ?? (stopped ? 'interrupted' : exitCode) },
      ],
      [...made],
      'No runs were made.',
    ),
    ...(rest > 0 ? [`${rest} of ${plan.runs.length} planned runs were not made.\n`] : []),
    ...(imported
      ? ['Imported.\n']
      : made.length > 0
        ? [`Import them with: proofdesk bakeoff import ${plan.bakeoff} …\n`]
        : []),
  ].join('');
}
