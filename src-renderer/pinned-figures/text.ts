import { defineText } from '../ui';

/** The words of figures that are pinned to their sources. */
export const pinnedText = defineText('pinned-figures', {
  'source.open': 'Open what it was taken from',
  'source.receipt': 'Receipt {receipt}',
  'source.stated': 'Stated by {person}',
  'source.stated.unknown': 'Stated by somebody who was forgotten',
  'take.title': 'Take a figure',
  'take.from': 'Where it comes from',
  'take.measured': 'Measured or recorded here',
  'take.stated': 'Stated by the customer',
  'take.figure': 'Figure',
  'take.figure.hint': 'Of recorded verdicts, value cases, metered usage and our own runs.',
  'take.none':
    'Nothing was measured or recorded for it yet. Record a verdict or a value case first, or say what the customer stated.',
  'take.label': 'What it is called',
  'take.value': 'Value',
  'take.unit': 'Unit',
  'take.against': 'Before, or compared with',
  'take.contact': 'Stated by',
  'take.contact.none': 'The account has no contact yet; add one first.',
  'take.on': 'Stated on',
  'take.how': 'How',
  'take.how.placeholder': 'by e-mail, in a call',
  'take.run': 'Take the figure',
  'take.incomplete': 'Choose a figure, or fill in what was stated, by whom and when.',
  stale: 'out of date',
  stated: 'stated by the customer',
  inside: 'internal only',
  versus: 'against {value}',
});
