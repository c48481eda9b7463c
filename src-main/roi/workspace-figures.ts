import { Bakeoff, VerdictRecord } from '../../src-shared/bakeoffs';
import { formatFraction } from '../../src-shared/kernel/decimal';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { formatMinor } from '../../src-shared/kernel/money';
import type { Rows } from '../../src-shared/kernel/reading';
import type { PricedQuote } from '../../src-shared/pricing';
import { Quote, QuoteLine, QuoteVersion } from '../../src-shared/quotes';
import {
  decimalText,
  type RoiFilling,
  type RoiFrom,
  type RoiModelInput,
  type RoiSource,
  type RoiValue,
} from '../../src-shared/roi';
import { usageTaken } from '../../src-shared/usage';
import { readFrozen } from '../quotes';
import { measuredIn, timesOf } from './measured-units';

/** A figure of the workspace as an input of a case. */
export interface TakenFigure {
  value: RoiValue;
  low: string | null;
  high: string | null;
  source: RoiSource;
}

/** How the receipt that made a row so is found. */
export type ReceiptOf = (entity: string, id: string, command: string) => string | null;

/** Takes a figure for an input. Throws with a sentence where it is not there, or does not fit the input's unit or the case's currency. */
export function takeFigure(
  rows: Rows,
  receiptOf: ReceiptOf,
  from: RoiFrom,
  input: Pick<RoiModelInput, 'name' | 'unit' | 'shape'>,
  currency: string,
): TakenFigure {
  const taken =
    from.kind === 'quote'
      ? fromQuote(rows, receiptOf, from, currency)
      : from.kind === 'verdict'
        ? fromVerdict(rows, receiptOf, from, input, currency)
        : fromUsage(rows, receiptOf, from);
  if (Array.isArray(taken.value) === (input.shape === 'by-year')) return taken;
  // One number stands for every year; several for one number are refused rather than added up.
  if (!Array.isArray(taken.value)) return { ...taken, value: [taken.value], low: null, high: null };
  throw misfit(input.name, 'it has a number for each year', 'Take the total, or make the input by year.');
}

const misfit = (field: string, why: string, hint: string): ProofdeskError =>
  new ProofdeskError({
    code: 'bad-input',
    message: `The figure does not fit the input ${field}: ${why}.`,
    where: { field },
    hint,
  });

const unknown = (figure: string, kind: string): ProofdeskError =>
  new ProofdeskError({
    code: 'bad-input',
    message: `A ${kind} has no figure “${figure}”.`,
    where: { field: 'from.figure' },
  });

function fromQuote(
  rows: Rows,
  receiptOf: ReceiptOf,
  { quote: id, version, figure }: Extract<RoiFrom, { kind: 'quote' }>,
  currency: string,
): TakenFigure {
  const quote = rows.require(Quote, id);
  const { head, priced } = readFrozen(rows, id, version);
  if (figure !== 'quote.term-years' && priced.currency !== currency) {
    throw misfit(
      'price',
      `${quote.number} is in ${priced.currency} and the case in ${currency}`,
      'Make the case in the quote’s currency.',
    );
  }
  const { value, said } = quoteFigure(priced, figure);
  return {
    value,
    low: null,
    high: null,
    source: {
      kind: 'quote',
      text: `Quote ${quote.number}, version ${version}${said}`,
      entity: 'quote',
      id,
      figure,
      version,
      row: null,
      receipt: receiptOf(QuoteVersion.name, head.id, 'quote.submit'),
    },
  };
}

function quoteFigure(priced: PricedQuote, figure: RoiFilling): { value: RoiValue; said: string } {
  const money = (minor: number): string => formatMinor(minor, priced.currency);
  switch (figure) {
    case 'quote.one-time':
      return { value: money(priced.totals.oneTimeMinor), said: ', one-time charges' };
    case 'quote.total':
      return { value: money(priced.totals.totalContractValueMinor), said: ', total contract value' };
    case 'quote.term-years':
      return { value: String(Number((priced.termMonths / 12).toFixed(6))), said: ', term in years' };
    case 'quote.per-year': {
      const once = oneTimeByYear(priced);
      const whole = priced.termMonths % 12;
      const years = priced.totals.years.map(({ netMinor }, index) => netMinor - (once[index] ?? 0));
      const last = years.length - 1;
      // A last year of some months is counted whole, because it stands for the years after it too.
      if (whole > 0 && last >= 0) years[last] = Math.round((years[last]! * 12) / whole);
      const said = `, recurring net of each year${whole > 0 ? `, its last ${whole} months counted as a whole year` : ''}`;
      return { value: years.length > 0 ? years.map(money) : [money(0)], said };
    }
    default:
      throw unknown(figure, 'quote');
  }
}

/** One-time bills by the year of the term in which they are due. */
function oneTimeByYear({ lines, totals, alternatives }: PricedQuote): number[] {
  const years: number[] = [];
  let sum = 0;
  for (const line of lines.flatMap((own) => own.parts ?? [own])) {
    if (line.recurring || line.optional || !line.priced) continue;
    for (const bills of line.bills) {
      const at = Math.floor(bills.month / 12);
      years[at] = (years[at] ?? 0) + bills.netMinor * bills.bills;
      sum += bills.netMinor * bills.bills;
    }
  }
  // With alternatives to pick from not every line counts; then all of it is taken to be due in the first year.
  return sum === totals.oneTimeMinor && !alternatives ? years : [totals.oneTimeMinor];
}

