import { defineText } from '../../ui';

/** Words of defensibility briefs. */
export const briefsText = defineText('claim-briefs', {
  about:
    'A defensibility brief says what is protected, why it is hard to design around, and on which terms it is licensed. It is built from approved charts only.',
  new: 'New brief',
  'column.number': 'Number',
  'column.title': 'Brief',
  'column.charts': 'Charts',
  'column.shown': 'May be shown',
  'column.state': 'State',
  'column.owner': 'Owner',
  'column.created': 'Begun',
  'state.ready': 'can be built',
  'state.blocked': 'waits for approval',

  'new.title': 'New brief',
  'new.name': 'Title',
  'new.chart': 'First chart',
  'new.chart.none': 'There is no chart yet; a brief is built from approved ones.',
  'new.needs': 'A title and a chart are needed.',
  'new.act': 'Begin the brief',

  missing: 'There is no such brief.',
  unfinished: 'Changes of {when} are not saved yet.',
  'text.title': 'What it says',
  'field.title': 'Title',
  'field.protects': 'What is protected',
  'field.protects.hint':
    'In prose. The charts show it element by element, with the alternatives that were considered and what they cost.',
  'field.licensing': 'Licensing stance',
  'field.licensing.hint': 'On which terms it is licensed, or why it is not.',
  'field.disclosure': 'May be shown',
  'shown.internal': 'inside the house only',
  'shown.nda': 'to those under NDA',
  'shown.public': 'to anybody',
  save: 'Save',
  drop: 'Give the changes up',
  'needs.title': 'The brief needs a title.',
  'needs.chart': 'The brief needs a chart.',
  'needs.save': 'Save the changes first.',

  'charts.title': 'Charts',
  'charts.add': 'Add a chart',
  'charts.up': 'Move {number} up',
  'charts.remove': 'Take {number} out',
  'charts.approved': 'version {version} is approved',
  'charts.unapproved': 'no version is approved',
  'charts.stale': {
    one: 'The evidence of {count} element changed.',
    other: 'The evidence of {count} elements changed.',
  },
  'charts.new': 'not saved yet',

  blockers: 'In the way',
  'blockers.about': 'It can be built once these are settled:',
  build: 'Build the PDF',
  'build.failed': 'The brief could not be built',
  more: 'More actions',
  archive: 'Archive',
  'archive.title': 'Archive {number}?',
  'archive.about': 'It goes from the list. Documents that were built of it stay.',
});
