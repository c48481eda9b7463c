import { formatNumber } from '../format';
import { studioLabels } from '../labels/studio';
import type { BinderDocument } from '../schema/binder';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable } from './text';

/** Cover and contents of a binder, as their template prints them. */
export interface BinderPage extends PageFrame {
  heading: string;
  lead: string;
  texts: { title: string; paragraphs: string[][] }[];
  contents: { heading: string; page: string; rows: { title: string; kind: string; page: string }[] };
  attachments: { heading: string; rows: { title: string; kind: string; page: string }[] } | null;
  inside: string;
}

/** Where the pages of each document and attachment begin in the whole, from 1; null for files without pages. */
export function boundPlaces({
  front,
  documents,
  attachments,
}: Pick<BinderDocument, 'front' | 'documents' | 'attachments'>): {
  documents: number[];
  attachments: (number | null)[];
  pages: number;
} {
  let next = front + 1;
  const take = (pages: number | null): number => {
    const first = next;
    next += pages ?? 0;
    return first;
  };
  return {
    documents: documents.map(({ pages }) => take(pages)),
    attachments: attachments.map(({ pages }) => (pages === null ? null : take(pages))),
    get pages() {
      return next - 1;
    },
  };
}

/** Writes cover and contents of a binder out in its locale. Pure: the same data give the same page. */
export function binderPage(data: BinderDocument, context: PageContext): BinderPage {
  const labels = studioLabels(data.locale);
  const places = boundPlaces(data);
  const count = (value: number) => formatNumber(data.locale, String(value));
  const frame = pageFrame(data, context, labels.subject('binder', data.customer.name));
  return {
    ...frame,
    disclosure: data.confidentiality ? printable(data.confidentiality) : frame.disclosure,
    // Pages are numbered through the whole binder, not through its first pages alone.
    pageOf: '',
    heading: printable(data.title),
    lead: labels.holds(count(data.documents.length), count(places.pages)),
    texts: data.texts.map(({ title, text }) => ({ title: printable(title), paragraphs: paragraphs(text) })),
    contents: {
      heading: labels.contents,
      page: labels.page,
      rows: data.documents.map(({ title, kind }, at) => ({
        title: printable(title),
        kind: labels.kind(kind),
        page: count(places.documents[at]!),
      })),
    },
    attachments:
      data.attachments.length === 0
        ? null
        : {
            heading: labels.attachments,
            rows: data.attachments.map(({ title, name }, at) => {
              const first = places.attachments[at];
              return { title: printable(title || name), kind: printable(name), page: first ? count(first) : '–' };
            }),
          },
    inside: printable(labels.inside),
  };
}
