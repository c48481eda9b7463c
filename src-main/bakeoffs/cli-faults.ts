import { type Fault, faultsOfEntries, momentOf, type RunView } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, table } from '../command-line';

/** Faults of runs on the command line: shown, recorded, taken away. */
export const faultCliCommand: CliCommand = {
  name: ['bakeoff', 'fault'],
  about: 'Show the faults that were injected into runs, record one, or take them away.',
  arguments: [
    { name: 'BAKEOFF', about: 'its number or id' },
    { name: 'RUN', about: 'names or ids of runs; all of them where none is named', many: true, optional: true },
  ],
  options: [
    { name: 'kind', value: 'TEXT', about: 'what was done, such as "node killed"; records a fault' },
    { name: 'from', value: 'MOMENT', about: 'seconds from the run’s start, or an instant with its zone' },
    { name: 'to', value: 'MOMENT', about: 'when it ended, in the same way' },
    { name: 'note', value: 'TEXT', about: 'what else is to be said of it' },
    { name: 'clear', about: 'take the recorded faults of these runs away' },
  ],
  exitCodes: { 65: 'it does not fit', 66: 'there is no such bakeoff or run', 77: 'the policies forbid it' },
  examples: [
    { line: 'proofdesk bakeoff fault B-A7-0001 --json', about: 'the faults of all runs' },
    {
      line: 'proofdesk bakeoff fault B-A7-0001 01-a.jtl 02-b.jtl --kind "node killed" --from 60 --to 90',
      about: 'the same fault in two runs, half a minute long',
    },
  ],
  async run(call) {
    const client = await call.client();
    const named = call.argument('BAKEOFF');
    const view = await client.bakeoffs.get({ bakeoff: named });
    const runs = chosen(view.runs, call.argumentList('RUN'));
    const kind = call.option('kind');
    if (call.flag('clear') && kind !== undefined) {
      throw new ProofdeskError({ code: 'usage', message: '--clear and --kind do not go together.' });
    }
    if (call.flag('clear')) {
      await client.bakeoffs.describe({ input: { runs: runs.map(({ id }) => id), facts: { faults: null } } });
    } else if (kind !== undefined) {
      // Each run keeps the faults that it has, and an instant is another second in each.
      for (const run of runs) {
        const faults = withFault(run, call, kind);
        await client.bakeoffs.describe({ input: { runs: [run.id], facts: { faults } } });
      }
    }
    const now = chosen((await client.bakeoffs.get({ bakeoff: named })).runs, call.argumentList('RUN'));
    const lines = now.flatMap(({ id, name, side, metadata }) =>
      (metadata.faults ?? []).map((fault) => ({ run: id, name, side, ...fault })),
    );
    call.answer({ bakeoff: view.number, faults: lines }, () =>
      table(
        [
          { title: 'Run', value: ({ name }) => name },
          { title: 'Side', value: ({ side }) => side },
          { title: 'Fault', value: ({ kind: what }) => what },
          { title: 'From, s', right: true, value: ({ from }) => from },
          { title: 'To, s', right: true, value: ({ to }) => to },
          { title: 'Note', value: ({ note }) => note },
        ],
        lines,
        'No faults are recorded.',
      ),
    );
    return 0;
  },
};

function chosen(runs: readonly RunView[], names: readonly string[]): RunView[] {
  if (names.length === 0) return [...runs];
  return names.map((name) => {
    const found = runs.find((run) => run.id === name || run.name === name);
    if (found) return found;
    throw new ProofdeskError({ code: 'not-found', message: `There is no run ${name} in this bakeoff.` });
  });
}

function withFault(run: RunView, call: CliCall, kind: string): Fault[] {
  const moment = (option: 'from' | 'to') => {
    const text = call.option(option);
    const found = text === undefined ? null : momentOf(text);
    if (found) return found;
    throw new ProofdeskError({
      code: 'usage',
      message: text === undefined ? `--${option} is missing.` : `--${option} is no moment: ${text}.`,
      hint: 'Write seconds from the run’s start, or an instant such as 2026-05-04T10:00:00Z.',
    });
  };
  const note = call.option('note');
  const entry = { kind, from: moment('from'), to: moment('to'), ...(note !== undefined && { note }) };
  const added = faultsOfEntries([entry], run.clockStart);
  const before = (run.metadata.faults ?? []).map(({ from, to, ...rest }) => ({
    ...rest,
    from: { seconds: from },
    to: { seconds: to },
  }));
  const all = typeof added === 'string' ? added : faultsOfEntries([...before, entry], run.clockStart);
  if (typeof all !== 'string') return all;
  throw new ProofdeskError({ code: 'bad-input', message: `${run.name}: ${all}.`, where: { file: run.name } });
}
