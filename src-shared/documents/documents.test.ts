import { describe, expect, it } from 'vitest';
import { quoteExample } from '../../test/documents/examples';
import { DocumentRecord, disclosures, documentKinds, parseDocumentData, printedKinds, recordDocument } from './index';

const record = {
  kind: 'quote',
  title: 'Q-A7-0001, version 1',
  deal: 'd',
  account: 'a',
  entity: 'quote',
  subject: 'q',
  version: 1,
  file: 'a'.repeat(64),
  name: 'quote.pdf',
  size: 1,
  final: true,
  disclosure: 'nda',
  sources: [],
} as const;
const takes = (changes: object) => recordDocument.input.safeParse({ ...record, ...changes }).success;

describe('the record of a document', () => {
  it('names its file by a whole digest, and a size that a file can have', () => {
    expect(takes({})).toBe(true);
    for (const file of ['a'.repeat(63), 'A'.repeat(64), 'g'.repeat(64), '']) expect(takes({ file }), file).toBe(false);
    for (const size of [0, -1, 1.5]) expect(takes({ size }), String(size)).toBe(false);
  });

  it('can go to whom the workspace knows, as a kind that there is', () => {
    for (const disclosure of disclosures) expect(takes({ disclosure })).toBe(true);
    for (const kind of documentKinds) expect(takes({ kind })).toBe(true);
    expect(takes({ disclosure: 'everybody' }) || takes({ kind: 'letter' })).toBe(false);
  });

  it('never changes, and shows a customer neither where it came from nor who made it', () => {
    const fields = Object.entries(DocumentRecord.fields);
    expect(fields.filter(([, { merge }]) => merge !== 'immutable')).toEqual([]);
    const shown = fields.filter(([, { customerVisible }]) => customerVisible).map(([name]) => name);
    for (const inside of ['deal', 'entity', 'subject', 'sources', 'builtBy', 'disclosure']) {
      expect(shown).not.toContain(inside);
    }
    expect(recordDocument.notUndoable).toBeTruthy();
  });
});

describe('the data of a document', () => {
  it('are of a kind that is printed', () => {
    // What is put together says itself which kind of document it is.
    for (const kind of printedKinds) if (kind !== 'composed') expect(documentKinds).toContain(kind);
    expect(parseDocumentData(quoteExample()).kind).toBe('quote');
  });

  it.each([
    ['an amount that is no decimal', { totals: [{ key: 'total', amount: '1e3' }] }, 'totals.0.amount'],
    ['no total at all', { totals: [] }, 'totals'],
    ['a day that is none', { validUntil: 'tomorrow' }, 'validUntil'],
    ['a line break in a one-line text', { billing: 'a\nb' }, 'billing'],
    ['a total of another kind without a label', { totals: [{ key: 'other', amount: '1' }] }, 'totals.0'],
  ])('with %s are refused at the field', (_, changes, field) => {
    expect(() => parseDocumentData({ ...quoteExample(), ...changes })).toThrow(
      expect.objectContaining({ code: 'bad-input', where: { field } }),
    );
  });
});
