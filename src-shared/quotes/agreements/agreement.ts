import { canonicalText } from '../../kernel/canonical';
import { type Amendment, type PricingModel, proposedAlternative, type QuoteInput, type QuoteLine } from '../../pricing';
import { linesOn } from './in-force';

/** A quote that the customer accepted: what was frozen, and what of it was picked. */
export interface AcceptedQuote {
  /** Id of the quote. */
  quote: string;
  number: string;
  version: number;
  acceptedOn: string;
  /** The alternative that was picked, where several were offered. */
  alternative: string | null;
  /** Ids of the optional lines that were taken. */
  optional: readonly string[];
  input: QuoteInput;
  /** What an amount off the whole order took, and of what; null where none was typed. */
  orderShare: NonNullable<Amendment['orderShare']> | null;
}

/** One accepted quote in the chain of an agreement. */
export interface AgreementLink {
  quote: string;
  number: string;
  version: number;
  acceptedOn: string;
  /** From when it holds. */
  effectiveOn: string;
}

/** An accepted amendment that does not count, since it was made on something else than what was in force. */
export interface AgreementConflict {
  quote: string;
  number: string;
  version: number;
  message: string;
}

/** What was agreed, with every accepted amendment: derived each time, never kept. */
export interface Agreement {
  /** Id and number of the quote that became the agreement. */
  quote: string;
  number: string;
  /** The terms of the whole, without lines and without what was offered to pick from. */
  terms: Omit<QuoteInput, 'lines' | 'alternatives' | 'alternative' | 'amendment'>;
  startDate: string;
  /** The first day that it no longer covers. */
  untilDate: string;
  /** The accepted versions, the agreement's own first. */
  chain: AgreementLink[];
  /** Lines by the day from which they hold; ascending. */
  stretches: { from: string; lines: QuoteLine[] }[];
  conflicts: AgreementConflict[];
  orderShare: NonNullable<Amendment['orderShare']> | null;
}

/** What a chain of accepted versions is called in an amendment. */
export const basisOf = (chain: readonly AgreementLink[]): Amendment['basis'] =>
  chain.map(({ number, version }) => ({ number, version }));

/** The lines that were bought: those of the picked alternative, and optional ones only where they were taken. */
export function boughtLines({ input, alternative, optional }: AcceptedQuote): QuoteLine[] {
  const picked = input.alternatives?.includes(alternative ?? '') ? alternative : proposedAlternative(input);
  return input.lines
    .filter((line) => line.alternative === undefined || line.alternative === picked)
    .filter((line) => !line.optional || optional.includes(line.id))
    .map(({ alternative: _alternative, optional: _optional, ...line }) => line);
}

/**
 * The agreement that an accepted quote became, with the accepted amendments that were made on what was in force when they were drawn up.
 * Of two that were made on the same state the one that was accepted first counts; the other is named as a conflict and changes nothing.
 */
export function agreementOf(
  base: AcceptedQuote,
  amendments: readonly AcceptedQuote[],
  untilDate: string,
  upTo?: Amendment['basis'],
): Agreement {
  const { lines: _lines, alternatives: _all, alternative: _one, amendment: _amendment, ...terms } = base.input;
  const chain: AgreementLink[] = [linkOf(base, base.input.startDate)];
  const stretches = [{ from: base.input.startDate, lines: boughtLines(base) }];
  const left = [...amendments].sort((a, b) => (`${a.acceptedOn} ${a.number}` < `${b.acceptedOn} ${b.number}` ? -1 : 1));
  const wanted = upTo && canonicalText(upTo);
  while (left.length > 0 && canonicalText(basisOf(chain)) !== wanted) {
    const at = left.findIndex(
      ({ input }) => input.amendment && canonicalText(input.amendment.basis) === canonicalText(basisOf(chain)),
    );
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (!next?.input.amendment) break;
    const { effectiveOn, after } = next.input.amendment;
    chain.push(linkOf(next, effectiveOn));
    stretches.push({ from: effectiveOn, lines: after });
  }
  return {
    quote: base.quote,
    number: base.number,
    terms,
    startDate: base.input.startDate,
    untilDate,
    chain,
    stretches,
    conflicts: wanted === undefined ? left.map((own) => conflictOf(own, chain)) : [],
    orderShare: base.orderShare,
  };
}

/** Lines that are in force on a day: none before the agreement begins and after it ends. */
export function inForceOn(agreement: Agreement, day: string, model: PricingModel): QuoteLine[] {
  if (day < agreement.startDate || day >= agreement.untilDate) return [];
  return linesOn(linesFrom(agreement, day), agreement.terms, day, model);
}

/** All lines of the agreement as they stand on a day, those that begin later or are ended too. */
export function linesFrom({ stretches }: Agreement, day: string): QuoteLine[] {
  return (stretches.findLast(({ from }) => from <= day) ?? stretches[0])?.lines ?? [];
}

const linkOf = ({ quote, number, version, acceptedOn }: AcceptedQuote, effectiveOn: string): AgreementLink => ({
  quote,
  number,
  version,
  acceptedOn,
  effectiveOn,
});

function conflictOf(
  { quote, number, version, input }: AcceptedQuote,
  chain: readonly AgreementLink[],
): AgreementConflict {
  const known = new Set(input.amendment?.basis.map((own) => `${own.number} ${own.version}`));
  const since = chain.filter((link) => !known.has(`${link.number} ${link.version}`));
  const names = since.map((link) => link.number).join(', ');
  const message = names
    ? `${number} was made before ${names} changed the agreement, and does not count; amend what is in force now.`
    : `${number} was made on versions that are not in force, and does not count; amend what is in force now.`;
  return { quote, number, version, message };
}
