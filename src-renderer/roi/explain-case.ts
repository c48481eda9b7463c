import type { ExplainStep as CaseStep } from '../../src-shared/kernel/explain';
import {
  explainRoi,
  explainRoiLine,
  type RoiCase,
  type RoiFigureName,
  type RoiLine,
  type RoiStream,
} from '../../src-shared/roi';
import type { ExplainSource, Explanation, Format } from '../ui';

/** The streams that the table by year has rows for. */
export type YearlyFigure = 'statusQuo' | 'proposal' | 'benefits' | 'net';

const share = (unit: string | undefined): boolean => unit === 'a year' || unit === 'fraction';

/** A step's figure as a person reads it. */
function written({ value, unit }: CaseStep, format: Format): string {
  if (value === null) return '–';
  if (unit !== undefined && /^[A-Z]{3}$/.test(unit)) return format.amount(value, unit);
  if (share(unit)) return format.ratio(value, { maxDigits: 2 });
  return `${format.number(value, { maxDigits: 2 })}${unit ? ` ${unit}` : ''}`;
}

/** Figures inside a sentence, as the person's locale writes them. */
const inWords = (how: string, format: Format): string =>
  how.replace(/-?\d+\.(\d+)/g, (figure, places: string) => format.number(figure, { digits: places.length }));

/** An explanation of steps, with figures as the person reads them. */
export function explained(value: string, steps: readonly CaseStep[], format: Format, currency: string): Explanation {
  const sources = [...new Set(steps.flatMap(({ from }) => from ?? []))];
  return {
    value,
    steps: steps.map((step) => ({
      label: step.what,
      detail: inWords(step.how, format),
      result: step.what === 'Discount rate' ? format.ratio(step.value, { maxDigits: 4 }) : written(step, format),
      ...(step.rule && { rule: step.rule }),
    })),
    note: `Amounts in ${currency}.`,
    ...(sources.length > 0 && { sources: sources.map((label): ExplainSource => ({ label })) }),
  };
}

/** Where one of the case's figures comes from. */
export function explainFigure(roi: RoiCase, figure: RoiFigureName, value: string, format: Format): Explanation {
  return explained(value, explainRoi(roi, figure), format, roi.currency);
}

/** Where the total of a line comes from. */
export function explainLine(roi: RoiCase, line: RoiLine, value: string, format: Format): Explanation {
  const total = {
    what: `${line.label}, all years`,
    how: 'sum of the amounts above',
    value: line.total,
    unit: roi.currency,
  };
  return explained(value, [...explainRoiLine(line, roi.currency), total], format, roi.currency);
}

const place = (time: number): string => (time === 0 ? 'at the start' : `in year ${time}`);

/** Where the amount of a year comes from: its lines, or for the net benefit the three sums. */
export function explainYear(
  roi: RoiCase,
  figure: YearlyFigure,
  time: number,
  value: string,
  format: Format,
): Explanation {
  const amount = (what: string, how: string, of: RoiStream): CaseStep => ({
    what,
    how,
    value: of.amounts[time] ?? null,
    unit: roi.currency,
  });
  if (figure === 'net') {
    const steps = [
      amount(`Cost of the status quo ${place(time)}`, 'is saved', roi.statusQuo),
      amount(`Benefits ${place(time)}`, 'are added', roi.benefits),
      amount(`Cost of the proposal ${place(time)}`, 'is taken off', roi.proposal),
      amount(`Net benefit ${place(time)}`, 'status quo + benefits − proposal', roi.net),
    ];
    return explained(value, steps, format, roi.currency);
  }
  const lines = roi.lines[figure];
  const steps: CaseStep[] = [
    ...lines.map((line) => ({
      what: line.label,
      how: line.how,
      value: line.amounts[time] ?? null,
      unit: roi.currency,
      from: line.from,
    })),
    amount(`Sum ${place(time)}`, lines.length > 0 ? 'of the lines above' : 'no line was entered', roi[figure]),
  ];
  return explained(value, steps, format, roi.currency);
}

/** Where the position after a year comes from. */
export function explainPosition(roi: RoiCase, time: number, value: string, format: Format): Explanation {
  const steps: CaseStep[] = roi.net.amounts.slice(0, time + 1).map((net, at) => ({
    what: `Net benefit ${place(at)}`,
    how: 'status quo + benefits − proposal',
    value: net,
    unit: roi.currency,
  }));
  steps.push({
    what: time === 0 ? 'Position at the start' : `Position after year ${time}`,
    how: 'sum of the net benefits so far',
    value: roi.cumulative[time] ?? null,
    unit: roi.currency,
  });
  return explained(value, steps, format, roi.currency);
}
