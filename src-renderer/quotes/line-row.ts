import { type MarginFigures, type PricedLine, type Sku, skuRows } from '../../src-shared/pricing';
import type { QuoteLineView } from '../../src-shared/quotes';
import type { LiveQuote } from './live-quote';

/** A line with its figures, as the table shows it. */
export interface LineRow {
  line: QuoteLineView;
  priced: PricedLine | undefined;
  sku: Sku | undefined;
  cost: MarginFigures | undefined;
  /** The family's floor in basis points, where it is broken and may be seen. */
  floor: number | null;
  underFloor: boolean;
}

/** The lines of a quote with what was worked out for them. */
export function lineRows({ lines, priced, model, input }: LiveQuote): LineRow[] {
  const figures = new Map(priced.lines.map((line) => [line.id, line]));
  const costs = new Map(priced.cost?.lines.map((line) => [line.id, line]));
  const floors = new Map(priced.cost?.families.map(({ family, floorBasisPoints }) => [family, floorBasisPoints]));
  const skus = skuRows(model, input);
  const broken = new Set(priced.guardrails.familiesUnderFloor);
  return lines.map((line) => {
    const own = figures.get(line.id);
    const floor = own && broken.has(own.family) ? (floors.get(own.family) ?? null) : null;
    const cost = costs.get(line.id);
    const under =
      own !== undefined &&
      broken.has(own.family) &&
      !line.optional &&
      (cost?.marginBasisPoints == null || floor === null || cost.marginBasisPoints < floor);
    return { line, priced: own, sku: skus.get(line.sku), cost, floor, underFloor: under };
  });
}

/** What a line's item is called. */
export const rowName = ({ line, priced, sku }: LineRow): string => priced?.name ?? sku?.name ?? line.sku;
