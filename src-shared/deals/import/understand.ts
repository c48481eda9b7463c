import { comparable } from '../names';
import type { Stage } from '../stages';
import { decimalSignOf, plainFigure, splitAmount } from './amounts';
import { dateOrderOf, readDate } from './dates';
import { knownStage } from './headers';
import type { FileRow, KnownRecords } from './plan';
import type { DateOrder, DecimalSign, ImportField, Mapping, PreviewSummary } from './schema';

/** How the texts of whole columns are understood: chosen by the person, or as the column itself shows. */
export interface Understood {
  decimal: DecimalSign | null;
  dateOrder: DateOrder | null;
  /** By comparable text. */
  stages: ReadonlyMap<string, Stage | null>;
  owners: ReadonlyMap<string, string | null>;
  summary: Pick<PreviewSummary, 'decimal' | 'dateOrder' | 'currencyNeeded' | 'stages' | 'owners'>;
}

const SAMPLES = 3;

/** Looks through the mapped columns once, before single rows are read. */
export function understandColumns(rows: readonly FileRow[], mapping: Mapping, known: KnownRecords): Understood {
  const decimal = understandDecimal(rows, mapping);
  const dateOrder = understandDateOrder(rows, mapping);
  const stages = distinct(rows, mapping.columns.stage).map(({ text, key, rows: count }) => ({
    text,
    key,
    rows: count,
    stage: mapping.stages[key] ?? knownStage(text),
  }));
  const people = peopleByText(known);
  const owners = distinct(rows, mapping.columns.owner).map(({ text, key, rows: count }) => ({
    text,
    key,
    rows: count,
    person: mapping.owners[key] ?? people.get(key) ?? null,
  }));
  return {
    decimal: decimal?.sign ?? null,
    dateOrder: dateOrder?.order ?? null,
    stages: new Map(stages.map(({ key, stage }) => [key, stage])),
    owners: new Map(owners.map(({ key, person }) => [key, person])),
    summary: { decimal, dateOrder, currencyNeeded: needsCurrency(rows, mapping), stages, owners },
  };
}

function cells(rows: readonly FileRow[], column: number | undefined): string[] {
  if (column === undefined) return [];
  return rows.map(({ cells: row }) => (row[column] ?? '').trim()).filter((text) => text !== '');
}

function understandDecimal(rows: readonly FileRow[], mapping: Mapping): PreviewSummary['decimal'] {
  const figures = cells(rows, mapping.columns.value)
    .map((text) => splitAmount(text)?.figure)
    .filter((figure): figure is string => figure !== undefined);
  const { sign, open, needed } = decimalSignOf(figures);
  if (!needed) return null;
  const telling = open.length > 0 ? open : figures.filter((figure) => /[.,]/.test(figure));
  return {
    sign: mapping.decimal ?? sign,
    certain: sign !== null,
    samples: [...new Set(telling)].slice(0, SAMPLES).map((text) => ({
      text,
      point: plainFigure(text, 'point'),
      comma: plainFigure(text, 'comma'),
    })),
  };
}

function understandDateOrder(rows: readonly FileRow[], mapping: Mapping): PreviewSummary['dateOrder'] {
  const texts = cells(rows, mapping.columns.expectedClose);
  const { order, open } = dateOrderOf(texts);
  const telling = open.length > 0 ? open : order ? texts.filter((text) => readDate(text)?.[order] !== undefined) : [];
  const twoOrders = texts.some((text) => {
    const read = readDate(text);
    return read !== null && read.dmy !== read.mdy;
  });
  if (!twoOrders) return null;
  return {
    order: mapping.dateOrder ?? order,
    certain: order !== null,
    samples: [...new Set(telling)].slice(0, SAMPLES).map((text) => {
      const read = readDate(text);
      return { text, dmy: read?.dmy ?? null, mdy: read?.mdy ?? null };
    }),
  };
}

function needsCurrency(rows: readonly FileRow[], mapping: Mapping): boolean {
  const { value, currency } = mapping.columns;
  if (value === undefined || mapping.currency !== null) return false;
  return rows.some(({ cells: row }) => {
    const amount = splitAmount(row[value] ?? '');
    if (!amount || amount.currency !== null) return false;
    return currency === undefined || (row[currency] ?? '').trim() === '';
  });
}

/** The different texts of a column with the number of their rows, the most frequent first. */
function distinct(rows: readonly FileRow[], column: ImportColumn): { text: string; key: string; rows: number }[] {
  const found = new Map<string, { text: string; key: string; rows: number }>();
  for (const text of cells(rows, column)) {
    const key = comparable(text);
    const entry = found.get(key);
    if (entry) entry.rows += 1;
    else found.set(key, { text, key, rows: 1 });
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1));
}
type ImportColumn = Mapping['columns'][ImportField];

/** People by name and by e-mail; a name that two people share names nobody. */
function peopleByText(known: KnownRecords): Map<string, string | null> {
  const people = new Map<string, string | null>();
  for (const { id, name, email } of known.people) {
    for (const text of new Set([name, email].filter(Boolean).map((one) => comparable(one!)))) {
      people.set(text, people.has(text) ? null : id);
    }
  }
  return people;
}
