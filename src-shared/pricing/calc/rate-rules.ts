import { z } from 'zod';
import { decimalOne, formatDecimal } from '../../kernel/decimal';
import { defineRule, type Rule } from '../../kernel/rule';
import { readQuantity } from '../line-input';
import { type CompiledRate, compileRate, rateAmount } from '../rates/compile-rate';
import { billableQuantity, holdBetween } from '../rates/limits';
import type { Rate } from '../rates/rate-schema';
import {
  currencyInput,
  type DecimalInput,
  decimalInput,
  moneyText,
  quotientText,
  readAmount,
  readDecimal,
  refuse,
  roundingInput,
  wholePercent,
} from './inputs';

const upTo = decimalInput.nullable().describe('last unit of the tier, inclusive; null: open');
const common = { quantity: decimalInput, currency: currencyInput, rounding: roundingInput };
const free = { freeUnits: decimalInput.optional().describe('units that cost nothing, taken off first') };

const text = (value: DecimalInput): string => String(value);
const tierBound = (value: DecimalInput | null): string | null => (value === null ? null : String(value));

/** Reads a rate and refuses it for the first thing that is wrong; a closed last tier only matters to quantities above it. */
function readRate(rate: Rate): CompiledRate {
  const { compiled, problems } = compileRate(rate);
  const problem = problems.find((found) => found.code !== 'tiers-closed');
  if (problem) refuse(problem.field, problem.message);
  return compiled;
}

interface RateInput {
  quantity: DecimalInput;
  currency: string;
  rounding?: z.infer<typeof roundingInput>;
  freeUnits?: DecimalInput | undefined;
}

function amount(rate: Rate, input: RateInput): { amount: string } {
  const quantity = readQuantity(text(input.quantity), 'quantity');
  const billable = billableQuantity(quantity, readAmount(input.freeUnits ?? '0', 'freeUnits'));
  return { amount: moneyText(rateAmount(readRate(rate), billable), input.currency, input.rounding) };
}

const pricedTiers = z.array(z.strictObject({ upTo, unitPrice: decimalInput, flatFee: decimalInput.optional() }));

function readTiers(tiers: z.infer<typeof pricedTiers>) {
  return tiers.map((tier) => ({
    upTo: tierBound(tier.upTo),
    unitPrice: text(tier.unitPrice),
    flatFee: text(tier.flatFee ?? '0'),
  }));
}

const perUnit = defineRule({
  name: 'price.per-unit',
  about: 'Quantity times unit price, rounded once.',
  source: 'arithmetic',
  input: z.strictObject({ unitPrice: decimalInput, ...common, ...free }),
  compute: (input) => amount({ kind: 'per-unit', unitPrice: text(input.unitPrice) }, input),
});

const flat = defineRule({
  name: 'price.flat',
  about: 'The price itself, whatever the quantity; nothing for quantity 0.',
  source: 'arithmetic',
  input: z.strictObject({ price: decimalInput, ...common }),
  compute: (input) => amount({ kind: 'flat', price: text(input.price) }, input),
});

const packages = defineRule({
  name: 'price.package',
  about: 'Started packages count whole.',
  source: 'package charge model, as documented by metered billing systems',
  input: z.strictObject({ packageSize: decimalInput, packagePrice: decimalInput, ...common, ...free }),
  compute: (input) =>
    amount({ kind: 'package', packageSize: text(input.packageSize), packagePrice: text(input.packagePrice) }, input),
});

const volumePackage = defineRule({
  name: 'price.volume-package',
  about: 'All units in started packages of the tier that the quantity falls in.',
  source: 'volume tiers with a package size in a tier, as documented by metered billing systems',
  input: z.strictObject({
    tiers: z.array(z.strictObject({ upTo, packageSize: decimalInput, packagePrice: decimalInput })),
    ...common,
    ...free,
  }),
  compute: (input) => {
    const tiers = input.tiers.map((tier) => ({
      upTo: tierBound(tier.upTo),
      packageSize: text(tier.packageSize),
      packagePrice: text(tier.packagePrice),
    }));
    return amount({ kind: 'volume-package', tiers }, input);
  },
});

