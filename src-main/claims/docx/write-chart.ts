import type { ClaimChartDocument } from '../../../src-shared/documents';
import { claimLabels, documentPage } from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { contentControl, fileText, pageText, paragraph, paragraphsOf, run, table, tableCell, tableRow } from './markup';
import { docxFile, WORD_NAMESPACE } from './parts';
import { cellTag, type ExportRecord } from './record';
import { stretchesOf } from './walk';
import { parseXml } from './xml';

/** What the words of a chart in a Word file need beyond those of its page. */
export interface ChartToWrite {
  data: ClaimChartDocument;
  workspace: string;
  /** Id of the chart, and of its elements in their order. */
  chart: string;
  elements: readonly string[];
}

/** Widths of the columns in twentieths of a point: an A4 page on its side, less its margins. */
const COLUMNS = [3900, 5400, 5100] as const;
const SECTION =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1219" w:bottom="1134" w:left="1219" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>';

/**
 * A claim chart as a Word file that legal edits and brings back: the summary and each mapping stand in content controls that carry the
 * digest of their text; everything else is on record inside the file. Same chart, same bytes.
 */
export function writeChartDocx({ data, workspace, chart, elements }: ChartToWrite): Uint8Array {
  const page = documentPage(data, { inputsDigest: '0'.repeat(64) });
  if (!('cited' in page) || elements.length !== data.elements.length) {
    throw new ProofdeskError({ code: 'internal', message: 'What is written as a chart is none.' });
  }
  const own = claimLabels(data.locale);
  const cells: ExportRecord['cells'] = [];
  const control = (place: string, label: string, text: string, wrap: (tag: string, text: string) => string): string => {
    cells.push({ place, label, text });
    return wrap(cellTag(cells.length - 1, text), text);
  };
  // The places of what may not be edited, in the order in which they are written.
  const places: string[] = [];
  const fixed = (place: string, markup: string, text: string): string => {
    if (text.trim() !== '') places.push(place);
    return markup;
  };
  const line = (place: string, text: string, style?: string): string =>
    fixed(place, paragraph(run(pageText(text)), style), text);
  const disclosure = own.disclosures[data.disclosure];
  const head = [
    line('the title', page.heading, 'Title'),
    line(
      'the line below the title',
      [page.subject, page.version, own.standings[data.standing], disclosure].join(' · '),
      'Lead',
    ),
    ...(page.notApproved ? [line('the note that it is not approved', page.notApproved, 'Notice')] : []),
    line('the instruction', own.editing, 'Lead'),
    ...page.pairs.map(({ name, value }) => line(`the line “${pageText(name)}”`, `${name}: ${value}`)),
    ...(page.preamble
      ? [
          line('the heading of the preamble', page.preamble.heading, 'Heading1'),
          ...page.preamble.paragraphs.map((all) => line('the preamble', all.join(' '))),
        ]
      : []),
    line('the heading of the summary', own.summary, 'Heading1'),
    control('chart/summary', own.summary, fileText(data.summary), (tag, text) =>
      contentControl(tag, own.summary, 1, text),
    ),
    paragraph(''),
  ];
  const headRow = tableRow(
    page.table.columns
      .map((name, at) =>
        fixed(
          `the head of the table, ${pageText(name)}`,
          tableCell(COLUMNS[at]!, paragraph(run(pageText(name), { bold: true }))),
          name,
        ),
      )
      .join(''),
    true,
  );
  const rows = page.table.rows.map((row, at) => {
    const { mapping } = data.elements[at]!;
    const label = pageText(row.label);
    const element = [
      paragraph(`${run(label, { bold: true })}${run(` ${pageText(row.status)}`, { small: true })}`),
      ...row.limitation.map((all) => paragraphsOf(pageText(all.join('\n')))),
      ...row.warnings.map((text) => paragraph(run(`! ${pageText(text)}`, { bold: true, small: true }))),
    ].join('');
    const evidence = [
      ...(row.none === null ? [] : [paragraph(run(pageText(row.none)))]),
      ...row.evidence.flatMap((one) => [
        paragraph(
          `${run(`${pageText(one.kind)}: `, { small: true })}${run(pageText(one.title), { bold: true })}${one.marks === '' ? '' : run(` [${one.marks}]`, { small: true })}`,
        ),
        ...one.quote.map((all) => paragraphsOf(pageText(all.join('\n')), 'Quoted', one.code ? { code: true } : {})),
        ...one.note.map((all) => paragraphsOf(pageText(all.join('\n')))),
        ...one.warnings.map((text) => paragraph(run(`! ${pageText(text)}`, { bold: true, small: true }))),
      ]),
    ].join('');
    return tableRow(
      [
        fixed(`row ${label}, ${pageText(page.table.columns[0]!)}`, tableCell(COLUMNS[0], element), label),
        control(`${elements[at]}/mapping`, `${own.mapping} ${label}`, fileText(mapping), (tag, text) =>
          cellControl(tag, `${own.mapping} ${label}`, at + 2, text),
        ),
        fixed(`row ${label}, ${pageText(page.table.columns[2]!)}`, tableCell(COLUMNS[2], evidence), 'evidence'),
      ].join(''),
    );
  });
  const cited = page.cited;
  const foot = [
    paragraph(''),
    line('the sentence below the table', page.caveat, 'Lead'),
    ...(cited
      ? [
          line('the heading of what is cited', cited.heading, 'Heading1'),
          ...cited.rows.map(({ mark, name, digest }) =>
            fixed(
              `cited file ${mark}`,
              paragraph(`${run(`[${mark}] ${pageText(name)} `)}${run(digest, { code: true })}`),
              digest,
            ),
          ),
        ]
      : []),
  ];
  const footer = paragraph(run([page.number, page.version, disclosure].map(pageText).join(' · '), { small: true }));
  const body = [...head, table(COLUMNS, [headRow, ...rows].join('')), ...foot].join('');
  const texts = fixedTexts(body);
  if (texts.length !== places.length) {
    throw new ProofdeskError({ code: 'internal', message: 'The places of a written chart do not match its text.' });
  }
  const record: ExportRecord = {
    format: 1,
    ...{ workspace, chart, cells },
    number: data.number,
    version: data.version,
    fixed: [
      ...places.map((place, at) => ({ place, text: texts[at]! })),
      { place: 'the foot of the page', text: fixedTexts(footer)[0]! },
    ],
  };
  return docxFile({
    title: pageText(`${data.number} ${data.title}`),
    author: pageText(data.company.name),
    created: data.created,
    language: data.locale,
    body,
    section: SECTION,
    footer,
    record: canonicalText(record),
  });
}

/** A content control around a whole cell. */
const cellControl = (tag: string, title: string, id: number, text: string): string =>
  contentControl(tag, title, id, text).replace(
    /<w:sdtContent>([\s\S]*)<\/w:sdtContent>/,
    (_, inside: string) => `<w:sdtContent>${tableCell(COLUMNS[1], inside, true)}</w:sdtContent>`,
  );

/** What may not be edited, read exactly as it will be read when the file returns. */
function fixedTexts(markup: string): string[] {
  const bytes = Buffer.from(`<w:body xmlns:w="${WORD_NAMESPACE}">${markup}</w:body>`);
  return stretchesOf(parseXml(bytes, 'chart.docx', 'body')).flatMap((stretch) =>
    stretch.kind === 'fixed' ? [stretch.reading.text] : [],
  );
}
