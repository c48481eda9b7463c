import { describe, expect, it } from 'vitest';
import { choiceInWords, editableFields, editedInput, inWords } from './input-fields';

const id = '0193a1b2-0000-7000-8000-000000000001';
const changes = [
  {
    entity: 'deal',
    id,
    op: 'patch' as const,
    fields: [{ field: 'title', label: 'Title', before: 'Old', after: 'New' }],
  },
];
const input = { deal: id, title: 'New', probability: 40, won: false, lines: [{ sku: 'A' }], note: null };

describe('the input of a refused act', () => {
  it('can be changed where it is a text, a number or yes and no; what names a row or holds more is left', () => {
    expect(editableFields(input, changes)).toEqual([
      { key: 'title', label: 'Title', kind: 'text', value: 'New' },
      { key: 'probability', label: 'Probability', kind: 'number', value: 40 },
      { key: 'won', label: 'Won', kind: 'yes-no', value: false },
    ]);
    expect(editableFields({ file: 'a'.repeat(64) }, [])).toEqual([]);
  });

  it('is chosen from the words that there are, where there is a list of them', () => {
    const choices = { to: ['discovery', 'proposal-sent'], from: ['discovery', 'proposal-sent'] };
    expect(editableFields({ deal: id, to: 'proposal-sent', from: null }, [], choices)).toEqual([
      { key: 'to', label: 'To', kind: 'choice', value: 'proposal-sent', options: ['discovery', 'proposal-sent'] },
    ]);
    const moved = [{ field: 'stage', label: 'Stage', before: 'discovery', after: 'proposal-sent' }];
    const patch = { entity: 'deal', id, op: 'patch' as const, fields: moved };
    expect(editableFields({ to: 'proposal-sent' }, [patch], choices)[0]).toMatchObject({ key: 'to', label: 'Stage' });
    expect(choiceInWords('proposal-sent')).toBe('proposal sent');
  });

  it('is sent whole with what was changed, and not at all where nothing was', () => {
    const fields = editableFields(input, changes);
    expect(editedInput(input, fields, {})).toEqual({ input: null, bad: [] });
    expect(editedInput(input, fields, { title: 'New', probability: '40' })).toEqual({ input: null, bad: [] });
    expect(editedInput(input, fields, { title: 'Newer', won: true }).input).toEqual({
      ...input,
      title: 'Newer',
      won: true,
    });
  });

  it('takes no word for a number', () => {
    const fields = editableFields(input, changes);
    expect(editedInput(input, fields, { probability: 'many' })).toEqual({ input: null, bad: ['probability'] });
    expect(editedInput(input, fields, { probability: ' ' }).bad).toEqual(['probability']);
    expect(editedInput(input, fields, { probability: '12,5' }).input).toMatchObject({ probability: 12.5 });
  });

  it('has names that can be read', () => {
    expect(inWords('discountRate')).toBe('Discount rate');
    expect(inWords('sku')).toBe('Sku');
  });
});
