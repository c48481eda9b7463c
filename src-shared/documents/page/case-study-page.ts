import { type DocumentLocale, formatDate } from '../format';
import { caseStudyLabels } from '../labels/case-study';
import type { CaseStudyDocument, FigureOrigin } from '../schema/case-study';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable, shortDigest, writeFigure } from './text';

/** A case study as its template prints it. */
export interface CaseStudyPage extends PageFrame {
  heading: string;
  /** The first figures; none for a draft without any. */
  facts: { value: string; text: string }[];
  parts: { heading: string; paragraphs: string[][] }[];
  quotes: { paragraphs: string[][]; by: string | null }[];
  words: string;
  figures: {
    heading: string;
    columns: string[];
    rows: {
      name: string;
      sentence: string | null;
      value: string;
      against: string;
      source: string;
      warnings: string[];
    }[];
  };
  method: string;
}

/** Where a figure comes from, written out. */
export function writeOrigin(locale: DocumentLocale, origin: FigureOrigin): string {
  const own = caseStudyLabels(locale);
  const receipt = 'receipt' in origin && origin.receipt ? `, ${own.receipt} ${shortDigest(origin.receipt)}` : '';
  switch (origin.kind) {
    case 'verdict':
      return printable(`${own.verdict(origin.number)}${receipt}`);
    case 'run':
      return printable(`${own.run(origin.number)}${receipt}`);
    case 'usage':
      return printable(`${own.usage(origin.from, origin.until)}, sha256 ${shortDigest(origin.sha256)}`);
    case 'value-case':
      return printable(`${own.valueCase(origin.number, String(origin.version))}${receipt}`);
    case 'stated':
      return printable(own.stated(formatDate(locale, origin.on)));
  }
}

/** Writes a case study out in its locale. Pure: the same data give the same page. */
export function caseStudyPage(data: CaseStudyDocument, context: PageContext): CaseStudyPage {
  const { locale } = data;
  const own = caseStudyLabels(locale);
  return {
    ...pageFrame(data, context, own.study(data.customer.name)),
    heading: printable(data.title),
    facts: data.metrics.slice(0, 3).map(({ label, value }) => ({
      value: writeFigure(locale, value),
      text: printable(label),
    })),
    parts: (['situation', 'approach', 'results'] as const)
      .filter((part) => data[part].trim() !== '')
      .map((part) => ({ heading: own[part], paragraphs: paragraphs(data[part]) })),
    quotes: data.quotes.map(({ text, by }) => ({ paragraphs: paragraphs(text), by: by === '' ? null : printable(by) })),
    words: own.words,
    figures: {
      heading: own.figures,
      columns: [own.figure, own.value, own.against, own.source],
      rows: data.metrics.map(({ label, value, against, sentence, origin, stale }) => ({
        name: printable(label),
        sentence: sentence ? printable(sentence) : null,
        value: writeFigure(locale, value),
        against: against ? writeFigure(locale, against) : '–',
        source: writeOrigin(locale, origin),
        warnings: stale.map((why) => printable(`${own.outOfDate}: ${why}`)),
      })),
    },
    method: own.method,
  };
}
