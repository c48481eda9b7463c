import { canonicalText } from '../kernel/canonical';
import { parseDecimal } from '../kernel/decimal';
import type { PricedQuote, PricingModel, QuoteInput, QuoteLine } from '../pricing';

/** What was approved of a version, or is to be approved of a changed one. */
export interface ApprovedMatter {
  input: QuoteInput;
  priced: PricedQuote;
  /** The pinned model without its costs. */
  model: PricingModel;
  /** What the document says beside lines and terms: its title, until when it holds, the note for the customer. */
  header: Readonly<Record<string, unknown>>;
}

/** What a change does to the risk of a version. */
export interface RiskOfChange {
  /** Nothing was changed but what makes it less risky: less discount, shorter text, fewer special terms, sooner paid or held. */
  onlyLowers: boolean;
  /** What speaks against it, as sentences; never a cost or a margin. */
  raises: string[];
  /** What was changed for the better, as sentences. */
  lowers: string[];
  /** New less approved, in basis points; null where one is not known. */
  marginChange: number | null;
}

/**
 * Whether a version differs from an approved one only in what lowers its risk. Strict: whatever is not known to lower it counts as raising it,
 * and no line may come to less than was approved, whatever was said.
 */
export function riskOfChange(approved: ApprovedMatter, changed: ApprovedMatter): RiskOfChange {
  const raises: string[] = [];
  const lowers: string[] = [];
  const found: Found = {
    raise: (sentence) => raises.push(sentence),
    lower: (sentence) => lowers.push(sentence),
  };
  if (canonicalText(approved.model) !== canonicalText(changed.model))
    found.raise('It stands on another pricing model.');
  changedLines(approved, changed, found);
  changedTerms(approved.input, changed.input, found);
  changedHeader(approved.header, changed.header, found);
  if (changed.priced.totals.totalContractValueMinor < approved.priced.totals.totalContractValueMinor)
    found.raise('The total is less than what was approved.');
  const [was, is] = [approved.priced.cost?.total.marginBasisPoints, changed.priced.cost?.total.marginBasisPoints];
  const known = was !== undefined && was !== null && is !== undefined && is !== null;
  return { onlyLowers: raises.length === 0, raises, lowers, marginChange: known ? is - was : null };
}

interface Found {
  raise(sentence: string): void;
  lower(sentence: string): void;
}

function changedLines(approved: ApprovedMatter, changed: ApprovedMatter, found: Found): void {
  const before = new Map(approved.input.lines.map((line) => [line.id, line]));
  const after = new Set(changed.input.lines.map(({ id }) => id));
  const figures = new Map(approved.priced.lines.map((line) => [line.id, line]));
  for (const line of approved.input.lines) if (!after.has(line.id)) found.raise(`${line.sku} was taken out.`);
  for (const [index, line] of changed.input.lines.entries()) {
    const was = before.get(line.id);
    if (!was) {
      found.raise(`${line.sku} was added.`);
      continue;
    }
    changedLine(was, line, found);
    const [old, young] = [figures.get(line.id), changed.priced.lines[index]];
    if (
      !old?.priced ||
      !young?.priced ||
      (line.credit ? young.netMinor !== old.netMinor : young.netMinor < old.netMinor)
    )
      found.raise(`${line.sku} comes to less than what was approved.`);
  }
}

function changedLine(was: QuoteLine, is: QuoteLine, found: Found): void {
  const {
    discountBasisPoints: oldPercent = 0,
    discountAmount: oldAmount = '0',
    description: oldDescription = '',
    note: oldNote = '',
    insideNote: oldInside = '',
    ...oldRest
  } = was;
  const {
    discountBasisPoints: percent = 0,
    discountAmount: amount = '0',
    description = '',
    note = '',
    insideNote = '',
    ...rest
  } = is;
  if (canonicalText(oldRest) !== canonicalText(rest))
    found.raise(`${is.sku} was changed in more than discount and text.`);
  const sides = [percent - oldPercent, difference(amount, oldAmount)];
  // A discount on a credit is in the house's favour, so less of it is not less risk.
  if (sides.some((side) => (is.credit ? side !== 0 : side > 0))) found.raise(`${is.sku} has more discount.`);
  else if (sides.some((side) => side < 0)) found.lower(`${is.sku} has less discount.`);
  changedText(`The text of ${is.sku}`, oldDescription, description, found);
  changedText(`The note on ${is.sku}`, oldNote, note, found);
  changedText(`The inside note on ${is.sku}`, oldInside, insideNote, found);
}

