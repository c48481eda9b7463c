import { defineText } from '../ui';

/** The words of being in step with a server that stand on every screen. */
export const syncText = defineText('sync', {
  'state.none': 'This workspace is on this device only. Nothing leaves it.',
  'state.synced': 'Everything is sent and fetched.',
  'state.sending': 'Changes are being sent and fetched. Work goes on meanwhile.',
  'state.offline': 'The server cannot be reached. Work goes on; what you do is sent when the connection is back.',
  'state.signed-out': 'Sign in, so that what you do is sent and what others do comes here. Work goes on meanwhile.',
  'state.removed': 'Your account is no longer in this workspace. Nothing is sent or fetched any more.',
  'state.update':
    'The server and this Proofdesk are of versions that do not understand each other. Work goes on; what you do is sent after the update.',
  'state.contradicts':
    'What the server sent does not hold together, and nothing of it was taken. Work goes on; it is tried again.',
  'panel.server': 'Server',
  'panel.account': 'Account',
  'panel.account.unnamed': 'signed in',
  'panel.account.none': 'nobody is signed in',
  'panel.person': 'You are',
  'panel.contact': 'Last contact',
  'panel.contact.never': 'not yet',
  'panel.number': 'Newest decision',
  'panel.number.both': '{here} here, {server} at the server',
  'panel.pending': 'Not sent yet',
  'panel.pending.waiting': '{pending}, of them {waiting} waiting for another device',
  'panel.uploads': 'Files to upload',
  'panel.history': 'History',
  'panel.history.share': '{share} here, the rest is coming',
  'panel.attention': { one: '{count} entry needs attention', other: '{count} entries need attention' },
  'skew.ahead': 'This computer’s clock is {time} ahead of the server’s.',
  'skew.behind': 'This computer’s clock is {time} behind the server’s.',
  'skew.about': 'Times on receipts are those of this computer; the order of changes is not harmed by it.',
  'now.run': 'Sync now',
  'now.busy': 'Syncing …',
  'sign-in': 'Sign in',
  'sign-out': 'Sign out',
  settings: 'Server settings',
  share: 'Share with a server …',

  'nav.attention': 'Needs attention',
  'card.all': 'All of it',
  'card.conflict': '{label} of {title} was changed twice',

  'removed.title': 'You are no longer in {name}',
  'removed.about':
    'An admin ended your access to this workspace, or you gave it up on another device. Nothing of it is shown here any more, and nothing is sent or fetched.',
  'removed.unsent': {
    one: '{count} change of yours was never sent. It is written to a file before anything is taken away, so that an admin can see what was in it.',
    other:
      '{count} changes of yours were never sent. They are written to a file before anything is taken away, so that an admin can see what was in it.',
  },
  'removed.save': 'Save unsent work and take it off this device …',
  'removed.leave': 'Take it off this device …',
  'removed.again': 'Ask the server again',
  'removed.close': 'Close it',
  'removed.mistake':
    'If it is a mistake, ask an admin to invite you again; until then what is on this device stays as it is.',

  'left.gone': '{name} is no longer on this device.',
  'left.file': 'What was never sent is in the file',
  'left.dismiss': 'Dismiss',

  'files.make': 'Make available offline',
  'files.here': '{here} of {files} files are on this device.',
  'files.all': {
    one: 'The one file of this deal is on this device.',
    other: 'All {count} files of this deal are on this device.',
  },
  'files.none': 'This deal has no files.',
  'files.about': 'Files are fetched when they are opened. Kept offline, all of this deal’s are here beforehand.',
});
