import { describe, expect, it } from 'vitest';
import { readPlace } from './go-to';

describe('a place in a raw file', () => {
  it('is a line, a byte or a share', () => {
    expect(readPlace('4021')).toEqual({ line: 4021 });
    expect(readPlace(' Line 4,021 ')).toEqual({ line: 4021 });
    expect(readPlace('byte 1 000 000')).toEqual({ offset: 1_000_000 });
    expect(readPlace('@0')).toEqual({ offset: 0 });
    expect(readPlace('37.5 %')).toEqual({ share: 0.375 });
  });

  it('is nothing else', () => {
    for (const text of ['', 'end', '0', '-4', '101 %', '1e999', 'byte', '99999999999999999999']) {
      expect(readPlace(text)).toBeNull();
    }
  });
});
