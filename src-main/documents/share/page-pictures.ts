import { lightPalette } from '../../../src-charts';
import { parseDocumentData } from '../../../src-shared/documents';
import { isPdf } from '../verify/is-pdf';
import { openPdf } from '../verify/pdf-file';

export interface PagePicture {
  /** Title of the document that shows it. */
  document: string;
  label: string;
  svg: string;
}

/** Most that all pictures of a page take, in characters: a page has to go through any mail. */
const MOST_PICTURES = 240_000;

/** Colours as the page names them, so that pictures follow a change between light and dark. */
const tokens: Readonly<Record<string, string>> = {
  [lightPalette.surface]: '--surface',
  [lightPalette.band]: '--sunken',
  [lightPalette.line]: '--line',
  [lightPalette.lineStrong]: '--line-strong',
  [lightPalette.ink]: '--ink',
  [lightPalette.ink2]: '--ink-2',
  [lightPalette.ink3]: '--ink-3',
  [lightPalette.good]: '--good',
  [lightPalette.warn]: '--warn',
  [lightPalette.bad]: '--bad',
  [lightPalette.ours]: '--side-a',
  [lightPalette.theirs]: '--side-b',
};

/**
 * The charts of documents, as they lie inside their files: what the page shows is what the PDFs beside it show. Of a binder, those of the
 * documents in it. Charts of value readouts are left out where the page has them alive.
 */
export async function picturesOf(
  documents: readonly { title: string; name: string; bytes: Uint8Array }[],
  withoutValue: boolean,
): Promise<{ pictures: PagePicture[]; leftOut: number }> {
  const pictures: PagePicture[] = [];
  const seen = new Set<string>();
  let room = MOST_PICTURES;
  let leftOut = 0;
  const collect = async (title: string, name: string, bytes: Uint8Array): Promise<void> => {
    if (!isPdf(bytes)) return;
    const { attachments } = await openPdf(bytes, name);
    const text = attachments.find((one) => one.name === 'data.json');
    if (!text) return;
    const data = parseDocumentData(JSON.parse(Buffer.from(text.bytes).toString('utf8')));
    const own = data.kind === 'binder' ? [] : attachments.filter((one) => one.name.startsWith('charts/'));
    for (const one of withoutValue && data.kind === 'roi' ? [] : own) {
      const svg = pagePicture(Buffer.from(one.bytes).toString('utf8'));
      if (svg === null || seen.has(svg)) continue;
      seen.add(svg);
      if (svg.length > room) {
        leftOut += 1;
        continue;
      }
      room -= svg.length;
      pictures.push({ document: data.title || title, label: /aria-label="([^"]*)"/.exec(svg)?.[1] ?? '', svg });
    }
    for (const one of attachments)
      if (data.kind === 'binder' && one.name.startsWith('documents/')) await collect(one.name, one.name, one.bytes);
  };
  for (const { title, name, bytes } of documents) await collect(title, name, bytes);
  return { pictures: pictures.map((one) => ({ ...one, label: unescapeText(one.label) })), leftOut };
}

/** A chart in the page's colours and typeface; null for pictures that are no charts of ours (signatures, thumbnails). */
export function pagePicture(svg: string): string | null {
  if (!/^<svg[^>]* role="img"/.test(svg) || /<(image|script|foreignObject|style|a)\b/i.test(svg)) return null;
  return svg
    .replace(/ style="[^"]*"/g, '')
    .replace(/ font-family="[^"]*"/g, '')
    .replace(/"(#[0-9a-f]{6})"/g, (whole, colour: string) => (tokens[colour] ? `"var(${tokens[colour]})"` : whole));
}

const unescapeText = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#x27);/g, (_whole, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : name === 'gt' ? '>' : name === 'quot' ? '"' : '’',
  );