function fromVerdict(
  rows: Rows,
  receiptOf: ReceiptOf,
  { verdict: id, row: key, figure }: Extract<RoiFrom, { kind: 'verdict' }>,
  input: Pick<RoiModelInput, 'name' | 'unit'>,
  currency: string,
): TakenFigure {
  const verdict = rows.require(VerdictRecord, id);
  const row = verdict.rows.find((own) => own.key === key);
  if (!row) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `Verdict ${verdict.number} has no row ${key}.`,
      where: { field: 'from.row' },
      hint: `It has ${verdict.rows.map((own) => own.key).join(', ')}.`,
    });
  }
  const source = (said: string): RoiSource => ({
    kind: 'verdict',
    text: `Verdict ${verdict.number}, ${row.label}, ${said}`,
    entity: 'verdict',
    id,
    figure,
    version: verdict.version,
    row: key,
    receipt: receiptOf(VerdictRecord.name, id, 'verdict.record'),
  });
  if (figure === 'verdict.ratio' || figure === 'verdict.saving') {
    const { estimate, lower, upper, scale } = row;
    if (scale !== 'ratio' || estimate === null)
      throw misfit(input.name, `${row.label} was not judged by a ratio`, 'Take the measured figures, or another row.');
    const factor = input.unit.trim() === '%' ? 100 : 1;
    const saving = figure === 'verdict.saving';
    const written = (ratio: number): string => measuredText((saving ? 1 - ratio : ratio) * factor);
    const ends = lower === null || upper === null ? null : saving ? [upper, lower] : [lower, upper];
    return {
      value: written(estimate),
      low: ends ? written(ends[0]!) : null,
      high: ends ? written(ends[1]!) : null,
      source: source(`${saving ? '1 − ' : ''}ours over theirs with its 95 % interval`),
    };
  }
  if (figure !== 'verdict.ours' && figure !== 'verdict.theirs') throw unknown(figure, 'verdict');
  const ours = figure === 'verdict.ours';
  const median = ours ? row.oursMedian : row.theirsMedian;
  if (median === null)
    throw misfit(input.name, `${row.label} has no figure on ${ours ? 'our' : 'their'} side`, 'Take another row.');
  const factor = measuredIn(row.unit ?? '', input.unit, currency);
  if (factor === null) {
    throw misfit(
      input.name,
      `${row.label} is measured in ${row.unit ?? 'plain numbers'} and the input is in ${input.unit}`,
      timesOf(row.unit ?? '') === null
        ? 'Take a row in the input’s unit.'
        : 'Make the input a time, such as minutes/query.',
    );
  }
  const runs = (ours ? row.ours : row.theirs).map((value) => value * factor);
  return {
    value: measuredText(median * factor),
    low: runs.length > 1 ? measuredText(Math.min(...runs)) : null,
    high: runs.length > 1 ? measuredText(Math.max(...runs)) : null,
    source: source(`${ours ? 'our' : 'their'} median of ${runs.length} runs`),
  };
}

/** A measured number as an exact decimal, to nine significant digits. */
const measuredText = (value: number): string => decimalText(Number(value.toPrecision(9)));

function fromUsage(
  rows: Rows,
  receiptOf: ReceiptOf,
  { line: id, figure }: Extract<RoiFrom, { kind: 'usage' }>,
): TakenFigure {
  const line = rows.require(QuoteLine, id);
  const { quantityFrom } = line;
  if (quantityFrom?.kind !== 'usage') {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The quantity of ${line.sku} does not come from a usage file.`,
      where: { field: 'from.line' },
      hint: 'Import the usage on the quote’s line first.',
    });
  }
  if (figure !== 'usage.per-month' && figure !== 'usage.per-year') throw unknown(figure, 'usage file');
  const taken = usageTaken(quantityFrom, heldUnit(quantityFrom.unit));
  const months = figure === 'usage.per-year' ? 12n : 1n;
  const written = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }): string =>
    formatFraction({ numerator: numerator * months, denominator });
  return {
    value: written(taken.monthly),
    low: written(taken.low),
    high: written(taken.high),
    source: {
      kind: 'usage',
      text: `Usage file ${quantityFrom.file.name}${quantityFrom.meter ? `, ${quantityFrom.meter}` : ''} in ${quantityFrom.unit}, ${taken.months.length} months from ${taken.months[0]} to ${taken.months.at(-1)}`,
      entity: 'quoteLine',
      id,
      figure,
      version: null,
      row: null,
      receipt: receiptOf(QuoteLine.name, id, 'quote.reviseLine') ?? receiptOf(QuoteLine.name, id, 'quote.addLines'),
    },
  };
}

/** What is held (storage) is as much in a month as in a year; everything else is used up. */
const heldUnit = (unit: string): boolean => /^\s*(k|m|g|t|p|ki|mi|gi|ti|pi)?b\s*$/i.test(unit);

/** The bakeoffs of a deal with their verdicts, the newest first. */
export function verdictsOfDeal(rows: Rows, deal: string) {
  return rows
    .where(Bakeoff, { deal })
    .flatMap(({ id }) => rows.where(VerdictRecord, { bakeoff: id }))
    .sort((a, b) => b.at - a.at);
}
