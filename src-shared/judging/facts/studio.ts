import { Composition, CompositionVersion, isOwn, Snippet, SnippetVersion } from '../../documents';
import { changeOf, type FactRule } from '../../kernel/judged';

/** Of what is frozen. Blocks that may not go to those whom it is for keep a plan from handing it in; they are not looked for here. */
export const submitCompositionFacts: FactRule = (act, known) => {
  const { composition: id = '', blocks = [], disclosure = '' } = changeOf(act, CompositionVersion, 'create').fields;
  return {
    resource: { entity: Composition.name, id },
    facts: {
      ownText: blocks.filter(isOwn).length,
      disclosure,
      kind: known.require(Composition, id).kind,
      refused: 0,
    },
  };
};

export const submitSnippetFacts: FactRule = (act) => {
  const { snippet: id = '', disclosure = '' } = changeOf(act, SnippetVersion, 'create').fields;
  return { resource: { entity: Snippet.name, id }, facts: { disclosure } };
};
