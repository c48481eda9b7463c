/**
 * How figures are written on an axis when the caller brings no format of its own: grouped with commas, a true minus,
 * no exponent. Screens pass the person's locale, documents their pinned one; this is what is left for neither.
 */
export function plainFigure(value: number): string {
  const rounded = Number(Math.abs(value).toPrecision(12));
  const [whole = '0', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '−' : ''}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** A difference in percent with its sign, at most one decimal: `−29.8 %`, `+2 %`, `0 %`. */
export function signedPercent(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded > 0 ? '+' : ''}${plainFigure(rounded + 0)}\u00a0%`;
}

/** A share between 0 and 1 in percent: `50 %`. */
export function sharePercent(share: number): string {
  return `${plainFigure(Math.round(share * 1000) / 10)}\u00a0%`;
}
