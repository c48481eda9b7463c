import type { ImportWarning, parseStates } from './schema';

type ParseState = (typeof parseStates)[number];

/** What a person must confirm by name before a run is stored. */
export interface Confirmation {
  code: string;
  /** The sentences that are confirmed with it. */
  messages: string[];
}

/** Confirms that the harness itself saw failures. */
export const failuresCode = 'failures';

/** What must be confirmed of a file that was read, one entry a kind of warning; nothing for one that was read without any. */
export function confirmationsNeeded(parse: ParseState, warnings: readonly ImportWarning[]): Confirmation[] {
  const kinds = new Map<string, string[]>();
  for (const { code, message } of warnings) kinds.set(code, [...(kinds.get(code) ?? []), message]);
  if (parse === 'ok-with-failures' && kinds.size === 0)
    kinds.set(failuresCode, ['The harness reports failures in this run.']);
  return [...kinds].map(([code, messages]) => ({ code, messages }));
}

/** Why a file that was read is not stored at all; null when it may be. */
export function refusal(parse: ParseState): string | null {
  if (parse === 'empty') return 'The file holds no results: the run may have been stopped before it began.';
  if (parse === 'ok-no-samples') return 'The file is whole but holds no measurements, so there is nothing to compare.';
  return null;
}

/** Kinds of warning after which a run does not count as complete. */
const incompleteCodes = new Set(['truncated', 'skipped-rows']);

/** Whether these warnings say that a part of the run is missing. */
export function tellsIncomplete(warnings: readonly Pick<ImportWarning, 'code'>[]): boolean {
  return warnings.some(({ code }) => incompleteCodes.has(code));
}
