import { expect, it } from 'vitest';
import { mappingContentSchema } from '../../../src-shared/bakeoffs';
import { givenMapping } from './given-mapping';
import { mappingDigest } from './mapped-run';
import { csvMapping } from './testing';

const content = mappingContentSchema.parse(csvMapping());
const refusal = (given: Parameters<typeof givenMapping>[0]): unknown => {
  try {
    givenMapping(given);
  } catch (thrown) {
    return thrown;
  }
  throw new Error('it was taken');
};

it('a mapping out of a bundle is used where its digest is that of what it says', () => {
  expect(givenMapping({ sha256: mappingDigest(content), content })).toMatchObject({ content });
});

it('a mapping with a digest of something else is refused with both digests and what to do', () => {
  const found = mappingDigest(content);
  expect(refusal({ sha256: 'ab'.repeat(32), content })).toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(`SHA-256 abab…abab is recorded, and what lies here has ${found.slice(0, 4)}…`),
    where: { field: 'mapping.sha256' },
    hint: expect.stringContaining('ask whoever made it'),
    details: { recorded: 'ab'.repeat(32), found },
  });
  const changed = { ...content, tool: 'another tool' };
  expect(refusal({ sha256: found, content: changed })).toMatchObject({ where: { field: 'mapping.sha256' } });
});

it('a mapping that says nothing usable is refused with the field', () => {
  expect(refusal({ sha256: mappingDigest(content), content: { ...content, delimiter: 'ab' } })).toMatchObject({
    code: 'bad-input',
    where: { field: 'mapping.content.delimiter' },
  });
  expect(refusal({ sha256: '', content: undefined })).toMatchObject({ where: { field: 'mapping.content' } });
});
