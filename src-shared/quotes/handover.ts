import type { QuoteVersionView } from './views';

/** Documents of a released version that a customer is given, in the order in which they are handed over. */
export const handoverKinds = ['quote', 'order-form', 'acceptance'] as const;
export type HandoverKind = (typeof handoverKinds)[number];

type Version = Pick<QuoteVersionView, 'documents' | 'sent' | 'accepted'>;

/** The newest final document of a kind that everybody may read: what can be handed over. */
export function finalDocument(version: Version, kind: HandoverKind): Version['documents'][number] | undefined {
  const found = newest(version, kind);
  // A sheet names one order form by its digest: one that was made before the newest form is about another file.
  const form = kind === 'acceptance' ? newest(version, 'order-form') : undefined;
  return form && found && found.at < form.at ? undefined : found;
}

const newest = ({ documents }: Version, kind: HandoverKind) =>
  documents.findLast((one) => one.kind === kind && one.final && !one.restricted);

/** What the customer has of a version, in the order in which it went out. A file that is not here any more has no name. */
export function handedOver(
  version: Version,
): { document: Version['documents'][number] | null; sent: Version['sent'][number] }[] {
  return version.sent.map((sent) => ({
    document: version.documents.find(({ digest }) => digest === sent.document) ?? null,
    sent,
  }));
}

/**
 * Digest of what a customer says yes to who names no file: the order form that was sent, else the quote that was sent, else what was
 * made of the two, the order form first. Undefined where nothing was.
 */
export function acceptedDocument(version: Version): string | undefined {
  const sent = handedOver(version);
  const went = (kind: HandoverKind) => sent.findLast(({ document }) => document?.kind === kind)?.sent.document;
  return (
    went('order-form') ??
    went('quote') ??
    (finalDocument(version, 'order-form') ?? finalDocument(version, 'quote'))?.digest
  );
}
