import { defineText } from '../../ui';

/** The words of the list of what needs attention. */
export const attentionText = defineText('sync-attention', {
  title: 'Needs attention',
  about: 'What the server could not simply take, and where others changed the same as you. Nothing here is lost.',
  'list.label': 'Entries, the newest first',
  empty:
    'Nothing needs attention. What the server refuses comes here with its reason, and so does what others changed at the same time as you.',
  server: 'Server settings',
  choose: 'Choose an entry to see what it is about.',
  next: 'Next entry',
  previous: 'Previous entry',
  erased: 'Erased person',
  'gone.short': 'Settled',
  'gone.title': 'This entry is settled',
  'gone.about': 'It was done again, discarded or settled, here or on another device.',

  'kind.refused': 'Refused',
  'kind.conflict': 'Changed twice',
  'kind.waiting': 'Waits for another device',
  'kind.invalid': 'Cannot be taken',
  'kind.file': 'File not taken',

  'refusal.not-a-member': 'not a member',
  'refusal.chain-revoked': 'device revoked',
  'refusal.policy': 'a policy',
  'refusal.stale': 'changed meanwhile',
  'refusal.figures': 'figures do not follow',
  'refusal.depends': 'builds on a refused act',
  'refusal.group': 'part of a refused act',
  'refusal.not-allowed': 'not allowed to this act',

  'refused.by': 'By {name}, {time}',
  'refused.why': 'Why it was refused',
  'refused.policies': { one: 'Decided by the policy {list}.', other: 'Decided by the policies {list}.' },
  'refused.server': 'Decided by the server, on the state that everybody shares.',
  'refused.needs': 'An approval of {list} is missing.',
  'refused.on': 'The act it builds on',
  'refused.present': '{field}, as it stands',
  'refused.content': 'What it would have changed',
  'refused.reason': 'Reason you gave',
  'refused.receipt': 'Receipt {number}',
  'refused.record': 'Open the record',
  'refused.elsewhere':
    'It was signed on another device or by another person; only there it can be done again or discarded.',
  'resend.title': 'Do it again',
  'resend.about': 'It is done anew on what stands now, as a new receipt. Change what has to be changed first.',
  'resend.plain': 'It is done anew on what stands now, as a new receipt.',
  'resend.fields': 'What it is done with',
  'resend.reason': 'Reason',
  'resend.run': 'Resend',
  'resend.run.edited': 'Resend as changed',
  'resend.bad-number': 'Write a number.',
  'discard.run': 'Discard',
  'discard.title': 'Discard this act?',
  'discard.about':
    'It stays in its chain of receipts and counts for nothing. You can still look at it among the receipts.',
  'discard.invalid':
    'It is taken out of its chain, and what you did after it is signed anew. Its content stays among the replaced receipts.',

  'conflict.title': '{label} of {title}',
  'conflict.about': 'You and {name} changed it without knowing of each other. Both are among the receipts; one stands.',
  'conflict.mine': 'Yours',
  'conflict.theirs': 'Theirs, by {name}',
  'conflict.stands': 'stands now',
  'conflict.neither': 'It was changed again meanwhile: neither of both stands now.',
  'conflict.when': '{name}, {time}',
  'conflict.keep': 'Keep this',
  'conflict.keep.of': 'Keep {value}',
  'conflict.take': 'Take this instead',
  'conflict.take.of': 'Take {value} instead',
  'conflict.take.record': 'Open the record',
  'conflict.not.claims':
    'It cannot be taken here: a chart is only ever put on the newest version of its claims. That is done on the chart.',
  'conflict.not.figure':
    'It cannot be taken here: a figure is taken from its source anew, never written. That is done in the case study.',
  'conflict.not.template': 'It cannot be taken here: a template is edited file by file, in its own editor.',
  'conflict.not.source':
    'It cannot be taken here: this value came from a quote, a verdict, usage or the model. It is taken from there again in the case.',
  'conflict.not.alone': 'It cannot be taken here: it goes with more than this field. It is changed on the record.',
  'conflict.settle': 'Seen',
  'conflict.empty': 'empty',

  'waiting.about':
    'It builds on something that the server has not seen yet. It goes on by itself when that arrives; nothing has to be done here.',
  'waiting.for': 'It waits for',
  'waiting.device': '{person}, on {device}',
  'waiting.person': 'a device of {person}',
  'waiting.unknown': 'a device that is not known here',
  'invalid.why': 'Why the server cannot take it',
  'file.since': '{size}, not taken since {time}',
  'file.why': 'What the server says',
  'file.about':
    'The file is on this device and everything else goes on; others cannot open it yet. It is sent again by itself from time to time.',
  'file.run': 'Send it again now',
  'file.again': 'It was sent again at {time}, and the server still does not take it.',
});
