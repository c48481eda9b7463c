/** Past forms that begin a deed, with what they are the past of. English as the deeds themselves. */
const infinitives: Readonly<Record<string, string>> = {
  accepted: 'accept',
  accepts: 'accept',
  added: 'add',
  announced: 'announce',
  appointed: 'appoint',
  approved: 'approve',
  archived: 'archive',
  asked: 'ask',
  attached: 'attach',
  began: 'begin',
  changed: 'change',
  checked: 'check',
  cloned: 'clone',
  closed: 'close',
  commented: 'comment',
  confirmed: 'confirm',
  copied: 'copy',
  corrected: 'correct',
  created: 'create',
  decided: 'decide',
  delegated: 'delegate',
  described: 'describe',
  edited: 'edit',
  ended: 'end',
  erased: 'erase',
  finished: 'finish',
  froze: 'freeze',
  gave: 'give',
  handed: 'hand',
  imported: 'import',
  installed: 'install',
  kept: 'keep',
  left: 'leave',
  listed: 'list',
  made: 'make',
  mapped: 'map',
  moved: 'move',
  noted: 'note',
  opened: 'open',
  planned: 'plan',
  published: 'publish',
  put: 'put',
  recorded: 'record',
  released: 'release',
  removed: 'remove',
  retired: 'retire',
  revoked: 'revoke',
  saved: 'save',
  set: 'set',
  settled: 'settle',
  shared: 'share',
  spent: 'spend',
  submitted: 'submit',
  took: 'take',
  undid: 'undo',
  used: 'use',
  withdrew: 'withdraw',
  wrote: 'write',
};

/** What a deed begins with: `created …`, `opened or closed …`, `no longer accepts …`. */
const BEGINNING = /^(no longer )?(\p{L}+)(?: or (\p{L}+))?(?= |$)/u;

/**
 * A deed as the wish that it be done, for the title of a request: what is asked for did not happen yet.
 *
 * @param deed a command's past deed, such as `created a deal`
 * @returns `Create a deal`; for a verb that is not known, `Approval of: …` with the deed as it is
 */
export function wishOf(deed: string): string {
  const [beginning, negation = '', first = '', second] = BEGINNING.exec(deed) ?? [];
  const verbs = [first, ...(second === undefined ? [] : [second])].map((verb) => infinitives[verb]);
  if (beginning === undefined || verbs.includes(undefined)) return `Approval of: ${deed}`;
  const wish = `${negation}${verbs.join(' or ')}${deed.slice(beginning.length)}`;
  return `${wish.charAt(0).toUpperCase()}${wish.slice(1)}`;
}
