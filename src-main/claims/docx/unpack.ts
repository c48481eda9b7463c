import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { isZip, readZip } from '../../documents';
import { parseXml, type XmlElement } from './xml';

/** A chart has at most a few hundred rows: its file is far below these, and a larger one is no edited chart. */
export const LARGEST_DOCX = 20 * 1024 * 1024;
const LIMITS = { file: LARGEST_DOCX, entry: 24 * 1024 * 1024, expanded: 64 * 1024 * 1024, entries: 500 };

export interface OpenedPackage {
  file: string;
  document: XmlElement;
  /** Headers and footers. */
  feet: XmlElement[];
  comments: XmlElement | null;
  /** Parts of other programs that lie in the file. */
  custom: XmlElement[];
}

/** Opens a Word file from an unknown hand. Throws `bad-input` that says what is wrong with it. */
export function openPackage(bytes: Uint8Array, file: string): OpenedPackage {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw refuse(
      file,
      'is in the old format of Word, or encrypted',
      'Save it as a Word document (.docx) without a password.',
    );
  if (!isZip(bytes))
    throw refuse(file, 'is no Word document (.docx)', 'Take the file as it was exported, and edit it in Word.');
  const parts = readZip(bytes, file, LIMITS);
  const main = mainPart(parts, file);
  const document = main === undefined ? undefined : parts.get(main);
  if (main === undefined || !document)
    throw refuse(
      file,
      'is no Word document: it has no main part',
      'Take the file as it was exported, and edit it in Word.',
    );
  const named = (pattern: RegExp): XmlElement[] =>
    [...parts]
      .filter(([name]) => pattern.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, content]) => parseXml(content, file, name));
  const root = parseXml(document, file, main);
  if (root.name !== 'w:document') throw refuse(file, 'is no Word document', 'Save it as a Word document (.docx).');
  return {
    file,
    document: root,
    feet: named(/^word\/(?:header|footer)\d*\.xml$/),
    comments: named(/^word\/comments\.xml$/)[0] ?? null,
    custom: named(/^customXml\/item\d+\.xml$/),
  };
}

/** Where the main part lies, by the file's own relationships: programs call it differently. */
function mainPart(parts: ReadonlyMap<string, Uint8Array>, file: string): string | undefined {
  const relationships = parts.get('_rels/.rels');
  if (!relationships) return undefined;
  const found = parseXml(relationships, file, '_rels/.rels').children.find(
    (child): child is XmlElement =>
      typeof child !== 'string' && (child.attributes.get('Type') ?? '').endsWith('/officeDocument'),
  );
  return found?.attributes.get('Target')?.replace(/^\//, '');
}

function refuse(file: string, why: string, hint: string): ProofdeskError {
  return new ProofdeskError({ code: 'bad-input', message: `${file} ${why}.`, where: { file }, hint });
}
