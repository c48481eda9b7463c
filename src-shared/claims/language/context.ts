import type { DeckTopic, Verdict } from '../../bakeoffs';

/** A verdict that the checked text cites: by the evidence of its element, or by its reference in a sentence. */
export interface CitedVerdict {
  /** How the text names it, such as `B-A7-0017`; folded when compared. */
  reference: string;
  topic: DeckTopic;
  outcome: Verdict;
  /** It is evidence of the element that the text belongs to: it speaks for each sentence. Otherwise only where the sentence names it. */
  attached: boolean;
}

/** Legal let one phrase of one rule stand in one place. */
export interface Waiver {
  id: string;
  rule: string;
  phrase: string;
  place: string;
}

/** A phrase that legal approved, until a day. */
export interface ApprovedPhrase {
  id: string;
  text: string;
  /** The last day on which it holds, `2027-03-31`; null: without end. */
  expires: string | null;
}

/** What the check must know beyond the text. */
export interface LanguageContext {
  /** Names of competitors, of their products and companies. */
  competitors: readonly string[];
  /** Title of the archetype that is meant, for suggestions; null for one's own practice. */
  archetype: string | null;
  /** Texts that may be quoted as they are: the claim, its limitations, quotes of cited documents. */
  quotable: readonly string[];
  verdicts: readonly CitedVerdict[];
  waivers: readonly Waiver[];
  snippets: readonly ApprovedPhrase[];
  /** Where the text stands, as waivers name it: `<element id>/mapping`. */
  place: string;
  /** The day by which snippets expire, `2026-11-21`. */
  today: string;
}

/** A context in which nothing is known, waived, approved or cited. */
export const emptyContext: LanguageContext = {
  competitors: [],
  archetype: null,
  quotable: [],
  verdicts: [],
  waivers: [],
  snippets: [],
  place: '',
  today: '1970-01-01',
};
