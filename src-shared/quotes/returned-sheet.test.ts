import { describe, expect, it } from 'vitest';
import { readAcceptanceAbout, readSheetDay } from '../documents';
import { acceptedDocument, finalDocument } from './handover';
import { drawnSignature } from './returned-sheet';
import { signatureSchema } from './signature';

describe('a day on a sheet', () => {
  it.each([
    ['2026-11-30', 'en', '2026-11-30'],
    [' 2026/1/5 ', 'ja', '2026-01-05'],
    ['2026年11月30日', 'ja', '2026-11-30'],
    ['２０２６/１１/３０', 'ja', '2026-11-30'],
    ['30.11.2026', 'de', '2026-11-30'],
    ['5. 1. 2026', 'de', '2026-01-05'],
    ['05/01/2026', 'fr', '2026-01-05'],
    ['30/11/2026', 'en', '2026-11-30'],
    ['11/30/2026', 'en', '2026-11-30'],
    ['05/05/2026', 'en', '2026-05-05'],
    ['29.02.2028', 'de', '2028-02-29'],
  ])('%s (%s) is %s', (text, language, day) => expect(readSheetDay(text, language)).toBe(day));

  it.each(['05/01/2026', '29.02.2026', '2026-13-01', '31.04.2026', 'next week', '', '30.11.26'])(
    '%s is none that can be told',
    (text) => expect(readSheetDay(text, 'en')).toBeNull(),
  );
});

it('what a sheet is about is read only in the form in which it is written', () => {
  const sha256 = 'a'.repeat(64);
  expect(readAcceptanceAbout(`Q-A7-0001 2 ${sha256}`)).toEqual({ number: 'Q-A7-0001', version: 2, sha256 });
  for (const text of ['', 'Q-A7-0001 2', `Q-A7-0001 two ${sha256}`, `Q-A7-0001 2 ${sha256} more`]) {
    expect(readAcceptanceAbout(text)).toBeNull();
  }
});

describe('a signature drawn on a sheet', () => {
  it('keeps its shape, in the middle of the field', () => {
    const drawn = drawnSignature([
      [
        [100, 500],
        [200, 500],
        [200, 520],
      ],
    ]);
    expect(drawn).toEqual({
      kind: 'drawn',
      strokes: [
        [
          [30, 66],
          [970, 66],
          [970, 254],
        ],
      ],
    });
  });

  it('of very many points or of one is still one that is taken', () => {
    const long = Array.from({ length: 20_000 }, (_, index): [number, number] => [index, Math.sin(index) * 900]);
    expect(signatureSchema.safeParse(drawnSignature([long])).success).toBe(true);
    expect(signatureSchema.safeParse(drawnSignature([[[7, 7]]])).success).toBe(true);
    expect(drawnSignature([])).toBeNull();
  });
});

describe('what a customer says yes to', () => {
  const document = (kind: string, digest: string) => ({
    kind,
    digest,
    final: true,
    restricted: false,
    name: digest,
    at: 1,
  });
  const sent = (digest: string) => ({ at: 1, how: 'mail', document: digest, contested: false });
  const documents = [document('quote', 'q'), document('order-form', 'f'), document('acceptance', 's')];

  it('is the order form that was sent, whatever went out after it', () => {
    expect(acceptedDocument({ documents, sent: ['f', 'q', 's'].map(sent), accepted: [] })).toBe('f');
    expect(acceptedDocument({ documents, sent: ['q', 's'].map(sent), accepted: [] })).toBe('q');
  });

  it('a sheet that was made before the newest order form is not handed over', () => {
    const form = { ...document('order-form', 'g'), at: 2 };
    const version = { documents: [...documents, form], sent: [], accepted: [] };
    expect(finalDocument(version, 'acceptance')).toBeUndefined();
    expect(finalDocument({ ...version, documents }, 'acceptance')?.digest).toBe('s');
  });

  it('is what was made where nothing was sent, and nothing where nothing was made', () => {
    expect(acceptedDocument({ documents, sent: [], accepted: [] })).toBe('f');
    expect(acceptedDocument({ documents: [], sent: [], accepted: [] })).toBeUndefined();
  });
});
