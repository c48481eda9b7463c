import { defineText } from '../../ui';

/** The words of the form for recorded facts. */
export const factsText = defineText('bakeoff-facts', {
  title: 'Facts of {name}',
  'title.many': { one: 'Facts of {count} run', other: 'Facts of {count} runs' },
  about: 'What is left empty is unknown, and shown as unknown in the proof deck. Nothing unknown counts as equal.',
  'about.many':
    'What you change is written to all of them. Facts of a single run, such as its start, are left out here.',
  unknown: 'unknown',
  differs: 'differs between these runs',
  'ran-by': 'Run by',
  'ran-by.hint': 'A name of this workspace is kept as that person.',
  yes: 'yes',
  no: 'no',
  'settings.hint':
    'One a line: name = value (own: the product’s own value) # reason. Write “none” where nothing differs.',
  save: 'Record facts',
  'save.nothing': 'Nothing was changed.',
  known: { one: '{count} fact known', other: '{count} facts known' },

  'copy.title': 'Copy facts of {name}',
  'copy.about': 'Facts that belong to a single run (its start, its place, its load) are not copied.',
  'copy.to': 'Copy to',
  'copy.all': 'all other runs of {side}',
  'copy.everything': 'all other runs',
  'copy.product': 'Copy facts of the product too',
  'copy.run': { one: 'Copy to {count} run', other: 'Copy to {count} runs' },
  'copy.none': 'Choose where they go.',
});
