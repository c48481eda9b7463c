import { z } from 'zod';
import { decimalOne, formatScaled, roundQuotient } from '../../kernel/decimal';
import { formatMinor, minorUnitDigits, parseMajor, roundToMinor } from '../../kernel/money';
import { defineRule, type Rule } from '../../kernel/rule';
import { taxInGross, taxOnNet } from '../tax';
import {
  currencyInput,
  decimalInput,
  quotientText,
  readAmount,
  readDecimal,
  readPercent,
  refuse,
  roundingInput,
  wholePercent,
} from './inputs';

const money = { currency: currencyInput, rounding: roundingInput };

const discounts = defineRule({
  name: 'price.discounts',
  about: 'Discounts on a list amount: percentages one after the other or added, amounts after percentages.',
  source: 'compound discounts multiply: 10 % then 5 % is 1 − 0.9 × 0.95',
  input: z.strictObject({
    list: decimalInput,
    discounts: z.array(z.union([z.strictObject({ percent: decimalInput }), z.strictObject({ amount: decimalInput })])),
    mode: z.enum(['sequential', 'additive']).optional(),
    ...money,
  }),
  compute: (input) => {
    const list = readAmount(input.list, 'list');
    let kept = { numerator: 1n, denominator: 1n };
    let added = 0n;
    let off = 0n;
    for (const [index, discount] of input.discounts.entries()) {
      if ('amount' in discount) {
        off += readAmount(discount.amount, `discounts.${index}.amount`);
        continue;
      }
      const percent = readPercent(discount.percent, `discounts.${index}.percent`);
      added += percent;
      kept = { numerator: kept.numerator * (wholePercent - percent), denominator: kept.denominator * wholePercent };
    }
    if (input.mode === 'additive') {
      if (added > wholePercent) refuse('discounts', 'The percentages add up to more than the whole price');
      kept = { numerator: wholePercent - added, denominator: wholePercent };
    }
    const net = list * kept.numerator - off * kept.denominator;
    if (net < 0n) refuse('discounts', 'The discounts are more than the whole price');
    // 1 − net ÷ list, exact where it ends within 12 decimals
    const taken = list * kept.denominator - net;
    const share =
      list === 0n ? 0n : roundQuotient(taken * wholePercent, list * kept.denominator, 'half-away-from-zero');
    return {
      net: quotientText(net, kept.denominator * decimalOne, input.currency, input.rounding),
      effectivePercent: formatScaled(share, 12, 1),
    };
  },
});

const margin = defineRule({
  name: 'price.margin',
  about: 'Margin is net less cost; the percentage is of net (not mark-up), undefined for net 0.',
  source: '(net − cost) ÷ net',
  input: z.strictObject({ net: decimalInput, cost: decimalInput, currency: currencyInput }),
  compute: (input) => {
    const net = readDecimal(input.net, 'net');
    const difference = net - readDecimal(input.cost, 'cost');
    const amount = quotientText(difference, decimalOne, input.currency);
    if (net === 0n) return { marginPercent: null, margin: amount, reason: 'A margin on a net of 0 is undefined' };
    const [above, below] = net < 0n ? [-difference, -net] : [difference, net];
    const percent = formatScaled(roundQuotient(above * 1000n, below, 'half-away-from-zero'), 1, 1);
    return { marginPercent: percent, margin: amount };
  },
});

/** A margin below 100 %, as the part of net that cost may be. */
function costShare(marginPercent: string | number): bigint {
  const percent = readDecimal(marginPercent, 'marginPercent');
  if (percent >= wholePercent) refuse('marginPercent', 'No price has a margin of 100 % or more');
  return wholePercent - percent;
}

