import type { ApprovalState } from '../approvals';
import { canonicalText } from '../kernel/canonical';
import type { Disclosure } from '../kernel/disclosure';
import { type IdentifyingName, identityLeaks, type NamedText } from './identity';
import type { FrozenStudy, QuoteApproval, StudyStanding } from './schema';

/** Where one version stands. */
export function studyStanding(version: {
  draft: boolean;
  approval: ApprovalState['state'] | null;
  published: boolean;
}): StudyStanding {
  if (version.draft) return 'draft';
  if (version.published) return 'published';
  if (version.approval === 'approved') return 'approved';
  return version.approval === 'returned' ? 'changes-requested' : 'in-review';
}

/** How a customer's words may stand in a document; `as` null with why they may not. */
export type QuotePrinting = { as: 'named' | 'anonymous'; why: null } | { as: null; why: string };

/** Whether words may be printed, and with or without the person's name. Nothing is printed that was not approved for it. */
export function quotePrinting(
  { approval, withdrawn }: { approval: QuoteApproval | null; withdrawn: { on: string } | null },
  study: { disclosure: Disclosure; anonymised: boolean },
): QuotePrinting {
  if (withdrawn) return { as: null, why: `The approval was withdrawn on ${withdrawn.on}.` };
  if (!approval) return { as: null, why: 'Nobody at the customer has approved these words.' };
  if (study.anonymised || approval.use === 'anonymous') return { as: 'anonymous', why: null };
  if (approval.use === 'named' && study.disclosure === 'public')
    return { as: null, why: 'Approved with the name for single customers, not for the public.' };
  return { as: 'named', why: null };
}

/** A customer's words beside the study's own text. */
export interface StudyWords {
  text: string | null;
  role: string;
}

/** Every text of a case study that could tell who the customer is. */
export function studyTexts(content: FrozenStudy, quotes: readonly StudyWords[]): NamedText[] {
  return [
    { place: 'Title', text: content.title },
    { place: 'Described as', text: content.describedAs },
    { place: 'Situation', text: content.situation },
    { place: 'Approach', text: content.approach },
    { place: 'Results', text: content.results },
    ...content.metrics.flatMap(({ label, figure }) => [
      { place: `Figure “${label}”`, text: `${label} ${figure.unit} ${figure.sentence ?? ''}` },
    ]),
    ...quotes.flatMap(({ text, role }, at) => [{ place: `Quote ${at + 1}`, text: `${text ?? ''} ${role}` }]),
  ];
}

/** What has to be put right before a case study can be handed in or published, as sentences. */
export function studyBlockers(
  content: FrozenStudy,
  quotes: readonly StudyWords[],
  found: { names: readonly IdentifyingName[]; keptInside: readonly string[] },
): string[] {
  const empty = (['situation', 'approach', 'results'] as const).filter((part) => content[part].trim() === '');
  const labels = { situation: 'Situation', approach: 'Approach', results: 'Results' };
  return [
    ...empty.map((part) => `${labels[part]} is empty.`),
    ...(content.metrics.length === 0 ? ['It has no figure: results rest on at least one.'] : []),
    ...(content.anonymised && content.describedAs.trim() === ''
      ? ['It is to stand without the account’s name, and nothing describes the account in its place.']
      : []),
    ...(content.anonymised
      ? identityLeaks(studyTexts(content, quotes), found.names).map(
          ({ place, what, found: words }) => `${place} tells who it is: ${what}, “${words}”.`,
        )
      : []),
    ...(content.disclosure === 'internal'
      ? []
      : found.keptInside.map(
          (label) => `The figure “${label}” was measured against a product that is for internal use only.`,
        )),
  ];
}

/** What is different now from what was frozen, as sentences; without what the sources of its figures say. */
export function studyChanges(frozen: FrozenStudy, now: FrozenStudy): string[] {
  const parts = [
    ['title', 'The title'],
    ['situation', 'Situation'],
    ['approach', 'Approach'],
    ['results', 'Results'],
    ['anonymised', 'Whether the account is named'],
    ['describedAs', 'What the account is described as'],
    ['disclosure', 'To whom it may go'],
  ] as const;
  const before = new Map(frozen.metrics.map((one) => [one.metric, one]));
  const after = new Set(now.metrics.map(({ metric }) => metric));
  return [
    ...parts.filter(([part]) => frozen[part] !== now[part]).map(([, what]) => `${what} was changed since.`),
    ...now.metrics.flatMap(({ metric, label, figure }) => {
      const was = before.get(metric);
      if (!was) return [`The figure “${label}” was added since.`];
      if (was.figure.value !== figure.value) return [`“${label}” was ${was.figure.value} and is ${figure.value} now.`];
      return was.label !== label || canonicalText(was.figure) !== canonicalText(figure)
        ? [`The figure “${label}” was changed since.`]
        : [];
    }),
    ...frozen.metrics
      .filter(({ metric }) => !after.has(metric))
      .map(({ label }) => `The figure “${label}” was taken out since.`),
  ];
}
