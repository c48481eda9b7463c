/** Edited policies before they are installed: a text by id, or null for one that is taken away. */
export type PolicyEdits = Readonly<Record<string, string | null>>;

export type PolicyState = 'same' | 'changed' | 'added' | 'removed';

/** One policy as the list shows it: the edited text where there is one. */
export interface ListedPolicy {
  id: string;
  text: string;
  state: PolicyState;
}

/** The `@id("…")` of a Cedar text; null where it has none. */
export function policyId(text: string): string | null {
  return /@id\(\s*"([^"\\]+)"\s*\)/.exec(text)?.[1] ?? null;
}

/** Whether a policy permits or forbids, by its first effect that is no annotation or comment. */
export function policyEffect(text: string): 'permit' | 'forbid' {
  const plain = text.replace(/\/\/.*$/gm, '').replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return /\bforbid\s*\(/.test(plain) ? 'forbid' : 'permit';
}

/** What an annotation of a Cedar text says: `@say("…")`, `@needs("…")`. */
export function policyAnnotation(text: string, name: 'say' | 'needs'): string | null {
  const found = new RegExp(`@${name}\\(\\s*"((?:[^"\\\\]|\\\\.)*)"\\s*\\)`).exec(text)?.[1];
  return found === undefined ? null : found.replace(/\\(.)/g, '$1');
}

/** The policies in force with the edits laid over them, in the order of their ids. */
export function listPolicies(inForce: Readonly<Record<string, string>>, edits: PolicyEdits): ListedPolicy[] {
  const ids = [...new Set([...Object.keys(inForce), ...Object.keys(edits)])].sort();
  return ids.flatMap((id): ListedPolicy[] => {
    const before = inForce[id];
    const edit = edits[id];
    if (edit === undefined) return before === undefined ? [] : [{ id, text: before, state: 'same' }];
    if (edit === null) return before === undefined ? [] : [{ id, text: before, state: 'removed' }];
    if (before === undefined) return [{ id, text: edit, state: 'added' }];
    return [{ id, text: edit, state: edit === before ? 'same' : 'changed' }];
  });
}

/** The set that would be installed. */
export function editedPolicies(listed: readonly ListedPolicy[]): Record<string, string> {
  return Object.fromEntries(listed.filter(({ state }) => state !== 'removed').map(({ id, text }) => [id, text]));
}

/**
 * Lays one edited text over the others. Its id is the one that it names itself; where that is another than before, the policy of the old
 * name goes.
 */
export function withEdit(edits: PolicyEdits, before: string | null, text: string): PolicyEdits {
  const id = policyId(text);
  if (id === null) return edits;
  return { ...edits, ...(before !== null && before !== id && { [before]: null }), [id]: text };
}

/** Takes the edit of one policy back. */
export function withoutEdit(edits: PolicyEdits, id: string): PolicyEdits {
  const { [id]: _, ...rest } = edits;
  return rest;
}
