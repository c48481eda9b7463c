import { type RoiCaseInput, roiCaseInputSchema, type YearlyLine } from '../../src-shared/roi';
import { shiftDecimal } from './decimal-shift';

/** An input while it is being typed: exact decimal text, or null where nothing stands yet. */
export interface InputDraft {
  value: string | null;
  source: string;
}

export const lineKinds = ['level', 'quantity', 'by-year', 'once'] as const;
export type LineKind = (typeof lineKinds)[number];

/** A line while it is being typed. What its kind does not use stays, so that changing the kind back loses nothing. */
export interface LineDraft {
  id: string;
  kind: LineKind;
  label: string;
  /** Each year, or each of the quantity, or once. */
  amount: InputDraft;
  quantity: InputDraft & { unit: string };
  amounts: (string | null)[];
  /** When a cost that comes once falls: 0 is the start. */
  year: number;
  /** Percent a year from year 2 on; null where the line does not grow. */
  growth: InputDraft | null;
  /** Percent that is counted; null where all of it is. */
  share: InputDraft | null;
}

export const sides = ['statusQuo', 'proposal', 'benefits'] as const;
export type Side = (typeof sides)[number];

/** A value case while it is being typed. Rates are percent here and fractions in the case. */
export interface CaseDraft {
  title: string;
  quote: string | null;
  currency: string;
  years: number;
  discountRate: InputDraft;
  lines: Record<Side, LineDraft[]>;
}

const empty = (): InputDraft => ({ value: null, source: '' });
const percent = (input: { value: string; source: string } | undefined): InputDraft | null =>
  input ? { value: shiftDecimal(input.value, 2), source: input.source } : null;

/** A line with nothing in it. `taken` are the ids that are there already. */
export function emptyLine(kind: LineKind, years: number, taken: readonly string[]): LineDraft {
  let number = taken.length + 1;
  while (taken.includes(`line-${number}`)) number += 1;
  return {
    id: `line-${number}`,
    kind,
    label: '',
    amount: empty(),
    quantity: { ...empty(), unit: '' },
    amounts: Array.from({ length: years }, () => null),
    year: 0,
    growth: null,
    share: null,
  };
}

/** A line of a case as it is typed. */
export function lineDraft(line: YearlyLine, years: number): LineDraft {
  const base = { ...emptyLine(line.kind, years, []), id: line.id, label: line.label, share: percent(line.share) };
  switch (line.kind) {
    case 'level':
      return { ...base, amount: { ...line.perYear }, growth: percent(line.growth) };
    case 'quantity':
      return { ...base, amount: { ...line.each }, quantity: { ...line.quantity }, growth: percent(line.growth) };
    case 'by-year':
      return { ...base, amounts: fitted(line.amounts, years), amount: { value: null, source: line.source } };
  }
}

/** A stored case as it is typed. */
export function draftOf(stored: { title: string; quote: string | null; input: RoiCaseInput }): CaseDraft {
  const { input } = stored;
  const both = ({ yearly, oneTime }: RoiCaseInput['statusQuo']): LineDraft[] => [
    ...oneTime.map((line) => ({
      ...emptyLine('once', input.years, []),
      id: line.id,
      label: line.label,
      amount: { ...line.amount },
      year: line.year,
    })),
    ...yearly.map((line) => lineDraft(line, input.years)),
  ];
  return {
    title: stored.title,
    quote: stored.quote,
    currency: input.currency,
    years: input.years,
    discountRate: percent(input.discountRate) ?? empty(),
    lines: {
      statusQuo: both(input.statusQuo),
      proposal: both(input.proposal),
      benefits: input.benefits.map((line) => lineDraft(line, input.years)),
    },
  };
}

/** An input that is missing or cannot be. */
export interface DraftProblem {
  side: Side | null;
  /** The line's id; null for the case itself. */
  line: string | null;
  /** Which input of the line: `amount`, `amount.source`, `amounts.2`, `growth`, … */
  at: string;
  message: string;
}

/** What a draft says: the case's input where it is whole, else what is missing. Nothing is taken for 0. */
export type DraftReading = { input: RoiCaseInput; problems: [] } | { input: null; problems: DraftProblem[] };

export function readDraft(draft: CaseDraft): DraftReading {
  const problems = [
    ...inputProblems(draft.discountRate, 'discountRate').map((problem) => ({ ...problem, side: null, line: null })),
    ...sides.flatMap((side) =>
      draft.lines[side].flatMap((line) =>
        lineProblems(line, draft.years).map((problem) => ({ ...problem, side, line: line.id })),
      ),
    ),
  ];
  if (problems.length > 0) return { input: null, problems };
  const parsed = roiCaseInputSchema.safeParse(caseInput(draft));
  if (parsed.success) return { input: parsed.data, problems: [] };
  return {
    input: null,
    problems: parsed.error.issues.map(({ path, message }) => refused(draft, path.map(String), message)),
  };
}

