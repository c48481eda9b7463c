import type { PlanState } from '../../src-core/commands/implementation';
import { Bakeoff, BenchmarkRun, shareUnit, VerdictRecord, verdictSentence } from '../../src-shared/bakeoffs';
import { Contact } from '../../src-shared/deals';
import { exactText } from '../../src-shared/documents';
import { formatFraction } from '../../src-shared/kernel/decimal';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  type PinnedFigure,
  type ReadFigureOrder,
  type ValueFigure,
  valueFigureLabels,
} from '../../src-shared/pinned-figures';
import { Quote, QuoteLine } from '../../src-shared/quotes';
import { ValueCase, ValueCaseVersion } from '../../src-shared/roi';
import { isHeld, readUnit, takeUsage } from '../../src-shared/usage';

/** Hash of the receipt that a row came to be by. */
export type ReceiptOf = (entity: string, id: string, command: string) => string | null;

type State = Pick<PlanState, 'get' | 'where'>;
type Ordered<K extends ReadFigureOrder['kind']> = Extract<ReadFigureOrder, { kind: K }>;

const missing = (message: string, hint?: string): never => {
  throw new ProofdeskError({ code: 'not-found', message, ...(hint && { hint }) });
};

/**
 * Takes a figure from what it comes from, with the receipts that put it there. `account`: whose contacts may have stated it.
 *
 * @throws ProofdeskError `not-found` where the source or its figure is not there, `bad-input` where it has no value.
 */
export function pinFigure(state: State, receiptOf: ReceiptOf, order: ReadFigureOrder, account: string): PinnedFigure {
  switch (order.kind) {
    case 'verdict':
      return fromVerdict(state, receiptOf, order);
    case 'run':
      return fromRun(state, receiptOf, order);
    case 'usage':
      return fromUsage(state, receiptOf, order);
    case 'value-case':
      return fromValueCase(state, receiptOf, order);
    case 'stated':
      return stated(state, order, account);
  }
}

function verdictNamed(state: State, named: string): RowOf<typeof VerdictRecord> {
  const found = state.get(VerdictRecord, named) ?? state.where(VerdictRecord, { number: named })[0];
  if (found) return found;
  const bakeoff = state.get(Bakeoff, named) ?? state.where(Bakeoff, { number: named })[0];
  const newest = bakeoff && state.where(VerdictRecord, { bakeoff: bakeoff.id }).at(-1);
  return newest ?? missing(`There is no verdict ${named}.`, 'Verdicts are numbered like B-A7-0017/1.');
}

function fromVerdict(state: State, receiptOf: ReceiptOf, order: Ordered<'verdict'>): PinnedFigure {
  const verdict = verdictNamed(state, order.verdict);
  const row = order.row === undefined ? verdict.rows[0] : verdict.rows.find(({ key }) => key === order.row);
  if (!row) {
    return missing(
      `${verdict.number} has no row ${order.row}.`,
      `It has ${verdict.rows.map(({ key }) => key).join(', ')}.`,
    );
  }
  if (row.oursMedian === null) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${verdict.number} has no figure of ours for ${row.label}.`,
      where: { field: 'row' },
      hint: verdictSentence(row),
    });
  }
  return {
    label: row.label,
    value: exactText(row.oursMedian),
    unit: row.unit ?? '',
    against: row.theirsMedian === null ? null : exactText(row.theirsMedian),
    better: row.better,
    sentence: verdictSentence(row),
    at: verdict.at,
    source: {
      kind: 'verdict',
      verdict: verdict.id,
      number: verdict.number,
      bakeoff: verdict.bakeoff,
      row: row.key,
      receipt: receiptOf(VerdictRecord.name, verdict.id, 'verdict.record'),
    },
  };
}

function fromRun(state: State, receiptOf: ReceiptOf, order: Ordered<'run'>): PinnedFigure {
  const run = state.get(BenchmarkRun, order.run) ?? missing(`There is no run ${order.run}.`);
  const bakeoff = state.get(Bakeoff, run.bakeoff);
  const metric = bakeoff?.metrics.find(({ id }) => id === order.metric);
  const figure = run.figures.find((one) => one.metric === order.metric);
  if (!bakeoff || !metric || !figure || figure.value === null || !figure.enough) {
    return missing(
      `${run.name} has no figure ${order.metric} that can be relied on.`,
      figure?.reason ?? `It has ${run.figures.map((one) => one.metric).join(', ')}.`,
    );
  }
  return {
    label: metric.label,
    value: exactText(figure.value),
    unit: figure.unit ?? metric.unit,
    against: null,
    better: figure.better ?? metric.better,
    sentence: null,
    at: run.importedAt,
    source: {
      kind: 'run',
      run: run.id,
      name: run.name,
      bakeoff: bakeoff.id,
      bakeoffNumber: bakeoff.number,
      metric: metric.id,
      samples: figure.samples,
      receipt: receiptOf(BenchmarkRun.name, run.id, 'run.import'),
    },
  };
}

function fromUsage(state: State, receiptOf: ReceiptOf, order: Ordered<'usage'>): PinnedFigure {
  const line = state.get(QuoteLine, order.line) ?? missing(`There is no quote line ${order.line}.`);
  const quote = state.get(Quote, line.quote) ?? missing('The quote of this line is not on this device.');
  const from = line.quantityFrom;
  if (from?.kind !== 'usage') {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${line.sku} of ${quote.number} is not metered by a usage file.`,
      where: { field: 'line' },
      hint: 'Give the line its quantity from an imported usage file first (quote meter).',
    });
  }
  const taken = takeUsage(from.measured, { ...from, held: isHeld(readUnit(from.unit)) });
  return {
    label: from.meter || line.sku,
    value: formatFraction(taken.monthly, 6).replace('…', ''),
    unit: `${from.unit} a month`.slice(0, 60),
    against: null,
    better: null,
    sentence: null,
    at: Date.parse(`${taken.months.at(-1)}-01T00:00:00Z`),
    source: {
      kind: 'usage',
      quote: quote.id,
      quoteNumber: quote.number,
      line: line.id,
      file: from.file,
      meter: from.meter,
      take: from.take,
      months: taken.months,
      receipt:
        receiptOf(QuoteLine.name, line.id, 'quote.reviseLine') ?? receiptOf(QuoteLine.name, line.id, 'quote.addLines'),
    },
  };
}