function changedTerms(was: QuoteInput, is: QuoteInput, found: Found): void {
  const split = ({
    lines: _lines,
    orderDiscountBasisPoints = 0,
    orderDiscountAmount = '0',
    multiYear = true,
    paymentDays,
    nonStandardTerms = [],
    ...rest
  }: QuoteInput) => ({ orderDiscountBasisPoints, orderDiscountAmount, multiYear, paymentDays, nonStandardTerms, rest });
  const [old, young] = [split(was), split(is)];
  if (canonicalText(old.rest) !== canonicalText(young.rest)) found.raise('The terms were changed.');
  const discounts = [
    young.orderDiscountBasisPoints - old.orderDiscountBasisPoints,
    difference(young.orderDiscountAmount, old.orderDiscountAmount),
  ];
  if (discounts.some((side) => side > 0)) found.raise('The order discount is larger.');
  else if (discounts.some((side) => side < 0)) found.lower('The order discount is smaller.');
  if (old.multiYear !== young.multiYear) {
    if (young.multiYear) found.raise('The multi-year discount was given again.');
    else found.lower('The multi-year discount was waived.');
  }
  if (old.paymentDays !== young.paymentDays) {
    if (old.paymentDays !== undefined && young.paymentDays !== undefined && young.paymentDays < old.paymentDays)
      found.lower('It is to be paid sooner.');
    else found.raise('It is to be paid later.');
  }
  const added = young.nonStandardTerms.filter((term) => !old.nonStandardTerms.includes(term));
  if (added.length > 0) found.raise('Special terms were added or changed.');
  else if (young.nonStandardTerms.length < old.nonStandardTerms.length) found.lower('Special terms were taken out.');
}

function changedHeader(was: ApprovedMatter['header'], is: ApprovedMatter['header'], found: Found): void {
  const { validUntil: oldUntil, customerNote: oldNote, title: oldTitle, ...oldRest } = was;
  const { validUntil, customerNote, title, ...rest } = is;
  if (canonicalText(oldRest) !== canonicalText(rest)) found.raise('Whom it is made out to was changed.');
  const [until, oldDay] = [String(validUntil ?? ''), String(oldUntil ?? '')];
  if (until > oldDay) found.raise('It holds for longer.');
  else if (until < oldDay) found.lower('It holds for less long.');
  changedText('The title', String(oldTitle ?? ''), String(title ?? ''), found);
  changedText('The note for the customer', String(oldNote ?? ''), String(customerNote ?? ''), found);
}

/** Above zero where an amount is more than another; both decimal texts. */
function difference(amount: string, other: string): number {
  const [one, two] = [parseDecimal(amount, 'discountAmount'), parseDecimal(other, 'discountAmount')];
  return one > two ? 1 : one < two ? -1 : 0;
}

function changedText(what: string, was: string, is: string, found: Found): void {
  if (was === is) return;
  if (isCutFrom(is, was)) found.lower(`${what} is shorter.`);
  else found.raise(`${what} says something new.`);
}

/** Whether a text says only words that another said, in the same order; marks and capital letters do not count. */
export function isCutFrom(text: string, whole: string): boolean {
  const words = (one: string): string[] => one.toLowerCase().match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}+|[%€$£¥]/gu) ?? [];
  const said = words(whole)[Symbol.iterator]();
  return words(text).every((word) => {
    for (let next = said.next(); !next.done; next = said.next()) if (next.value === word) return true;
    return false;
  });
}