/** A problem that the rule of a case names by its path, at the line and the input that a person typed. */
function refused(draft: CaseDraft, path: readonly string[], message: string): DraftProblem {
  const side = sides.find((one) => one === path[0]);
  if (!side) return { side: null, line: null, at: path[0] ?? '', message };
  const [kind, index, ...rest] = side === 'benefits' ? ['yearly', ...path.slice(1)] : path.slice(1);
  const lines = draft.lines[side].filter((line) => (line.kind === 'once') === (kind === 'oneTime'));
  const at = rest
    .join('.')
    .replace(/^(perYear|each)\b/, 'amount')
    .replace(/\.value$/, '');
  return { side, line: lines[Number(index)]?.id ?? null, at, message };
}

/** The case with another number of years: amounts by year are cut or wait to be entered. */
export function withYears(draft: CaseDraft, years: number): CaseDraft {
  const refit = (lines: LineDraft[]) =>
    lines.map((line) => ({ ...line, amounts: fitted(line.amounts, years), year: Math.min(line.year, years) }));
  return {
    ...draft,
    years,
    lines: {
      statusQuo: refit(draft.lines.statusQuo),
      proposal: refit(draft.lines.proposal),
      benefits: refit(draft.lines.benefits),
    },
  };
}

type Found = Pick<DraftProblem, 'at' | 'message'>;

/** Says of an input that it was not entered; any other message says why what was entered cannot be. */
export const MISSING = 'missing';
const present = (value: string | null, at: string): Found[] => (value === null ? [{ at, message: MISSING }] : []);
const named = (text: string, at: string): Found[] => (text.trim() === '' ? [{ at, message: MISSING }] : []);

function inputProblems({ value, source }: InputDraft, at: string): Found[] {
  return [...present(value, at), ...named(source, `${at}.source`)];
}

function lineProblems(line: LineDraft, years: number): Found[] {
  const found = named(line.label, 'label');
  if (line.kind === 'by-year') {
    found.push(...fitted(line.amounts, years).flatMap((value, at) => present(value, `amounts.${at}`)));
    found.push(...named(line.amount.source, 'amount.source'));
  } else {
    if (line.kind === 'quantity') {
      found.push(...inputProblems(line.quantity, 'quantity'), ...named(line.quantity.unit, 'quantity.unit'));
    }
    found.push(...inputProblems(line.amount, 'amount'));
  }
  if (line.growth && grows(line.kind)) found.push(...inputProblems(line.growth, 'growth'));
  if (line.share && line.kind !== 'once') found.push(...inputProblems(line.share, 'share'));
  return found;
}

/** Whether a line of this kind can grow from year to year. */
export const grows = (kind: LineKind): boolean => kind === 'level' || kind === 'quantity';

const fitted = (amounts: readonly (string | null)[], years: number): (string | null)[] =>
  Array.from({ length: years }, (_, at) => amounts[at] ?? null);

/** The input as the schema wants it; only called for a draft in which nothing is missing. */
function caseInput(draft: CaseDraft): unknown {
  const { currency } = draft;
  const money = ({ value, source }: InputDraft) => ({ value, unit: currency, source });
  const fraction = ({ value, source }: InputDraft, unit: string) => ({
    value: shiftDecimal(value ?? '', -2),
    unit,
    source,
  });
  const yearly = (line: LineDraft) => {
    const base = {
      id: line.id,
      label: line.label,
      ...(line.share && { share: fraction(line.share, 'fraction') }),
    };
    if (line.kind === 'by-year') {
      return { ...base, kind: 'by-year', amounts: line.amounts, unit: currency, source: line.amount.source };
    }
    const growth = line.growth ? { growth: fraction(line.growth, 'a year') } : {};
    return line.kind === 'quantity'
      ? { ...base, ...growth, kind: 'quantity', quantity: line.quantity, each: money(line.amount) }
      : { ...base, ...growth, kind: 'level', perYear: money(line.amount) };
  };
  const costs = (lines: LineDraft[]) => ({
    yearly: lines.filter(({ kind }) => kind !== 'once').map(yearly),
    oneTime: lines
      .filter(({ kind }) => kind === 'once')
      .map(({ id, label, amount, year }) => ({ id, label, amount: money(amount), year })),
  });
  return {
    currency,
    years: draft.years,
    discountRate: fraction(draft.discountRate, 'a year'),
    statusQuo: costs(draft.lines.statusQuo),
    proposal: costs(draft.lines.proposal),
    benefits: draft.lines.benefits.map(yearly),
  };
}
