import { mappingContentSchema } from '../../../src-shared/bakeoffs';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type AppliedMapping, mappingDigest } from './mapped-run';

/** A mapping out of a bundle or a document, whose digest must be that of what it says. Throws `bad-input` otherwise. */
export function givenMapping({ sha256, content }: { sha256: string; content?: unknown }): AppliedMapping {
  const parsed = mappingContentSchema.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The mapping of a run cannot be used: ${issue.path.map(String).join('.')} ${issue.message}.`,
    });
  }
  if (mappingDigest(content as typeof parsed.data) !== sha256) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The mapping of a run is not the one that its digest names.',
    });
  }
  return { name: 'as recorded', content: parsed.data };
}
