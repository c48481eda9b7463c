import { formatDate } from '../format';
import { claimLabels } from '../labels/claims';
import type { ClaimChartDocument, DefensibilityBriefDocument, SalesCard } from '../schema/claim-documents';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { printable } from './text';

type ClaimDocument = ClaimChartDocument | DefensibilityBriefDocument | SalesCard;

/** The frame of a document about claims: it names no customer, and says for whom it is instead. */
export function claimFrame(data: ClaimDocument, context: PageContext, subject: string): PageFrame {
  const own = claimLabels(data.locale);
  const frame = pageFrame(data, context, subject);
  return {
    ...frame,
    disclosure: own.disclosures[data.disclosure],
    watermark: data.approved ? null : own.draft,
    notApproved: data.approved ? null : own.draftSentence,
  };
}

/** Which claims are held against what, and for how long that holds, as names and values. */
export function chartedRows({
  locale,
  set,
  claim,
  subject,
  expiresOn,
}: Pick<ClaimChartDocument, 'locale' | 'set' | 'claim' | 'subject' | 'expiresOn'>): { name: string; value: string }[] {
  const own = claimLabels(locale);
  const reference = [set.title, set.reference, `${set.number} v${set.version}`].filter(Boolean).join(', ');
  const dependence = claim.independent ? own.independent : own.dependent;
  return [
    { name: own.setKinds[set.kind], value: `${own.claimOf(String(claim.number), reference)} (${dependence})` },
    { name: subject.kind === 'own' ? own.ownPractice : own.archetype, value: subject.name },
    { name: own.holdsUntil, value: expiresOn ? formatDate(locale, expiresOn) : own.holdsOpen },
  ].map(({ name, value }) => ({ name, value: printable(value) }));
}
