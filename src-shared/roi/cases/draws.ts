/** Shapes of what is not known exactly: between low and high, the likely value most often. */
export type DrawShape = 'triangular' | 'pert';

/** From a number in [0, 1) the value below which that part of all draws lies. */
export type Quantile = (share: number) => number;

/** Cells of the table by which PERT values are drawn. */
const CELLS = 2048;

/**
 * The quantiles of a triangular distribution, or of the PERT distribution: a beta distribution over low to high with the shapes
 * 1 + 4 (likely − low) ÷ (high − low) and 1 + 4 (high − likely) ÷ (high − low), whose mean is (low + 4 likely + high) ÷ 6. PERT values come
 * from a table of 2,048 cells of the density, linear between, so that a draw costs no more than a triangular one.
 */
export function quantileOf(shape: DrawShape, low: number, likely: number, high: number): Quantile {
  const width = high - low;
  if (!(width > 0)) return () => likely;
  const mode = (likely - low) / width;
  if (shape === 'triangular') {
    return (share) =>
      share < mode ? low + width * Math.sqrt(share * mode) : high - width * Math.sqrt((1 - share) * (1 - mode));
  }
  const [rise, fall] = [4 * mode, 4 * (1 - mode)];
  const below = new Float64Array(CELLS + 1);
  for (let cell = 0; cell < CELLS; cell += 1) {
    const middle = (cell + 0.5) / CELLS;
    below[cell + 1] = below[cell]! + middle ** rise * (1 - middle) ** fall;
  }
  const total = below[CELLS]!;
  // The same table the other way round: for each share the place, so that drawing needs no search.
  const places = new Float64Array(CELLS + 1);
  let cell = 0;
  for (let step = 0; step <= CELLS; step += 1) {
    const wanted = (step / CELLS) * total;
    while (cell < CELLS - 1 && below[cell + 1]! < wanted) cell += 1;
    const within = below[cell + 1]! - below[cell]!;
    places[step] = (cell + (within > 0 ? Math.min(1, (wanted - below[cell]!) / within) : 0)) / CELLS;
  }
  return (share) => {
    const at = share * CELLS;
    const step = Math.floor(at);
    const from = places[step]!;
    return low + width * (from + (places[step + 1]! - from) * (at - step));
  };
}
