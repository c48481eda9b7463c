import { z } from 'zod';
import { declareCommand } from '../../kernel/command';
import { archives, creates, theActor } from '../../kernel/writes';
import { mappingContentSchema, mappingNameSchema } from './content';

const id = z.string().min(1).max(100);

export const saveMapping = declareCommand({
  name: 'mapping.save',
  version: 1,
  deed: 'saved a mapping of results',
  writes: [creates('resultMapping', { by: theActor })],
  /** A name that is taken already gets a new version. */
  input: z.object({ name: mappingNameSchema, content: mappingContentSchema }),
  /** The content is in the changes. */
  recorded: ({ name, content }) => ({ name, kind: content.kind }),
  facts: { version: 'long' },
  result: z.object({ id, mapping: id, version: z.number(), sha256: z.string() }),
});

export const archiveMapping = declareCommand({
  name: 'mapping.archive',
  version: 1,
  deed: 'archived a mapping of results',
  writes: [archives('resultMapping')],
  /** By its name or id, all versions of it. */
  input: z.object({ mapping: z.string().min(1).max(120) }),
  facts: { versions: 'long' },
  result: z.object({ mapping: id, versions: z.number() }),
});
