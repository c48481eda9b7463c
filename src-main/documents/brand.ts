import { sha256 } from '../../src-core/ledger/digests';
import type { DocumentData } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type FontFile, readFont } from './font-file';

/** Largest logo or brand font, in bytes. */
const LARGEST_BRAND_FILE = 12 * 1024 * 1024;

/** The brand's files by name, as the document's data list them. */
export type BrandFiles = Readonly<Record<string, Uint8Array>>;

/** Checks that the brand's files are those that the data name, by digest, and that they are what a page can use. */
export function brandFiles(
  data: DocumentData,
  files: BrandFiles,
): {
  logo: { name: string; bytes: Uint8Array } | null;
  fonts: (FontFile & { name: string; file: Uint8Array })[];
  /** Pictures that blocks of a document show. */
  pictures: { name: string; bytes: Uint8Array }[];
} {
  const take = ({ name, sha256: expected }: { name: string; sha256: string }): Uint8Array => {
    const bytes = files[name];
    if (!bytes) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `The brand’s file ${name} was not given.`,
        where: { file: name },
      });
    }
    if (bytes.length > LARGEST_BRAND_FILE) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${name} is larger than a document should carry (12 MB).`,
        where: { file: name },
      });
    }
    if (sha256(bytes) !== expected) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `${name} is not the file that the document’s data name.`,
        where: { file: name },
      });
    }
    return bytes;
  };
  const { logo, fonts } = data.brand;
  return {
    logo: logo ? { name: logo.name, bytes: checkedLogo(logo.name, take(logo)) } : null,
    fonts: fonts.map((font) => {
      const file = take(font);
      const { family } = readFont(file, font.name);
      // As with the house fonts: a name that no font of the machine has.
      const alias = `Brand ${font.sha256}`.padEnd(family.length, 'x').slice(0, family.length);
      return { ...readFont(file, font.name, alias), name: font.name, file };
    }),
    pictures: (data.kind === 'composed' ? data.pictures : []).map((picture) => ({
      name: picture.name,
      bytes: checkedLogo(picture.name, take(picture)),
    })),
  };
}

function checkedLogo(name: string, bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, 8));
  if (start.equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) && name.endsWith('.png')) return bytes;
  if (start[0] === 0xff && start[1] === 0xd8 && /\.jpe?g$/.test(name)) return bytes;
  const refuse = (message: string, hint: string) =>
    new ProofdeskError({ code: 'bad-input', message: `The logo ${name} ${message}.`, where: { file: name }, hint });
  if (!name.endsWith('.svg'))
    throw refuse('is not the kind of picture its name says', 'Give an SVG, PNG or JPEG file.');
  const text = Buffer.from(bytes).toString('utf8');
  if (!/<svg[\s>]/.test(text)) throw refuse('is no SVG', 'Give an SVG, PNG or JPEG file.');
  // Text in a picture would be set in whatever font the machine has; a document must come out the same everywhere.
  if (/<(text|foreignObject|script)[\s>]/i.test(text)) {
    throw refuse('holds text or scripts', 'Convert the logo’s text to outlines before exporting it.');
  }
  if (/<image[\s>]/i.test(text) && !/href\s*=\s*["']data:/i.test(text)) {
    throw refuse('links to another picture', 'Embed the picture in the SVG.');
  }
  return bytes;
}
