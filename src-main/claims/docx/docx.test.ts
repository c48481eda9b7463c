import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ClaimChartDocument } from '../../../src-shared/documents';
import { type DocumentInput, parseDocumentData } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { chartExample } from '../../../test/documents/claims';
import { fileText } from './markup';
import { readChartDocx } from './read-chart';
import { writeChartDocx } from './write-chart';

const MAIN = 'word/document.xml';
const written = (changes: Partial<Extract<DocumentInput, { kind: 'claim-chart' }>> = {}, count = 3): Uint8Array => {
  const data = parseDocumentData(chartExample(count, changes)) as ClaimChartDocument;
  return writeChartDocx({ data, workspace: 'w', chart: 'c', elements: data.elements.map((_, at) => `element-${at}`) });
};
const file = written();

/** The file with a part edited, as Word would write it back. */
function edited(edit: (xml: string) => string, part = MAIN, bytes = file): Uint8Array {
  const parts = unzipSync(bytes);
  const before = parts[part] ? strFromU8(parts[part]) : '';
  const after = edit(before);
  expect(after, 'the edit has to change something').not.toBe(before);
  return zipSync({ ...parts, [part]: strToU8(after) });
}
const read = (bytes: Uint8Array) => readChartDocx(bytes, 'chart.docx');
const changes = (bytes: Uint8Array) =>
  read(bytes)
    .cells.filter(({ changed }) => changed)
    .map(({ place, before, after }) => [place, before, after]);
