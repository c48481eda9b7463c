import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import type { TextMapping, TextPattern } from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';

/**
 * Patterns are matched by an engine whose time grows with the length of a line times the size of a pattern and never faster, so a pattern
 * that somebody else wrote cannot keep the desk busy for ever. These limits keep the product small.
 */
const largestProgram = 600;
/** Longer lines are no line of a report; they are skipped and said. */
export const longestLine = 16_384;

/** A match of a pattern in one line. */
export interface LineMatch {
  /** What a group took; undefined where it took no part. */
  text(group: string): string | undefined;
  /** Where a group, or the whole match without a name, begins and ends in the line, from 0; null where it took no part. */
  range(group?: string): { start: number; end: number } | null;
}

/** A pattern that is ready to be used. */
export interface LinePattern {
  pattern: TextPattern;
  /** Names of its groups. */
  groups: string[];
  match(line: string): LineMatch | null;
}

let loaded: typeof RE2JS | null = null;

/** The engine, loaded with the first pattern, so that no start waits for it. */
function engine(): typeof RE2JS {
  loaded ??= (createRequire(import.meta.url)('re2js') as typeof import('re2js')).RE2JS;
  return loaded;
}

/** Makes the patterns of a mapping ready. Throws `bad-input` naming the pattern that cannot be used, and why. */
export function linePatterns({ patterns }: Pick<TextMapping, 'patterns'>): LinePattern[] {
  return patterns.map((pattern, index) => linePattern(pattern, ['patterns', index]));
}

function linePattern(pattern: TextPattern, at: (string | number)[]): LinePattern {
  const problem = (message: string, hint?: string): ProofdeskError =>
    new ProofdeskError({
      code: 'bad-input',
      message,
      where: { field: [...at, 'pattern'].join('.') },
      ...(hint !== undefined && { hint }),
    });
  let expression: RE2JS;
  try {
    expression = engine().compile(pattern.pattern);
  } catch (error) {
    throw problem(
      `Pattern ${Number(at[1]) + 1} cannot be used: ${(error as Error).message.replace(/^error parsing regexp: /, '')}.`,
      'Look-around and back-references are not known; named groups are written (?<name>…).',
    );
  }
  if (expression.programSize() > largestProgram) {
    throw problem(
      `Pattern ${Number(at[1]) + 1} is too large once its repetitions are counted.`,
      'Use * or + in place of {n}.',
    );
  }
  const groups = Object.keys(expression.namedGroups());
  const wanted = [
    ...pattern.values.map(({ group }) => group),
    ...(pattern.key ? [pattern.key.group] : []),
    ...(pattern.time ? [pattern.time.group] : []),
  ];
  const missing = wanted.find((group) => !groups.includes(group));
  if (missing !== undefined) {
    throw problem(
      `Pattern ${Number(at[1]) + 1} has no group “${missing}”.`,
      `Write it as (?<${missing}>…)${groups.length > 0 ? `; it has ${groups.join(', ')}` : ''}.`,
    );
  }
  return {
    pattern,
    groups,
    match(line) {
      const matcher = expression.matcher(line);
      if (!matcher.find()) return null;
      return {
        text: (group) => matcher.group(group) ?? undefined,
        range: (group) => {
          const [start, end] =
            group === undefined ? [matcher.start(), matcher.end()] : [matcher.start(group), matcher.end(group)];
          return start < 0 ? null : { start, end };
        },
      };
    },
  };
}

/** The first pattern that fits a line. */
export function firstMatch<S extends LinePattern>(
  steps: readonly S[],
  line: string,
): { step: S; match: LineMatch } | null {
  for (const step of steps) {
    const match = step.match(line);
    if (match) return { step, match };
  }
  return null;
}
