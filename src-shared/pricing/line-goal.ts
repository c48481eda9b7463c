import { ProofdeskError } from '../kernel/errors';
import { findGoal, type GoalFound, type GoalTarget } from './goal-seek';
import type { PricingModel } from './model';
import type { QuoteInput, QuoteLine } from './quote';
import { skuRow } from './sku-row';

/** What a line comes to, typed: its amount before discounts of the whole order, or its margin after them. */
export type LineWish = { figure: 'amount'; minor: number } | { figure: 'margin'; basisPoints: number };

/** What a line says so that it comes to a wish; the other ways of saying it are taken back. */
export interface LineSolution {
  discountBasisPoints: number;
  unitPriceOverride: string | null;
  discountAmount: null;
  /** How far the line is above the wish: minor units, or basis points of margin. */
  leftOver: number;
}

/**
 * Solves a typed amount or margin of one line: by its discount where that comes to it exactly, else by its unit price where the model
 * has one for each unit or the wish is above the list; of two that do not meet it, the nearer. Margins are never undercut. Throws
 * `bad-input` for what is out of reach, and for a price agreed in a contract, which is not moved by a wish.
 */
export function solveLine(model: PricingModel, quote: QuoteInput, id: string, wish: LineWish): LineSolution {
  const line = quote.lines.find((one) => one.id === id);
  if (!line) refuse('line', `The quote has no line ${id}`);
  if (line.contractUnitPrice !== undefined)
    refuse(
      'contractUnitPrice',
      'The price of this line is agreed in a contract',
      'Change or take back that price first.',
    );
  if (line.credit) refuse('credit', 'A credit follows from what it gives back', 'Change its quantity or its price.');
  const { unitPriceOverride: _price, discountAmount: _amount, ...rest } = line;
  const plain: QuoteLine = { ...rest, discountBasisPoints: 0 };
  const sku = skuRow(model, line.sku, quote);
  // Before the order's discounts every line comes to the same by itself, but for a percentage of others; its margin after them does not.
  const alone = wish.figure === 'amount' && sku?.rate.kind !== 'percentage-of';
  const lines = alone ? [plain] : quote.lines.map((one) => (one.id === id ? plain : one));
  const base: QuoteInput = { ...(wish.figure === 'amount' ? withoutOrder(quote) : quote), lines };
  const target: GoalTarget =
    wish.figure === 'amount' ? { kind: 'net', minor: wish.minor } : { kind: 'margin', basisPoints: wish.basisPoints };
  const seek = (lever: 'discount' | 'price'): GoalFound | null => {
    try {
      return findGoal(model, base, { scope: { line: id }, target, lever, side: 'nearest', places: placesFor(line) });
    } catch (error) {
      if (error instanceof ProofdeskError && error.code === 'bad-input') return null;
      throw error;
    }
  };
  const discount = seek('discount');
  const linear = (sku?.rate.kind === 'per-unit' || sku?.rate.kind === 'flat') && !line.ramp;
  const priced = sku?.rate.kind !== 'percentage-of' && !line.ramp;
  const price = discount?.leftOver !== 0 && (discount ? linear : priced) ? seek('price') : null;
  const best = price && (!discount || Math.abs(price.leftOver) < Math.abs(discount.leftOver)) ? price : discount;
  if (!best) {
    refuse(
      wish.figure,
      'What was typed is out of reach for this line',
      wish.figure === 'margin'
        ? 'A margin needs a cost, and stays under 100 %.'
        : 'Type an amount that its quantity can come to.',
    );
  }
  return {
    discountBasisPoints: best === discount ? Number(best.value) : 0,
    unitPriceOverride: best === discount ? null : best.value,
    discountAmount: null,
    leftOver: best.leftOver,
  };
}

/** Decimals of a price with which a bill of this line comes to every cent: more find nothing better, and take longer. */
function placesFor({ quantity }: QuoteLine): number {
  const units = Math.max(1, Math.ceil(Number(quantity)));
  return 3 + Math.ceil(Math.log10(units) + 0.5);
}

function withoutOrder(quote: QuoteInput): QuoteInput {
  const { orderDiscountAmount: _amount, ...rest } = quote;
  return { ...rest, orderDiscountBasisPoints: 0, multiYear: false };
}

function refuse(field: string, message: string, hint?: string): never {
  throw new ProofdeskError({ code: 'bad-input', message, where: { field }, ...(hint && { hint }) });
}
