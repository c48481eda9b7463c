import {
  approveComposition,
  approveSnippet,
  Composition,
  CompositionVersion,
  Snippet,
  SnippetVersion,
} from '../../documents';
import type { FactValue } from '../../kernel/command';
import { changeOf } from '../../kernel/judged';
import type { Known } from '../../kernel/reading';
import { submitCompositionFacts } from '../facts/studio';
import { FaultsOf, type FrozenRule } from '../frozen-fault';

/** A version is approved by the sign-offs that it names: it has to name all that the policies want. */
function asksEnough(
  found: FaultsOf,
  known: Known,
  asked: readonly string[],
  question: { command: string; resource: { entity: string; id: string }; facts: Record<string, FactValue> },
): void {
  const missing = known.decide(question).needs.filter((need) => !asked.includes(need));
  for (const need of missing) found.add('stale', 'needs', `The policies want a sign-off by ${need} as well.`, need);
}

/** A handed-in snippet is a copy of its draft. */
export const submitSnippetFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, SnippetVersion, 'create');
  const found = new FaultsOf(SnippetVersion.name, id, 'version');
  const snippet = known.require(Snippet, String(fields.snippet));
  found.copies('version', fields.version, snippet.version + 1);
  for (const name of ['title', 'text', 'locale', 'disclosure'] as const)
    found.copies(name, fields[name], snippet[name]);
  asksEnough(found, known, fields.needs ?? [], {
    command: approveSnippet.name,
    resource: { entity: Snippet.name, id: snippet.id },
    facts: { disclosure: snippet.disclosure },
  });
  return found.faults;
};

/** A handed-in document says for whom it is and what it is called as its draft does, and asks for every sign-off that is wanted. */
export const submitCompositionFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, CompositionVersion, 'create');
  const found = new FaultsOf(CompositionVersion.name, id, 'version');
  const composition = known.require(Composition, String(fields.composition));
  found.copies('version', fields.version, composition.version + 1);
  for (const name of ['title', 'disclosure', 'confidentiality', 'paper'] as const)
    found.copies(name, fields[name], composition[name]);
  const { resource, facts } = submitCompositionFacts(act, known);
  const { refused: _refused, ...asked } = facts;
  asksEnough(found, known, fields.needs ?? [], { command: approveComposition.name, resource, facts: asked });
  return found.faults;
};
