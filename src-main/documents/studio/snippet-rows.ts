import type { PlanState } from '../../../src-core/commands/implementation';
import { approveSnippet, Snippet, SnippetVersion } from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { stateOfVersion } from './approval-state';

type Reading = Pick<PlanState, 'get' | 'where'>;

/** A snippet by its id or number; throws `not-found`. */
export function requireSnippet(state: Reading, named: string): RowOf<typeof Snippet> {
  const row = state.get(Snippet, named) ?? state.where(Snippet, { number: named })[0];
  if (!row || row.archived) {
    throw new ProofdeskError({ code: 'not-found', message: `There is no snippet ${named}.` });
  }
  return row;
}

export const findSnippetVersion = (
  state: Reading,
  snippet: string,
  version: number,
): RowOf<typeof SnippetVersion> | undefined => state.where(SnippetVersion, { snippet, version })[0];

/** A version of a snippet; throws `not-found` where there is none. */
export function requireSnippetVersion(
  state: Reading,
  named: string,
  version: number,
): { snippet: RowOf<typeof Snippet>; row: RowOf<typeof SnippetVersion> } {
  const snippet = requireSnippet(state, named);
  const row = findSnippetVersion(state, snippet.id, version);
  if (!row) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${snippet.number} has no version ${version}.`,
      hint: snippet.version === 0 ? 'Hand it in for approval first.' : `Its last version is ${snippet.version}.`,
    });
  }
  return { snippet, row };
}

/** The newest approved version of a snippet; null while there is none. */
export function approvedSnippet(state: Reading, snippet: string): RowOf<typeof SnippetVersion> | null {
  const versions = state.where(SnippetVersion, { snippet }).sort((a, b) => b.version - a.version);
  return versions.find((row) => stateOfVersion(state, approveSnippet.name, snippet, row).state === 'approved') ?? null;
}
