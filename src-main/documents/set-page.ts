import { type DocumentData, type DocumentPage, documentPage } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { fingerprintPicture } from './fingerprint-picture';
import type { FontFile } from './font-file';
import { addFormFields, FIELD_LINK, type SheetForm } from './form-fields';
import type { Attachment } from './inputs';
import { type DocumentResources, JAPANESE_FAMILY, MONO_FAMILY, TEXT_FAMILY, type Template } from './resources';
import { type PageFile, typesetterFor } from './typesetter';

/** Everything that one compilation depends on. */
export interface PageMaterial {
  data: DocumentData;
  template: Template;
  /** House fonts first, then the brand's. */
  fonts: readonly FontFile[];
  /** Files the template may read, by their paths: `/brand/logo.svg`, `/charts/intervals.svg`. */
  pictures: readonly PageFile[];
  attachments: readonly Attachment[];
  inputsDigest: string;
}

/**
 * The file that a page begins with. It is ours, also for a template of somebody's own: a template cannot leave out an embedded file
 * or add one that is not listed.
 */
function mainFile(entry: string): string {
  return `#import "/template/${entry}": document
#let page = json("/generated/page.json")
#for file in json("/generated/attachments.json") {
  pdf.attach(file.name, read(file.path, encoding: none), relationship: file.relationship, mime-type: file.mediaType, description: file.description)
}
#document(page)
`;
}

/** The families text is set in, in the order in which they are asked for a character. */
export function textFamilies(brandFonts: readonly FontFile[]): string[] {
  return [TEXT_FAMILY, ...new Set(brandFonts.map((font) => font.family)), JAPANESE_FAMILY];
}

/** Fonts as text asks them for a character, for charts and for the check of what can be printed. */
export function textFonts(resources: DocumentResources, brandFonts: readonly FontFile[]): FontFile[] {
  const house = (family: string) => resources.fonts.filter((font) => font.family === family).slice(0, 1);
  return [...house(TEXT_FAMILY), ...brandFonts, ...house(JAPANESE_FAMILY)];
}

/** The files that the typesetter begins with, and the page that they print. */
export function pageFiles(material: PageMaterial): { page: DocumentPage; files: PageFile[] } {
  const { data, template } = material;
  const page = documentPage(data, { inputsDigest: material.inputsDigest });
  const house = new Set<string>([TEXT_FAMILY, MONO_FAMILY, JAPANESE_FAMILY]);
  const asked = textFamilies(material.fonts.filter((font) => !house.has(font.family)));
  const fonts = data.brand.font === 'jetbrains-mono' ? [MONO_FAMILY, ...asked] : asked;
  const json = (path: string, value: unknown): PageFile => ({ path, bytes: Buffer.from(JSON.stringify(value)) });
  const files: PageFile[] = [
    { path: '/main.typ', bytes: Buffer.from(mainFile(template.entry)) },
    ...Object.entries(template.files).map(([name, text]) => ({ path: `/template/${name}`, bytes: Buffer.from(text) })),
    json('/generated/page.json', { ...page, fonts, codeFonts: [MONO_FAMILY, ...fonts] }),
    json(
      '/generated/attachments.json',
      material.attachments.map(({ name, mediaType, relationship, description }, index) => ({
        name,
        path: `/attached/${index}`,
        mediaType,
        relationship,
        description,
      })),
    ),
    { path: '/generated/fingerprint.svg', bytes: Buffer.from(fingerprintPicture(data.workspace.fingerprint)) },
    ...material.pictures,
    ...material.attachments.map(({ bytes }, index) => ({ path: `/attached/${index}`, bytes })),
  ];
  return { page, files };
}

/** Sets the page once, with the files given embedded. Same material, same bytes. */
export async function setPage(material: PageMaterial): Promise<Uint8Array> {
  const { data, template } = material;
  const { page, files } = pageFiles(material);
  checkGlyphs(page, material.fonts);
  const created = Math.floor(Date.parse(data.created) / 1000);
  const typesetter = typesetterFor(material.fonts);
  const form = sheetForm(page, template);
  await typesetter.rest();
  if (!form) return typesetter.pdf(files, '/main.typ', created);
  return addFormFields(typesetter.pdf(files, '/main.typ', created, '1.7'), form);
}

/** What a sheet asks to be filled in; null for every other document, and for a template that marks no places for fields. */
function sheetForm(page: DocumentPage, template: Template): SheetForm | null {
  if (!('form' in page) || !page.form) return null;
  if (!Object.values(template.files).some((text) => text.includes(FIELD_LINK))) return null;
  const { inputs, fields, choices } = page.form;
  return {
    texts: new Map(inputs.names.map((name, index) => [name, fields[index]!])),
    choice: choices && { question: choices.heading, names: choices.names },
    about: inputs.about,
  };
}

/** Characters of a page that no font can show, and the first text that has one; null where all can be shown. */
export function missingGlyphs(
  page: unknown,
  fonts: readonly FontFile[],
): { characters: string[]; where: string; message: string } | null {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(page);
  const missing = new Set<string>();
  for (const character of new Set(texts.join(''))) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint >= 32 && !fonts.some((font) => font.has(codePoint))) missing.add(character);
  }
  if (missing.size === 0) return null;
  const where = texts.find((text) => [...text].some((character) => missing.has(character))) ?? '';
  const shown = [...missing]
    .slice(0, 8)
    .map((character) => `${character} (U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')})`);
  return {
    characters: [...missing],
    where,
    message: `The document's fonts cannot show ${shown.join(', ')}, in “${where.length > 80 ? `${where.slice(0, 77)}…` : where}”.`,
  };
}

/** What to do about characters that no font has. */
export const glyphHint = 'Add a font for this script to the workspace’s brand, or write the text in another way.';

/** Refuses text that no font can show, naming the text and its characters, before it becomes a blank on paper. */
function checkGlyphs(page: unknown, fonts: readonly FontFile[]): void {
  const missing = missingGlyphs(page, fonts);
  if (!missing) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: missing.message,
    hint: glyphHint,
    details: { characters: missing.characters },
  });
}
