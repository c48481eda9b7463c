import { defineText } from '../../ui';

/** Words of the review of charts, and of what legal has to look at. */
export const reviewText = defineText('claim-review', {
  'stat.elements': 'Elements',
  'stat.evidence': 'With evidence',
  'stat.flags': 'Open wordings',
  'stat.comments': 'Open comments',
  'stat.shown': 'May be shown',
  blockers: 'In the way of a release',
  'blockers.none': 'Nothing is in the way: each element stands on evidence, and each wording may stand.',
  since: 'Changes since version {version}',
  'since.approved': 'Changes since version {version}, which was approved',
  'since.returned': 'Changes since version {version}, which was returned',
  text: 'As it was handed in',
  against: '{set}, claim {claim}, held against {subject}',
  earlier: 'The chart has moved on; this is version {version} as it was handed in.',
  release: 'Release to sales',
  'release.about': 'Two people have approved it. Once released, everybody in the workspace may read this text.',
  'release.done': 'This version was released to sales.',
  'release.open': 'Open the release',

  'attention.title': 'Claims to look at',
  'attention.about': 'Their evidence changed or says otherwise now.',
  'attention.more': { one: '{count} more chart', other: '{count} more charts' },
  'attention.version': 'version {version}',
});