const refusal = (bytes: Uint8Array): ProofdeskError => {
  try {
    read(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(ProofdeskError);
    expect((error as ProofdeskError).code).toBe('bad-input');
    expect((error as ProofdeskError).where?.file).toBe('chart.docx');
    expect((error as ProofdeskError).message).toContain('chart.docx');
    return error as ProofdeskError;
  }
  throw new Error('was taken in');
};
const mapping = 'Group commit is on by default.';

describe('a chart as a Word file', () => {
  it('is the same to the byte each time, and comes back unchanged', () => {
    expect(Buffer.from(written()).equals(Buffer.from(file))).toBe(true);
    const back = read(file);
    expect(back).toMatchObject({ workspace: 'w', chart: 'c', number: 'C-A7-0004', version: 3, comments: [] });
    expect(back.cells.map(({ place }) => place)).toEqual([
      'chart/summary',
      'element-0/mapping',
      'element-1/mapping',
      'element-2/mapping',
    ]);
    expect(back.cells.every(({ changed, trackedBy }) => !changed && trackedBy.length === 0)).toBe(true);
  });

  it('says to whom it may go and that it is not approved, and shows evidence with its digests', () => {
    const xml = strFromU8(unzipSync(written({ approved: false, standing: 'draft', disclosure: 'internal' }))[MAIN]!);
    expect(xml).toContain('Internal, not to be passed on');
    expect(xml).toContain('Not approved');
    for (const { evidence } of chartExample(3).elements)
      for (const { pins } of evidence) for (const { sha256 } of pins) expect(xml).toContain(sha256);
  });

  it.each(['de', 'fr', 'ja'] as const)('comes back in %s too', (locale) => {
    expect(changes(written({ locale }))).toEqual([]);
  });

  it('gives back any text as a file can hold it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.constantFrom('a', ' ', '\n', '\t', '<w:p>', '&amp;', '“x”', '🙂', '\r\n'), { maxLength: 20 })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, text, (summary, mapped) => {
        const elements = chartExample(1).elements.map((one) => ({ ...one, mapping: mapped }));
        const back = read(written({ summary, elements }, 1));
        return (
          back.cells[0]!.after === fileText(summary) &&
          back.cells[1]!.after === fileText(mapped) &&
          back.cells.every(({ changed }) => !changed)
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('an edited file', () => {
  it('gives the cells that were changed, before and after', () => {
    const bytes = edited((xml) => xml.replace(mapping, 'Group commit is on in the shipped configuration.'));
    const [[place, before, after]] = changes(bytes) as [[string, string, string]];
    expect(place).toBe('element-1/mapping');
    expect(before).toContain(mapping);
    expect(after).toContain('in the shipped configuration.');
  });

  it('may have its runs cut up, looks changed, and marks of proofing put in', () => {
    const bytes = edited((xml) =>
      xml
        .replace(
          mapping,
          `Group </w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">commit is on by default.`,
        )
        .replace(/<w:p>/g, '<w:p w:rsidR="00A1">')
        .replace('<w:tbl>', '<w:p/><w:tbl>'),
    );
    expect(changes(bytes)).toEqual([]);
  });

  it('counts what was added under tracked changes, drops what was struck out, and says whose they are', () => {
    const bytes = edited((xml) =>
      xml.replace(
        /<w:r><w:t xml:space="preserve">Group commit is on by default\.([^<]*)<\/w:t><\/w:r>/,
        '<w:r><w:t xml:space="preserve">Group commit is </w:t></w:r><w:del w:id="90" w:author="Lea Brandt"><w:r><w:delText>on by default.</w:delText></w:r></w:del><w:ins w:id="91" w:author="Lea Brandt"><w:r><w:t>switched on.</w:t></w:r></w:ins><w:r><w:t>$1</w:t></w:r>',
      ),
    );
    const cell = read(bytes).cells[2]!;
    expect(cell.after).toMatch(/^Group commit is switched on\. Answers/);
    expect(cell.trackedBy).toEqual(['Lea Brandt']);
  });

  it('gives comments with the cell beside which they stand', () => {
    const commented = edited((xml) =>
      xml
        .replace(/<w:r>(?=<w:t xml:space="preserve">Group commit)/, '<w:commentRangeStart w:id="7"/><w:r>')
        .replace(/(<w:r><w:t[^>]*>answering the write)/, '<w:commentRangeStart w:id="8"/>$1'),
    );
    const bytes = edited(
      () =>
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="7" w:author="Lea Brandt"><w:p><w:r><w:t>Which version?</w:t></w:r></w:p></w:comment><w:comment w:id="8" w:author="Omar Haddad"><w:p><w:r><w:t>Read with claim 2.</w:t></w:r></w:p></w:comment><w:comment w:id="9" w:author="X"><w:p/></w:comment></w:comments>',
      'word/comments.xml',
      commented,
    );
    expect(read(bytes).comments).toEqual([
      { place: 'element-1/mapping', author: 'Lea Brandt', text: 'Which version?' },
      { place: 'element-1/mapping', author: 'Omar Haddad', text: 'Read with claim 2.' },
    ]);
    expect(changes(bytes)).toEqual([]);
  });

  it('may be in the strict form or use another prefix', () => {
    const other = edited((xml) =>
      xml
        .replace(/(<\/?)w:/g, '$1word:')
        .replace(/ w:/g, ' word:')
        .replace('xmlns:w=', 'xmlns:word=')
        .replace(
          'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
          'http://purl.oclc.org/ooxml/wordprocessingml/main',
        ),
    );
    expect(changes(other)).toEqual([]);
  });

  it('may have an empty cell, or one whose control was moved inwards', () => {
    const emptied = edited((xml) => xml.replace(new RegExp(`<w:r><w:t[^>]*>${mapping}[^<]*</w:t></w:r>`), ''));
    expect(changes(emptied).map(([place, , after]) => [place, after])).toEqual([['element-1/mapping', '']]);
  });
});

describe('a file that was changed outside of its cells is refused, naming the place', () => {
  it.each<[string, (xml: string) => string, RegExp, string]>([
    [
      'a limitation',
      (xml) => xml.replace('within a window of time', 'within a short window'),
      /at row 1\[b\], Element, it says “short window” where it was exported with “window of time”/,
      'row 1[b], Element',
    ],
    ['the title', (xml) => xml.replace('Adaptive group commit in', 'Group commit in'), /at the title/, 'the title'],
    ['a status', (xml) => xml.replace(' Met<', ' Not met<'), /at row 1\[a\], Element/, 'row 1[a], Element'],
    [
      'evidence',
      (xml) => xml.replace('commit.group.enabled = true', 'commit.group.enabled = false'),
      /at row 1\[b\], Evidence/,
      'row 1[b], Evidence',
    ],
    ['a digest', (xml) => xml.replace(/[0-9a-f]{64}/, 'f'.repeat(64)), /at the line “Receipt”/, 'the line “Receipt”'],
    [
      'a paragraph put in',
      (xml) => xml.replace('<w:tbl>', '<w:p><w:r><w:t>One more claim.</w:t></w:r></w:p><w:tbl>'),
      /: after the heading of the summary, “One more claim\.” was added/,
      'after the heading of the summary',
    ],
    [
      'a paragraph at the end',
      (xml) => xml.replace('<w:sectPr>', '<w:p><w:r><w:t>And so on.</w:t></w:r></w:p><w:sectPr>'),
      /: after cited file 7, “And so on\.” was added/,
      'after cited file 7',
    ],
    [
      'a row taken out',
      (xml) => xml.replace(/<w:tr>(?:(?!<w:tr>).)*1\[b\].*?<\/w:tr>/s, ''),
      /at row 1\[b\], Element, “1\[b\].*was taken out/,
      'row 1[b], Element',
    ],
    [
      'a cell without its mark',
      (xml) => xml.replace(/<w:tag w:val="proofdesk:2:[^>]*>/, ''),
      /: after row 1\[b\], Element/,
      'after row 1[b], Element',
    ],
    [
      'a cell of another file',
      (xml) => xml.replace(/proofdesk:2:[0-9a-f]{32}/, `proofdesk:2:${'0'.repeat(32)}`),
      /at Mapping 1\[b\], the cell is not the one that was exported/,
      'Mapping 1[b]',
    ],
    [
      'a picture',
      (xml) => xml.replace('Adaptive group', '</w:t><w:drawing/><w:t>Adaptive group'),
      /at the title, a picture, a note or another object was put in/,
      'the title',
    ],
    [
      'text struck out under tracked changes',
      (xml) =>
        xml
          .replace(/(<w:r><w:t[^>]*>A chart states)/, '<w:del w:id="1" w:author="L">$1')
          .replace(/(validity\.<\/w:t><\/w:r>)/, '$1</w:del>'),
      /at the sentence below the table/,
      'the sentence below the table',
    ],
  ])('%s', (_name, edit, message, field) => {
    const error = refusal(edited(edit));
    expect(error.message).toMatch(message);
    expect(error.where?.field).toBe(field);
    expect(error.hint).toBeTruthy();
  });

  it('the foot of the page', () => {
    expect(refusal(edited((xml) => xml.replace('Confidential', 'Public'), 'word/footer1.xml')).message).toContain(
      'the foot of the page',
    );
  });

  it('a picture or table in a cell', () => {
    for (const put of ['<w:drawing/>', '<w:pict/>', '<w:footnoteReference w:id="1"/>'])
      expect(
        refusal(edited((xml) => xml.replace(mapping, `${mapping}</w:t></w:r><w:r>${put}<w:t>`))).message,
      ).toContain('only text can be taken in');
  });
});

describe('a file that is none of ours is refused by what is wrong with it', () => {
  const zip = (parts: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
  const without = (name: string) => {
    const { [name]: _, ...parts } = unzipSync(file);
    return zipSync(parts);
  };
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(), /no Word document/],
    ['text', strToU8('Element;Mapping'), /no Word document/],
    [
      'the old format',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      /old format of Word, or encrypted/,
    ],
    ['a zip archive', zip({ 'a.txt': 'a' }), /no main part/],
    ['a cut-off file', file.slice(0, 3_000), /cut off/],
    ['a file without its record', without('customXml/item1.xml'), /no claim chart that was exported from here/],
    [
      'a damaged record',
      edited((xml) => xml.replace('&quot;cells&quot;', '&quot;sells&quot;'), 'customXml/item1.xml'),
      /damaged record/,
    ],
    ['a file without its body', without(MAIN), /no main part/],
    ['damaged XML', edited((xml) => xml.slice(0, 5_000), MAIN), /damaged: its part word\/document\.xml/],
    [
      'a document type',
      edited((xml) => xml.replace('<w:document', '<!DOCTYPE a [<!ENTITY b "c">]><w:document'), MAIN),
      /document type/,
    ],
    [
      'deep nesting',
      edited((xml) => xml.replace('<w:body>', `<w:body>${'<w:p>'.repeat(300)}${'</w:p>'.repeat(300)}`), MAIN),
      /nests more than/,
    ],
  ])('%s', (_name, bytes, message) => {
    const error = refusal(bytes);
    expect(error.message).toMatch(message);
  });

  it('a bomb', () => {
    const zeros = new Uint8Array(23 * 1024 * 1024);
    expect(refusal(zipSync({ ...unzipSync(file), 'word/a.xml': zeros })).message).toMatch(/expands \d+-fold/);
    const bomb = zipSync({ ...unzipSync(file), 'word/a.xml': new Uint8Array(30 * 1024 * 1024) });
    expect(refusal(bomb).message).toMatch(/expands to more than/);
  });

  it('a huge file', () => {
    const huge = new Uint8Array(21 * 1024 * 1024);
    huge.set(file);
    expect(refusal(huge).message).toContain('larger than 20 MB');
  });

  it('bytes changed anywhere never end in anything but a refusal or a reading', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, value) => {
        const bytes = file.slice();
        bytes[at] = value;
        try {
          read(bytes);
        } catch (error) {
          return error instanceof ProofdeskError;
        }
        return true;
      }),
      { numRuns: 80 },
    );
  });
});
