import type { PlanState } from '../../../src-core/commands/implementation';
import {
  approveComposition,
  approveSnippet,
  type BlockContent,
  type Composition,
  CompositionVersion,
  type Snippet,
  SnippetVersion,
} from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { stateOfVersion } from './approval-state';
import { blocksOf } from './composition-rows';
import { subjectOf } from './subjects';

type Reading = Pick<PlanState, 'get' | 'where'>;
export type DraftState = 'draft' | 'waiting' | 'returned' | 'approved' | 'changed';

/** The last version of a composition that was handed in. */
export const lastVersion = (
  state: Reading,
  composition: RowOf<typeof Composition>,
): RowOf<typeof CompositionVersion> | undefined =>
  composition.version === 0
    ? undefined
    : state.where(CompositionVersion, { composition: composition.id, version: composition.version })[0];

/** How a composition stands: by its last version, and whether it was edited since. */
export function stateOfComposition(state: Reading, composition: RowOf<typeof Composition>): DraftState {
  const version = lastVersion(state, composition);
  if (!version) return 'draft';
  if (isChanged(state, composition, version)) return 'changed';
  return stateOfVersion(state, approveComposition.name, composition.id, version).state;
}

function isChanged(
  state: Reading,
  head: RowOf<typeof Composition>,
  version: RowOf<typeof CompositionVersion>,
): boolean {
  const plain = (blocks: readonly { width: string; content: BlockContent }[]) =>
    canonicalText(JSON.parse(JSON.stringify(blocks.map(({ width, content }) => [width, unpinned(content)]))));
  return (
    head.title !== version.title ||
    head.disclosure !== version.disclosure ||
    head.confidentiality !== version.confidentiality ||
    head.paper !== version.paper ||
    (head.template ?? null) !== (version.template?.id ?? null) ||
    head.about?.subject !== version.about?.subject ||
    head.about?.topic !== version.about?.topic ||
    (head.about?.version !== undefined && head.about.version !== version.about?.version) ||
    plain(blocksOf(state, head.id)) !== plain(version.blocks)
  );
}

/** What was “the last version” was pinned when it was handed in; that alone is no change. */
const unpinned = (content: BlockContent): BlockContent =>
  content.kind === 'part' && content.of ? { ...content, of: { ...content.of, version: undefined } } : content;

/** How a snippet stands: by its last version, and whether it was edited since. */
export function stateOfSnippet(state: Reading, snippet: RowOf<typeof Snippet>): DraftState {
  const version = state.where(SnippetVersion, { snippet: snippet.id, version: snippet.version })[0];
  if (snippet.version === 0 || !version) return 'draft';
  const same = (['title', 'text', 'locale', 'disclosure'] as const).every((name) => snippet[name] === version[name]);
  if (!same) return 'changed';
  return stateOfVersion(state, approveSnippet.name, snippet.id, version).state;
}

/** What a reference is called: `Q-A7-0142, version 3`. */
export function labelOfSubject(state: Reading, ref: Parameters<typeof subjectOf>[1]): string {
  try {
    const { number, version } = subjectOf(state, ref);
    return version === null || number.endsWith(`/${version}`) ? number : `${number}, version ${version}`;
  } catch {
    return 'something that is not there any more';
  }
}
