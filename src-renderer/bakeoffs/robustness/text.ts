import { defineText } from '../../ui';

/** The words of faults and of how runs fared under them. */
export const robustnessText = defineText('bakeoff-robustness', {
  title: 'Under fault',
  about: 'Median over the runs of a side, shaded their range; laid over each other at the beginning of the fault.',
  none: 'No fault is recorded yet. Record what was injected and when, or import a faults.csv beside the runs.',
  record: 'Record faults',
  'record.all': 'Record the fault of all runs',
  'course.success': '{key}: success',
  'course.throughput': '{key}: good answers a second',
  'course.latency': '{key}: median latency',
  'course.fault': 'Shaded: {kind}, {from} to {to} s',
  ours: 'ours',
  theirs: 'theirs',
  'dialog.title': 'Faults of {name}',
  'dialog.title.many': { one: 'Faults of {count} run', other: 'Faults of {count} runs' },
  'dialog.about':
    'What was injected into the run, in seconds from its start. Figures under fault follow from it at once.',
  'dialog.many': 'All of these runs get the same faults, in place of those that they have.',
  'field.kind': 'What was done',
  'field.kind.hint': 'node killed',
  'field.from': 'From',
  'field.to': 'To',
  'field.note': 'Note',
  add: 'Add a fault',
  remove: 'Remove {kind}',
  unnamed: 'this fault',
  save: 'Save',
  incomplete: 'Each fault needs a name and a beginning before its end, after the one above it.',
});
