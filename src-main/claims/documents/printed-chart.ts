import type { FrozenElement, FrozenHead } from '../../../src-shared/claims';
import type { ClaimChartDocument, DocumentInput, DocumentLocale } from '../../../src-shared/documents';
import type { Session } from '../../session';
import { printedEvidence } from './printed-evidence';

/** An element with what has become of each thing that it cites. */
export interface ElementToPrint extends Omit<FrozenElement, 'evidence'> {
  evidence: (FrozenElement['evidence'][number] & { stale: readonly string[]; damaged: readonly string[] })[];
}

/** Elements as a page shows them, with the pictures of their screenshots. */
export async function printedElements(
  session: Session,
  locale: DocumentLocale,
  elements: readonly ElementToPrint[],
  pictures: boolean,
): Promise<ClaimChartDocument['elements']> {
  const printed: ClaimChartDocument['elements'] = [];
  // One after the other: each picture is a job of its own.
  for (const { label, limitation, mapping, status, evidence } of elements) {
    const shown: ClaimChartDocument['elements'][number]['evidence'] = [];
    for (const one of evidence) shown.push(await printedEvidence(session, locale, one, { ...one, pictures }));
    printed.push({ label, limitation, mapping, status, evidence: shown, stale: [] });
  }
  return printed;
}

/** Which claim of which set is held against what. */
export const chartedOf = ({ set, claim, subject, expiresOn }: FrozenHead) => ({
  set: {
    number: set.number,
    title: set.title,
    kind: set.kind as ClaimChartDocument['set']['kind'],
    reference: set.reference,
    version: set.version,
  },
  claim: { number: claim.number, independent: claim.independent },
  subject: { kind: subject.kind, name: subject.name, description: subject.description },
  ...(expiresOn !== null && { expiresOn }),
});

/** Documents about claims are made for no customer: the house stands in that place. */
export const houseFrame = <F extends Pick<DocumentInput, 'customer' | 'company'>>(frame: F): F => ({
  ...frame,
  customer: { name: frame.company.name || 'House', lines: [] },
});
