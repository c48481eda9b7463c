import type { Sku } from './model';

/**
 * How deep each row stands in percentages of percentages: 0 for a price of its own, 1 for a percentage of such, and so on; null for
 * rows that depend on themselves. Lines are priced in this order.
 */
export function percentageRanks(skus: readonly Sku[]): (number | null)[] {
  const byCode = new Map<string, number[]>();
  const byFamily = new Map<string, number[]>();
  for (const [row, sku] of skus.entries()) {
    collect(byCode, sku.code, row);
    collect(byFamily, sku.family, row);
  }
  const ranks = new Array<number | null | undefined>(skus.length).fill(undefined);
  const open = new Set<number>();
  const rank = (row: number): number | null => {
    const known = ranks[row];
    if (known !== undefined) return known;
    const rate = skus[row]!.rate;
    if (rate?.kind !== 'percentage-of') {
      ranks[row] = 0;
      return 0;
    }
    if (open.has(row)) return null;
    open.add(row);
    let deepest: number | null = 0;
    const bases = [
      ...rate.of.skus.flatMap((code) => byCode.get(code) ?? []),
      ...rate.of.families.flatMap((family) => byFamily.get(family) ?? []),
    ];
    for (const base of bases) {
      const below = rank(base);
      if (below === null) {
        deepest = null;
        break;
      }
      deepest = Math.max(deepest, below);
    }
    open.delete(row);
    const own = deepest === null ? null : deepest + 1;
    // A row that only leads into somebody else's circle is refused as well: it cannot be priced either.
    ranks[row] = own;
    return own;
  };
  return skus.map((_, row) => rank(row));
}

function collect(map: Map<string, number[]>, key: string, row: number): void {
  const rows = map.get(key);
  if (rows) rows.push(row);
  else map.set(key, [row]);
}
