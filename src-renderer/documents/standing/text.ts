import { defineText } from '../../ui';

/** How what is written here stands and whom it may reach: the same words for documents, compositions and snippets. */
export const standingText = defineText('standing', {
  'state.draft': 'Draft',
  'state.waiting': 'Waits for approval',
  'state.returned': 'Returned',
  'state.approved': 'Approved',
  'state.changed': 'Changed since',
  for: 'May go to',
  'disclosure.internal': 'nobody outside',
  'disclosure.nda': 'those under a non-disclosure agreement',
  'disclosure.public': 'anybody',
  'circle.internal': 'internal',
  'circle.nda': 'under NDA',
  'circle.public': 'public',
  'versions.title': 'Handed in',
  'versions.none': 'Nothing was handed in yet.',
  'versions.version': 'Version {version}',
  'versions.by': '{when} by {person}',
  'versions.request': 'Request',
  'version.waiting': 'waits',
  'version.approved': 'approved',
  'version.returned': 'returned',
});
