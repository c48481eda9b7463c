import { grows, type LineDraft } from './case-draft';

/** Which input of a line a row of the table edits. */
export type InputPart = 'amount' | 'quantity' | 'each' | 'once' | 'growth' | 'share' | `year-${number}`;

/** One row of the table of lines: an input with its value, unit and source. The first row of a line carries its name. */
export interface InputRow {
  key: string;
  line: LineDraft;
  part: InputPart;
  first: boolean;
}

/** The inputs of lines, in the order in which they are entered. */
export function inputRows(lines: readonly LineDraft[], years: number): InputRow[] {
  return lines.flatMap((line) =>
    partsOf(line, years).map((part, index) => ({ key: `${line.id} ${part}`, line, part, first: index === 0 })),
  );
}

function partsOf(line: LineDraft, years: number): InputPart[] {
  const extras: InputPart[] = [
    ...(line.growth && grows(line.kind) ? (['growth'] as const) : []),
    ...(line.share && line.kind !== 'once' ? (['share'] as const) : []),
  ];
  switch (line.kind) {
    case 'level':
      return ['amount', ...extras];
    case 'quantity':
      return ['quantity', 'each', ...extras];
    case 'once':
      return ['once'];
    case 'by-year':
      return [...Array.from({ length: years }, (_, at) => `year-${at + 1}` as const), ...extras];
  }
}

/** The year of a row of an amount by year; null for other rows. */
export function yearOf(part: InputPart): number | null {
  return part.startsWith('year-') ? Number(part.slice(5)) : null;
}

/** Where a problem of this row is named in the draft's problems. */
export function placeOf(part: InputPart): string {
  const year = yearOf(part);
  if (year !== null) return `amounts.${year - 1}`;
  return part === 'each' || part === 'once' ? 'amount' : part;
}

/** The value that a row shows. */
export function inputValue({ line, part }: InputRow): string | null {
  const year = yearOf(part);
  if (year !== null) return line.amounts[year - 1] ?? null;
  if (part === 'quantity') return line.quantity.value;
  if (part === 'growth' || part === 'share') return line[part]?.value ?? null;
  return line.amount.value;
}

/** The source that a row shows; amounts by year have one together, in the first row. */
export function inputSource({ line, part }: InputRow): string {
  if (part === 'quantity') return line.quantity.source;
  if (part === 'growth' || part === 'share') return line[part]?.source ?? '';
  return line.amount.source;
}

/** The line with another value in that row. */
export function withValue({ line, part }: InputRow, value: string | null): LineDraft {
  const year = yearOf(part);
  if (year !== null) return { ...line, amounts: line.amounts.map((old, at) => (at === year - 1 ? value : old)) };
  if (part === 'quantity') return { ...line, quantity: { ...line.quantity, value } };
  if (part === 'growth' || part === 'share') {
    return { ...line, [part]: { source: '', ...line[part], value } };
  }
  return { ...line, amount: { ...line.amount, value } };
}

/** The line with another source in that row. */
export function withSource({ line, part }: InputRow, source: string): LineDraft {
  if (part === 'quantity') return { ...line, quantity: { ...line.quantity, source } };
  if (part === 'growth' || part === 'share') {
    return { ...line, [part]: { value: null, ...line[part], source } };
  }
  return { ...line, amount: { ...line.amount, source } };
}
