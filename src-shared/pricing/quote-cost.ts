import { multiplyDivideRounded } from './allocate-runs';
import { isPriced, type LineFigures } from './line-figures';
import { marginFigures, pointsUnderFloor } from './margin';
import { floorOf } from './model';
import { royaltyBasisPoints } from './partner';
import type { PricedCost, PricedLine, PricedTax } from './priced-quote';
import type { QuoteInput } from './quote';
import type { QuoteContext } from './quote-context';

/** Net without tax of each line, in the order of the lines; what margins and floors are reckoned on. */
export function netsWithoutTax(lines: readonly PricedLine[], tax: PricedTax | null): number[] {
  return lines.map((line, index) => (tax?.included ? tax.lines[index]!.netMinor : line.netMinor));
}

/** Cost and margin of a family, as they add up. */
interface FamilySum {
  net: number;
  cost: number | null;
}

/**
 * Costs and margins by line, family and in total, on the nets after step 6. Optional lines show theirs and are in no sum. Whether a
 * family keeps its floor is decided once, from lowest prices (`guardrailFacts`), so that it is the same with and without costs.
 */
export function quoteCost(
  context: QuoteContext,
  quote: QuoteInput,
  figures: readonly LineFigures[],
  lines: readonly PricedLine[],
  nets: readonly number[],
  familiesUnderFloor: readonly string[],
): PricedCost {
  const tiers = context.model.model.partnerTiers ?? [];
  const own: PricedCost['lines'] = [];
  const unknown: string[] = [];
  const families = new Map<string, FamilySum>();
  const total: FamilySum = { net: 0, cost: 0 };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const net = nets[index]!;
    const known = figures[index]!.cost;
    const royalty = royaltyBasisPoints(tiers, quote.partner, line.sku);
    const cost = known === null ? null : known + multiplyDivideRounded(net, royalty, 10_000);
    const { costMinor, marginMinor, marginBasisPoints } = marginFigures(net, cost);
    own.push({ id: line.id, costMinor, marginMinor, marginBasisPoints });
    if (!isPriced(figures[index]!)) continue;
    if (cost === null) unknown.push(line.id);
    if (line.optional) continue;
    let family = families.get(line.family);
    if (!family) {
      family = { net: 0, cost: 0 };
      families.set(line.family, family);
    }
    addTo(family, net, cost);
    addTo(total, net, cost);
  }
  const floors = context.model.model.marginFloors;
  return {
    lines: own,
    families: [...families].map(([family, sum]) => {
      const floorBasisPoints = floorOf(floors, family);
      const broken = sum.cost !== null && floorBasisPoints !== null && familiesUnderFloor.includes(family);
      const under = broken ? pointsUnderFloor(sum.net, sum.cost!, floorBasisPoints) : 0;
      return { family, ...marginFigures(sum.net, sum.cost), floorBasisPoints, underFloorBasisPoints: under };
    }),
    total: marginFigures(total.net, total.cost),
    unknown,
  };
}

function addTo(sum: FamilySum, net: number, cost: number | null): void {
  sum.net += net;
  sum.cost = sum.cost === null || cost === null ? null : sum.cost + cost;
}