function fromValueCase(state: State, receiptOf: ReceiptOf, order: Ordered<'value-case'>): PinnedFigure {
  const row =
    state.get(ValueCase, order.valueCase) ??
    state.where(ValueCase, { number: order.valueCase })[0] ??
    missing(`There is no value case ${order.valueCase}.`);
  const version = state.where(ValueCaseVersion, { valueCase: row.id, version: order.version ?? row.version })[0];
  if (!version) {
    return missing(
      `${row.number} has no recorded version${order.version ? ` ${order.version}` : ''}.`,
      'Record the value case first.',
    );
  }
  const { value, unit, why } = valueFigure(version.figures, order.figure);
  if (value === null) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${row.number}, version ${version.version}, has no ${valueFigureLabels[order.figure].toLowerCase()}.`,
      where: { field: 'figure' },
      ...(why && { hint: why }),
    });
  }
  return {
    label: valueFigureLabels[order.figure],
    value,
    unit,
    against: null,
    better: order.figure === 'payback' ? 'lower' : 'higher',
    sentence: null,
    at: version.recordedAt,
    source: {
      kind: 'value-case',
      valueCase: row.id,
      number: row.number,
      version: version.version,
      versionId: version.id,
      figure: order.figure,
      receipt: receiptOf(ValueCaseVersion.name, version.id, 'valueCase.record'),
    },
  };
}

function valueFigure(
  figures: RowOf<typeof ValueCaseVersion>['figures'],
  figure: ValueFigure,
): { value: string | null; unit: string; why?: string | undefined } {
  const measured = (one: { value: number | null; reason?: string }, unit: string) => ({
    value: one.value === null ? null : exactText(Number(one.value.toPrecision(12))),
    unit,
    why: one.reason,
  });
  switch (figure) {
    case 'net-benefit':
      return { value: figures.net.total, unit: figures.currency };
    case 'net-present-value':
      return { value: figures.netPresentValue, unit: figures.currency };
    case 'payback':
      return measured(figures.paybackYears, 'years');
    case 'return':
      return measured(figures.returnOnInvestment, shareUnit);
  }
}

function stated(state: State, order: Ordered<'stated'>, account: string): PinnedFigure {
  const contact = state.get(Contact, order.contact);
  if (!contact || contact.archived || contact.account !== account) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'What is stated needs a contact of this account who stated it.',
      where: { field: 'contact' },
      hint: 'Add the contact to the account first.',
    });
  }
  const { label, value, unit, against, better, on, how } = order;
  return {
    ...{ label, value, unit, against, better },
    sentence: null,
    at: Date.parse(`${on}T00:00:00Z`),
    source: { kind: 'stated', contact: contact.id, on, how },
  };
}