const graduated = defineRule({
  name: 'price.graduated',
  about: "Each tier's units at that tier's price, plus the flat fee of each tier entered.",
  source: 'graduated charge model, as documented by metered billing systems',
  input: z.strictObject({ tiers: pricedTiers, ...common, ...free }),
  compute: (input) => amount({ kind: 'graduated', tiers: readTiers(input.tiers) }, input),
});

const volume = defineRule({
  name: 'price.volume',
  about: "All units at the price of the tier that the quantity falls in, plus that tier's flat fee.",
  source: 'volume charge model, as documented by metered billing systems',
  input: z.strictObject({ tiers: pricedTiers, ...common, ...free }),
  compute: (input) => amount({ kind: 'volume', tiers: readTiers(input.tiers) }, input),
});

const stairStep = defineRule({
  name: 'price.stair-step',
  about: 'Only the flat fee of the tier that the quantity falls in.',
  source: 'arithmetic',
  input: z.strictObject({ tiers: z.array(z.strictObject({ upTo, flatFee: decimalInput })), ...common }),
  compute: (input) => {
    const tiers = input.tiers.map((tier) => ({ upTo: tierBound(tier.upTo), flatFee: text(tier.flatFee) }));
    return amount({ kind: 'stair-step', tiers }, input);
  },
});

const committed = defineRule({
  name: 'price.committed',
  about: 'The commitment at its price, paid in any case; use above it at the overage price.',
  source: 'arithmetic',
  input: z.strictObject({
    commitment: decimalInput,
    committedUnitPrice: decimalInput,
    overageUnitPrice: decimalInput,
    ...common,
  }),
  compute: (input) =>
    amount(
      {
        kind: 'committed',
        commitment: text(input.commitment),
        committedUnitPrice: text(input.committedUnitPrice),
        overageUnitPrice: text(input.overageUnitPrice),
      },
      input,
    ),
});

const minimumMaximum = defineRule({
  name: 'price.minimum-maximum',
  about: 'Quantity times unit price, held between a minimum and a maximum per line and period.',
  source: 'arithmetic',
  input: z.strictObject({
    unitPrice: decimalInput,
    minimum: decimalInput.optional(),
    maximum: decimalInput.optional(),
    ...common,
  }),
  compute: (input) => {
    const rate = readRate({ kind: 'per-unit', unitPrice: text(input.unitPrice) });
    const minimum = input.minimum === undefined ? null : readAmount(input.minimum, 'minimum') * decimalOne;
    const maximum = input.maximum === undefined ? null : readAmount(input.maximum, 'maximum') * decimalOne;
    if (minimum !== null && maximum !== null && minimum > maximum)
      refuse('minimum', 'minimum must not be above maximum');
    const own = rateAmount(rate, readQuantity(text(input.quantity), 'quantity'));
    return { amount: moneyText(holdBetween(own, minimum, maximum), input.currency, input.rounding) };
  },
});

const percentageOf = defineRule({
  name: 'price.percentage-of',
  about: 'A percentage of the net amounts of other lines, rounded once.',
  source: 'arithmetic',
  input: z.strictObject({
    percent: decimalInput,
    baseAmounts: z.array(decimalInput),
    currency: currencyInput,
    rounding: roundingInput,
  }),
  compute: (input) => {
    const percent = readAmount(input.percent, 'percent');
    const base = input.baseAmounts.reduce<bigint>(
      (sum, own, index) => sum + readDecimal(own, `baseAmounts.${index}`),
      0n,
    );
    return { amount: quotientText(base * percent, wholePercent * decimalOne, input.currency, input.rounding) };
  },
});

const freeAllowance = defineRule({
  name: 'price.free-allowance',
  about: 'Units left to charge after the free allowance, never below zero.',
  source: 'arithmetic',
  input: z.strictObject({ quantity: decimalInput, freeAllowance: decimalInput }),
  compute: (input) => {
    const quantity = readQuantity(text(input.quantity), 'quantity');
    return { quantity: formatDecimal(billableQuantity(quantity, readAmount(input.freeAllowance, 'freeAllowance'))) };
  },
});

/** Rules that turn a quantity into an amount. */
export const rateRules: Rule[] = [
  perUnit,
  flat,
  packages,
  volumePackage,
  graduated,
  volume,
  stairStep,
  committed,
  minimumMaximum,
  percentageOf,
  freeAllowance,
];
