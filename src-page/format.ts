/** Figures as the application writes them: a real minus, spaces that do not break. */
export interface PageFormat {
  number(value: number | string, digits?: number): string;
  /** `0.08` → `8 %` */
  ratio(value: number | string, digits?: number): string;
  day(instant: string): string;
  bytes(count: number): string;
}

export function pageFormat(locale: string): PageFormat {
  const known = Intl.NumberFormat.supportedLocalesOf([locale.replace('_', '-')])[0] ?? 'en-GB';
  const write = (value: number | string, digits: number) =>
    new Intl.NumberFormat(known, { maximumFractionDigits: digits, signDisplay: 'negative' })
      .formatToParts(Number(value))
      .map(({ type, value: part }) => (type === 'minusSign' ? '−' : part.replace(/ /g, '\u00a0')))
      .join('');
  return {
    number: (value, digits = 2) => write(value, digits),
    ratio: (value, digits = 0) => `${write(Number(value) * 100, digits)}\u00a0%`,
    day: (instant) =>
      new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
        new Date(instant),
      ),
    bytes: (count) =>
      count < 1_000_000 ? `${write(count / 1000, 0)}\u00a0kB` : `${write(count / 1_000_000, 1)}\u00a0MB`,
  };
}
