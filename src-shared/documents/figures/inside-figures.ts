import { z } from 'zod';
import { formatMinor } from '../../kernel/money';
import { type MarginFigures, type PricedQuote, priceQuote } from '../../pricing';
import type { ApprovalSheet } from '../schema/approval-sheet';
import { pointer } from './json-pointer';
import { pricingInputSchema } from './pricing-figures';

/** `input` of a recomputation of the kind `pricing-inside`: with costs, so it may lie in internal documents only. */
export const insidePricingInputSchema = pricingInputSchema.extend({
  /** The role whose discount limit was checked. */
  role: z.string().optional(),
});

interface MarginTexts {
  cost?: string;
  margin?: string;
  marginPercent?: string;
}

/** Every figure of an approval sheet, standing where it stands in the sheet's data; what is not known is not there. */
export interface InsideFigures {
  total: { list: string; discountPercent?: string; net: string } & MarginTexts;
  alternatives: ({ net: string } & MarginTexts)[];
  families: ({ net: string; floorPercent?: string; lowest?: string; room?: string } & MarginTexts)[];
  guardrails: {
    limitPercent?: string;
    largestDiscountPercent: string;
    overLimitPercent: string;
    orderDiscountPercent: string;
  };
  lines: ({ discountPercent?: string; net: string } & MarginTexts)[];
}

const percentOf = (basisPoints: number): string => String(basisPoints / 100);

/** The figures of a priced quote that only readers of costs see, as decimal text: money in major units, shares in percent. */
export function insideFigures(priced: PricedQuote): InsideFigures {
  const { cost, guardrails, totals } = priced;
  const money = (minor: number) => formatMinor(minor, priced.currency);
  const texts = (of: MarginFigures | undefined): MarginTexts => ({
    ...(typeof of?.costMinor === 'number' && { cost: money(of.costMinor) }),
    ...(typeof of?.marginMinor === 'number' && { margin: money(of.marginMinor) }),
    ...(typeof of?.marginBasisPoints === 'number' && { marginPercent: percentOf(of.marginBasisPoints) }),
  });
  const discount = (basisPoints: number | null) =>
    basisPoints === null ? {} : { discountPercent: percentOf(basisPoints) };
  const costs = new Map(cost?.lines.map((line) => [line.id, line]));
  return {
    total: {
      list: money(totals.listMinor),
      ...discount(totals.discountBasisPoints),
      net: money(totals.netMinor),
      ...texts(cost?.total),
    },
    alternatives: (priced.alternatives ?? []).map(({ name, totals: own }) => ({
      net: money(own.netMinor),
      ...texts(cost?.alternatives?.find((one) => one.name === name)),
    })),
    families: priced.families.map(({ name, netMinor }) => {
      const own = cost?.families.find(({ family }) => family === name);
      const floor = guardrails.floors.find(({ family }) => family === name);
      return {
        net: money(netMinor),
        ...texts(own),
        ...(typeof own?.floorBasisPoints === 'number' && { floorPercent: percentOf(own.floorBasisPoints) }),
        ...(floor && { lowest: money(floor.lowestMinor), room: money(floor.roomMinor) }),
      };
    }),
    guardrails: {
      ...(guardrails.discountLimitBasisPoints !== null && {
        limitPercent: percentOf(guardrails.discountLimitBasisPoints),
      }),
      largestDiscountPercent: percentOf(guardrails.largestDiscountBasisPoints),
      overLimitPercent: percentOf(guardrails.overLimitBasisPoints),
      orderDiscountPercent: percentOf(guardrails.orderDiscountBasisPoints),
    },
    lines: priced.lines.map((line) => ({
      ...discount(line.discountBasisPoints),
      net: money(line.netMinor),
      ...texts(costs.get(line.id)),
    })),
  };
}

/** Prices a recomputation's input again, with costs. */
export const computeInsidePricing = ({ model, quote, role }: z.infer<typeof insidePricingInputSchema>): InsideFigures =>
  insideFigures(priceQuote(model, quote, role === undefined ? {} : { role }));

/** Names that figures have in a sheet; everything else there is words, quantities or days. */
const FIGURES = new Set([
  ...['list', 'net', 'cost', 'margin', 'marginPercent', 'discountPercent', 'floorPercent', 'lowest', 'room'],
  ...['limitPercent', 'largestDiscountPercent', 'overLimitPercent', 'orderDiscountPercent'],
]);

/** Where the figures of a sheet stand, which is also what they are called in its recomputation. */
export function insideFigurePlaces(
  sheet: Pick<ApprovalSheet, 'total' | 'alternatives' | 'families' | 'guardrails' | 'lines'> | InsideFigures,
): string[] {
  const places = (row: object, ...at: (string | number)[]): string[] =>
    Object.keys(row)
      .filter((name) => FIGURES.has(name))
      .map((name) => pointer(...at, name));
  return [
    ...places(sheet.total, 'total'),
    ...sheet.alternatives.flatMap((row, at) => places(row, 'alternatives', at)),
    ...sheet.families.flatMap((row, at) => places(row, 'families', at)),
    ...places(sheet.guardrails, 'guardrails'),
    ...sheet.lines.flatMap((row, at) => places(row, 'lines', at)),
  ];
}
