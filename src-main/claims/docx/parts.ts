import { type Zippable, zipSync } from 'fflate';
import { escaped } from './markup';

/** The one time that every entry carries, the earliest a zip archive can say; in local parts, since that is how it is written. */
const EPOCH = new Date(1980, 0, 1);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const WORD_NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Namespace of the record that says what was exported. */
export const RECORD_NAMESPACE = 'urn:proofdesk:claim-chart:1';
export const RECORD_PART = 'customXml/item1.xml';
const RECORD_ID = '{6A0C4E6B-0D0B-4C55-9E56-5B7D1E0F9C11}';

const contentTypes = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>`;

const relationships = (rows: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const style = (id: string, name: string, look: string, paragraph = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${look}</w:rPr></w:style>`;
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

const styles = (language: string): string =>
  [
    `${HEAD}<w:styles xmlns:w="${WORD_NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>${size(19)}<w:lang w:val="${escaped(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
    style('Normal', 'Normal', ''),
    style('Title', 'Title', `<w:b/>${size(36)}`, '<w:spacing w:after="120"/>'),
    style(
      'Heading1',
      'heading 1',
      `<w:b/>${size(22)}`,
      '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>',
    ),
    style('Lead', 'Lead', `<w:color w:val="55514B"/>${size(20)}`),
    style(
      'Notice',
      'Notice',
      '<w:b/>',
      '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="1C1B1A"/><w:bottom w:val="single" w:sz="6" w:space="4" w:color="1C1B1A"/></w:pBdr>',
    ),
    style('Quoted', 'Quoted', `<w:color w:val="55514B"/>${size(17)}`, '<w:ind w:left="160"/>'),
    style('Editable', 'Editable text', ''),
    '<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="16"/></w:rPr></w:style></w:styles>',
  ].join('');

/** What goes into a file beside its fixed parts. */
export interface DocxContent {
  title: string;
  author: string;
  /** An instant, `2026-11-12T10:12:00Z`: both times that the file says of itself. */
  created: string;
  /** `en`, `de`. */
  language: string;
  /** Markup of the body, without the section. */
  body: string;
  section: string;
  footer: string;
  /** The record of what was exported, as text. */
  record: string;
}

/** The file: same content, same bytes, on every machine. */
export function docxFile({ title, author, created, language, body, section, footer, record }: DocxContent): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relationships([
      ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'customXml/_rels/item1.xml.rels': relationships([
      ['rId1', `${OFFICE}/relationships/customXmlProps`, 'itemProps1.xml'],
    ]),
    [RECORD_PART]: `${HEAD}<exported xmlns="${RECORD_NAMESPACE}">${escaped(record)}</exported>`,
    'customXml/itemProps1.xml': `${HEAD}<ds:datastoreItem ds:itemID="${RECORD_ID}" xmlns:ds="${OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="${RECORD_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`,
    'docProps/core.xml': `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${created}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${created}</dcterms:modified></cp:coreProperties>`,
    'word/_rels/document.xml.rels': relationships([
      ['rId1', `${OFFICE}/relationships/styles`, 'styles.xml'],
      ['rId2', `${OFFICE}/relationships/settings`, 'settings.xml'],
      ['rId3', `${OFFICE}/relationships/footer`, 'footer1.xml'],
      ['rId4', `${OFFICE}/relationships/customXml`, '../customXml/item1.xml'],
    ]),
    'word/document.xml': `${HEAD}<w:document xmlns:w="${WORD_NAMESPACE}" xmlns:r="${OFFICE}/relationships"><w:body>${body}${section}</w:body></w:document>`,
    'word/footer1.xml': `${HEAD}<w:ftr xmlns:w="${WORD_NAMESPACE}">${footer}</w:ftr>`,
    'word/settings.xml': `${HEAD}<w:settings xmlns:w="${WORD_NAMESPACE}"><w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    'word/styles.xml': styles(language),
  };
  const zippable: Zippable = {};
  // Word wants the list of types in front.
  for (const name of Object.keys(files).sort(
    (a, b) => Number(b.startsWith('[')) - Number(a.startsWith('[')) || (a < b ? -1 : 1),
  ))
    zippable[name] = [Buffer.from(files[name]!), { mtime: EPOCH, level: 6, os: 3, attrs: 0o644 << 16 }];
  return zipSync(zippable);
}
