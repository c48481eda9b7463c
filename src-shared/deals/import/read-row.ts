import { comparable } from '../names';
import type { Stage } from '../stages';
import { figureToMinor, splitAmount } from './amounts';
import { readDate } from './dates';
import type { FileRow, KnownRecords } from './plan';
import { type ImportField, importFieldLabels, type Mapping, type RowProblem } from './schema';
import type { Understood } from './understand';

/** A row's cells as values; null where the cell is empty or could not be read (then there is a problem). */
export interface RowValues {
  title: string;
  account: string;
  stage: Stage | null;
  /** The row names no stage and got the default one. */
  stageIsDefault: boolean;
  value: { minor: number; currency: string } | null;
  expectedClose: string | null;
  owner: string | null;
  ownerIsDefault: boolean;
  source: string;
  nextStep: string;
  notes: string;
  lostReason: string;
  industry: string;
  website: string;
  address: string;
  contactName: string;
  contactEmail: string;
  contactPhone: string;
  contactTitle: string;
}

/** The longest text that each field takes, in characters, as the entities have it. */
const longest: Partial<Record<ImportField, number>> = {
  title: 200,
  account: 200,
  source: 120,
  nextStep: 300,
  notes: 20_000,
  lostReason: 1000,
  industry: 120,
  website: 300,
  address: 600,
  contactName: 200,
  contactEmail: 320,
  contactPhone: 60,
  contactTitle: 200,
};

/** Reads one row. What cannot be read is a problem that names its column; nothing is cut off or replaced. */
export function readRow(
  row: FileRow,
  mapping: Mapping,
  understood: Understood,
  known: KnownRecords,
): { values: RowValues; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const complain = (field: ImportField, message: string): void => {
    const column = mapping.columns[field];
    problems.push({ field, column: column === undefined ? null : column + 1, message });
  };
  const cell = (field: ImportField): string => {
    const column = mapping.columns[field];
    return column === undefined ? '' : (row.cells[column] ?? '').trim();
  };
  const text = (field: ImportField): string => {
    const value = cell(field);
    const limit = longest[field];
    if (limit !== undefined && value.length > limit) {
      complain(field, `${importFieldLabels[field]} is longer than ${limit} characters (${value.length}).`);
      return '';
    }
    return value;
  };
  if (cell('title') === '') complain('title', 'The deal has no title.');
  if (cell('account') === '') complain('account', 'The deal names no account.');
  const stage = readStage(cell('stage'), understood, complain);
  const owner = readOwner(cell('owner'), understood, complain);
  const values: RowValues = {
    title: text('title'),
    account: text('account'),
    stage: stage ?? (cell('stage') === '' ? mapping.defaultStage : null),
    stageIsDefault: cell('stage') === '',
    value: readValue(cell('value'), cell('currency'), mapping, understood, complain),
    expectedClose: readClose(cell('expectedClose'), understood, complain),
    owner: owner ?? (cell('owner') === '' ? (mapping.defaultOwner ?? known.actor) : null),
    ownerIsDefault: cell('owner') === '',
    source: text('source'),
    nextStep: text('nextStep'),
    notes: text('notes'),
    lostReason: text('lostReason'),
    industry: text('industry'),
    website: text('website'),
    address: text('address'),
    contactName: text('contactName'),
    contactEmail: text('contactEmail'),
    contactPhone: text('contactPhone'),
    contactTitle: text('contactTitle'),
  };
  return { values, problems };
}

type Complain = (field: ImportField, message: string) => void;

function readStage(text: string, understood: Understood, complain: Complain): Stage | null {
  if (text === '') return null;
  const stage = understood.stages.get(comparable(text)) ?? null;
  if (!stage) complain('stage', `Say which stage “${text}” stands for.`);
  return stage;
}

function readOwner(text: string, understood: Understood, complain: Complain): string | null {
  if (text === '') return null;
  const owner = understood.owners.get(comparable(text)) ?? null;
  if (!owner) complain('owner', `Say who “${text}” is.`);
  return owner;
}

function readValue(
  text: string,
  currencyText: string,
  mapping: Mapping,
  understood: Understood,
  complain: Complain,
): RowValues['value'] {
  if (text === '') return null;
  const amount = splitAmount(text);
  if (!amount) {
    complain('value', `“${text}” is not an amount.`);
    return null;
  }
  let currency = amount.currency;
  if (currencyText !== '') {
    const named = splitAmount(`1 ${currencyText}`);
    if (!named || (!named.currency && named.among.length === 0)) {
      complain('currency', `“${currencyText}” is not a currency of ISO 4217.`);
      return null;
    }
    if (named.currency && currency && named.currency !== currency) {
      complain('currency', `The amount says ${currency}, the currency column ${named.currency}.`);
      return null;
    }
    currency ??= named.currency;
  }
  const among = currency ? [] : amount.among;
  if (!currency && mapping.currency && (among.length === 0 || among.includes(mapping.currency)))
    currency = mapping.currency;
  if (!currency) {
    complain('value', `Say in which currency “${text}” is.`);
    return null;
  }
  // A figure without separators is the same with either sign.
  const sign = understood.decimal ?? (/[.,]/.test(amount.figure) ? null : 'point');
  if (!sign) {
    complain('value', `“${text}” can be read in two ways: say which sign stands before the decimals.`);
    return null;
  }
  const read = figureToMinor(amount.figure, sign, currency);
  if ('problem' in read) {
    complain('value', read.problem);
    return null;
  }
  return { minor: read.minor, currency };
}

function readClose(text: string, understood: Understood, complain: Complain): string | null {
  if (text === '') return null;
  const read = readDate(text);
  if (!read) {
    complain('expectedClose', `“${text}” is not a date.`);
    return null;
  }
  if (read.dmy === read.mdy) return read.dmy;
  if (!understood.dateOrder) {
    complain('expectedClose', `“${text}” can be read in two ways: say whether the day or the month comes first.`);
    return null;
  }
  const date = read[understood.dateOrder];
  if (date === null) {
    const order = understood.dateOrder === 'dmy' ? 'the day first' : 'the month first';
    complain('expectedClose', `“${text}” is not a date with ${order}.`);
  }
  return date;
}
