import { defineText } from '../ui';

/** The words of Today. */
export const todayText = defineText('today', {
  title: 'Today',
  nothing: 'Nothing waits for you. What others ask of you, what is due and what you left unfinished comes here.',
  'nothing.people': 'Add the people you work with',
  'nothing.settings': 'Set up the company',
  'drafts.title': 'Left unfinished',
  'drafts.about': '{screen}, {time}',
  'drafts.drop': 'Throw the draft of {screen} away',
  'notices.title': 'To know',
  'notices.more': 'This device',
});
