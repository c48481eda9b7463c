import { mappingContentSchema, shortDigest } from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type AppliedMapping, mappingDigest } from './mapped-run';

/**
 * A mapping out of a bundle or a document, whose digest must be that of what it says. Throws `bad-input` with the field that cannot be
 * used, or with both digests where they differ.
 */
export function givenMapping({ sha256, content }: { sha256: string; content?: unknown }): AppliedMapping {
  const parsed = mappingContentSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The mapping of a run cannot be used: ${issue.message}.`,
      where: { field: ['mapping', 'content', ...issue.path.map(String)].join('.') },
      hint: changedSince,
    });
  }
  // The digest is of what was recorded, not of what this version makes of it.
  const found = mappingDigest(content as typeof parsed.data);
  if (found !== sha256) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The mapping through which a run was read is not the recorded one: SHA-256 ${shortDigest(sha256)} is recorded, and what lies here has ${shortDigest(found)}.`,
      where: { field: 'mapping.sha256' },
      hint: changedSince,
      details: { recorded: sha256, found },
    });
  }
  return { name: 'as recorded', content: parsed.data };
}

const changedSince = 'What the figures rest on was changed after it was made: ask whoever made it for it once more.';
