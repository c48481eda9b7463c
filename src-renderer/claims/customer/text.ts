import { defineText } from '../../ui';

/** Words of what a customer sees of released claims. */
export const customerClaimsText = defineText('claims-customer', {
  title: 'What we say, and on what it stands',
  none: 'Nothing has been shared with you here yet.',
  subject: 'Held against: {subject}',
  claim: 'The claim',
  element: 'Element',
  mapping: 'What we observed',
});