const priceFromMargin = defineRule({
  name: 'price.price-from-margin',
  about: 'The net that has a margin, from its cost.',
  source: 'cost ÷ (1 − margin)',
  input: z.strictObject({ cost: decimalInput, marginPercent: decimalInput, ...money }),
  compute: (input) => {
    const cost = readAmount(input.cost, 'cost') * wholePercent;
    return { net: quotientText(cost, costShare(input.marginPercent) * decimalOne, input.currency, input.rounding) };
  },
});

const discountForMargin = defineRule({
  name: 'price.discount-for-margin',
  about: 'The discount that leaves a margin, from list and cost.',
  source: 'net = cost ÷ (1 − margin), rounded once; discount = list − net',
  input: z.strictObject({ list: decimalInput, cost: decimalInput, marginPercent: decimalInput, ...money }),
  compute: (input) => {
    const digits = minorUnitDigits(input.currency);
    const cost = readAmount(input.cost, 'cost') * wholePercent;
    const net = roundToMinor(cost, costShare(input.marginPercent) * decimalOne, digits, input.rounding);
    const list = roundToMinor(readAmount(input.list, 'list'), decimalOne, digits, input.rounding);
    return { net: formatMinor(net, input.currency), discountAmount: formatMinor(list - net, input.currency) };
  },
});

const tax = defineRule({
  name: 'price.tax',
  about: 'Tax on net amounts, rounded per line and, beside it, once on the total.',
  source: 'arithmetic',
  input: z.strictObject({ nets: z.array(decimalInput), ratePercent: decimalInput, ...money }),
  compute: (input) => {
    const rate = readAmount(input.ratePercent, 'ratePercent');
    const mode = input.rounding ?? 'half-away-from-zero';
    const nets = input.nets.map((net, index) => BigInt(parseMajor(String(net), input.currency, `nets.${index}`)));
    const perLine = nets.map((net) => taxOnNet(net, rate, mode));
    const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);
    return {
      perLine: perLine.map((own) => formatMinor(own, input.currency)),
      roundedPerLine: formatMinor(sum(perLine), input.currency),
      roundedPerTotal: formatMinor(taxOnNet(sum(nets), rate, mode), input.currency),
    };
  },
});

const taxIncluded = defineRule({
  name: 'price.tax-included',
  about: 'The net and the tax contained in a gross amount.',
  source: 'net = gross ÷ (1 + rate), rounded once; tax = gross − net',
  input: z.strictObject({ gross: decimalInput, ratePercent: decimalInput, ...money }),
  compute: (input) => {
    const gross = BigInt(parseMajor(String(input.gross), input.currency, 'gross'));
    const rate = readAmount(input.ratePercent, 'ratePercent');
    const split = taxInGross(gross, rate, input.rounding ?? 'half-away-from-zero');
    return { net: formatMinor(split.net, input.currency), tax: formatMinor(split.tax, input.currency) };
  },
});

const partnerPrice = defineRule({
  name: 'price.partner-price',
  about: 'What a partner pays: list less the resell discount and, with a registration, its bonus; both of list, added.',
  source: 'arithmetic',
  input: z.strictObject({
    list: decimalInput,
    resellDiscountPercent: decimalInput,
    registrationBonusPercent: decimalInput,
    ...money,
  }),
  compute: (input) => {
    const list = readAmount(input.list, 'list');
    const discount = readPercent(input.resellDiscountPercent, 'resellDiscountPercent');
    const bonus = readPercent(input.registrationBonusPercent, 'registrationBonusPercent');
    if (discount + bonus > wholePercent) {
      refuse('registrationBonusPercent', 'Discount and bonus together are more than the whole price');
    }
    const less = (percent: bigint): string =>
      quotientText(list * (wholePercent - percent), wholePercent * decimalOne, input.currency, input.rounding);
    return { withRegistration: less(discount + bonus), without: less(discount) };
  },
});

/** Rules about what is taken off, margins, tax and partners. */
export const discountRules: Rule[] = [
  discounts,
  margin,
  priceFromMargin,
  discountForMargin,
  tax,
  taxIncluded,
  partnerPrice,
];
