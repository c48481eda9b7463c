import { describe, expect, it } from 'vitest';
import { messageWithHint, ProofdeskError } from './errors';

describe('a message with its hint', () => {
  it('is one text of whole sentences', () => {
    const error = new ProofdeskError({ code: 'unavailable', message: 'It is not here.', hint: 'Try again.' });
    expect(messageWithHint(error)).toBe('It is not here. Try again.');
    expect(messageWithHint({ message: 'The column “price” is missing', hint: 'Add it.' })).toBe(
      'The column “price” is missing. Add it.',
    );
  });

  it('is the message as it stands where there is none', () => {
    expect(messageWithHint({ message: 'It is not here.' })).toBe('It is not here.');
    expect(messageWithHint({ message: 'The column “price” is missing', hint: '' })).toBe(
      'The column “price” is missing',
    );
  });
});
