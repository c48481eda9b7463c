import { defineText } from '../../ui';

/** The words of the method: how many runs, false alarms, warnings from the measurements, figures across workloads and items. */
export const methodText = defineText('bakeoff-method', {
  'warnings.title': 'What the measurements warn of',
  'warnings.about': 'Each can be accepted with a reason, under Deviations.',
  'warning.coordinated-omission': 'Waiting is left out',
  'warning.load-not-reached': 'Load not reached',
  'warning.drift': 'Drift',
  'warning.two-heaps': 'Two heaps',
  'warning.quick-failures': 'Failures that look good',
  'warning.unlike-work': 'Different amounts of work',
  'warning.weaker-side': 'Weaker settings',

  'across.title': 'Across workloads',
  'across.about': 'Ours ÷ theirs. A mean never stands without its worst workload; verdicts are those of the rows.',
  'across.what': 'Figure',
  'across.better.lower': 'lower is better',
  'across.better.higher': 'higher is better',
  'across.workloads': 'Workloads',
  'across.ratio': 'Geometric mean',
  'across.interval': '95 % interval',
  'across.to': '{lower} to {upper}',
  'across.worst': 'Worst for ours',
  'across.worst.value': '{label}: {ratio}',

  'aa.title': 'False alarms (A/A check)',
  'aa.about':
    'Each side is compared with itself by the very rule that judges it here. Whatever difference is found then is a false alarm.',
  'aa.run': 'Check',
  'aa.again': 'Check again',
  'aa.waiting': 'Comparing each side with itself',
  'aa.few': 'Too few runs to compare them with themselves.',
  'aa.none': 'not checked',
  'aa.row': 'Row',
  'aa.ours': 'False alarms, ours',
  'aa.theirs': 'False alarms, theirs',
  'aa.table': 'False alarms of each row',

  'items.title': 'Item by item',
  'items.run': 'Compare item by item',
  'items.about':
    'Where both sides answered the same items, pairs of answers see more than two means do. It stands beside the verdicts, which rest on runs.',
  'items.none': 'No file tells which item each score is of, so only the comparison of runs is possible.',

  'plan.title': 'How many runs',
  'plan.enough': 'There are enough runs for every row. More of them narrow the intervals.',
  'plan.needed': 'The rows still need {ours} more of ours and {theirs} more of theirs at least.',
  'plan.reason': {
    one: 'Why: no verdict rests on fewer than 5 runs a side. With {runs} a side the smallest p that can occur at all is {p}.',
    other:
      'Why: {count} rows are judged together, and no verdict rests on fewer than 5 runs a side. With {runs} a side the smallest p that can occur at all is {p}, times {count} rows {corrected}: it can still fall to 0.05 or below.',
  },
  'plan.agreed': 'Agreed on: {runs} runs a side.',
  'plan.order.about': 'The next runs, sides in turn, so that a drift of the machine weighs on both alike:',
  'plan.order.further': 'If it goes on, sides in turn, so that a drift of the machine weighs on both alike:',
  'plan.script': 'Script of the runs',

  'script.title': 'Script of these runs',
  'script.about': 'Write how each side is run. Every value in the script is quoted, so that no shell acts on it.',
  'script.command.hint': '{output} stands for the result file; without it, what the command prints is the result.',
  'script.ours': 'Command of ours',
  'script.theirs': 'Command of theirs',
  'script.ending': 'Ending of result files',
  'script.folder': 'Folder of results',
  'script.runs': 'Runs a side',
  'script.same': 'Client and server are the one machine that it runs on',
  'script.same.hint': 'Then its facts are recorded for both.',
  'script.shell': 'Shell',
  'script.sh': 'POSIX shell',
  'script.powershell': 'PowerShell',
  'script.label': 'Script of the runs',
  'script.here.title': 'Or let Proofdesk make them',
  'script.here.about':
    'Programs are started from the command line only, never from this window: it shows every command, asks, runs them in turn and offers to import the results.',
  'script.here.label': 'Lines for a terminal',

  copy: 'Copy',
  copied: 'Copied',
  save: 'Save {name}',
});
