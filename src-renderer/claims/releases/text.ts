import { defineText } from '../../ui';

/** Words of what was released for sales to say. */
export const releasesText = defineText('claim-releases', {
  about: 'What legal has released may be said here: the wording, element by element, and to whom it may be shown.',
  'about.draft': 'Nothing is released yet. A chart that legal approved is released from its page.',
  find: 'Number, title or words',
  nothing: 'Nothing released has these words.',
  'filter.holding': 'Only what holds now',
  'column.number': 'Number',
  'column.title': 'Released chart',
  'column.below': '{set}, claim {claim}, version {version}',
  'column.subject': 'Held against',
  'column.disclosure': 'May be shown',
  'column.expires': 'Valid until',
  'column.state': 'State',
  'column.at': 'Released',
  'state.released': 'holds',
  'state.expired': 'expired',
  'state.withdrawn': 'withdrawn',
  'state.newer': 'a newer version is released',
  'state.stale': 'its evidence changed',
  'state.new': 'not opened yet',
});
