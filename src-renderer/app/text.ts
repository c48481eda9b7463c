import { defineText } from '../ui';

/** The words of the frame around the screens. */
export const appText = defineText('app', {
  'nav.catalogue': 'Catalogue',
  'nav.trust': 'Trust',
  'nav.foot': 'Workspace',

  'problem.ask': 'Ask for approval',
  'problem.asked': 'Approval was asked for',
  'problem.asked.detail': 'It runs exactly as tried once it is given; see Approvals.',
  'loaded.failed': 'This could not be read.',
  'loaded.reading': 'Reading …',

  'crash.title': 'This screen failed',
  'crash.about': 'What was saved is safe; unfinished edits are kept as drafts. The rest of the application goes on.',
  'crash.again': 'Show it again',
  'crash.home': 'Go to Today',
  'missing.title': 'There is no such screen',
  'missing.about': 'The address {path} leads nowhere; it may come from another version of Proofdesk.',
  'missing.home': 'Go to Today',

  'connection.lost': 'Proofdesk does not answer',
  'connection.lost.about': 'It is tried again by itself. What is on screen may be out of date; what was saved is safe.',
  'connection.refused': 'This page is no longer signed in',
  'connection.refused.about': 'Proofdesk was started again. Open the address that it printed when it started.',
  'connection.opening': 'Opening Proofdesk …',

  'person.choose': 'Who acts here?',
  'person.choose.about':
    'Several people may share this computer. Each has a key of their own, and every receipt says who acted.',
  'person.roles': '{roles}',
  'person.none': 'Nobody',
  'person.add': 'Add a person',
  'person.settings': 'Settings',
  'person.close': 'Close this workspace',
  'person.switch': 'Switch person',
  'person.switch-to': 'Act as {name}',

  'customer.open': 'Show what a customer sees',
  'customer.leave': 'Back to our view',
  'customer.choose': 'Whose view?',
  'customer.choose.about':
    'The page loads anew as this customer sees it. What is internal is then not hidden but absent, until you come back.',
  'customer.choose.account': 'Account',
  'customer.choose.placeholder': 'Type the name of a customer',
  'customer.choose.none': 'No account is called so.',
  'customer.choose.nobody': 'There are no accounts yet. The customer view opens for an account.',
  'customer.choose.show': 'Show their view',
  'customer.home': 'Overview',
  'customer.title': 'Prepared for {account}',
  'customer.by': 'by {company}',
  'customer.empty': 'Nothing has been shared with this customer yet.',

  'help.title': 'Keyboard',
  'help.open': 'Keyboard shortcuts',
  'help.anywhere': 'Anywhere',
  'help.here': 'On this screen',
  'help.tables': 'In tables',
  'help.tables.move': 'Move between cells',
  'help.tables.open': 'Open or edit',
  'help.tables.select': 'Select',
  'help.numbers': 'At a number with a dotted underline',
  'help.numbers.go': 'Go to its steps',
  'help.forms': 'In forms',
  'help.forms.send': 'Send it',

  'theme.light': 'Light theme',
  'theme.dark': 'Dark theme',
  'theme.system': 'Theme of the system',
  'palette.found': 'Found',
  'undo.last': 'Undo my last change',
  'undo.none': 'There is nothing of yours that can be undone.',
});
