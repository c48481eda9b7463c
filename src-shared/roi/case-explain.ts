import type { ExplainStep } from '../kernel/explain';
import type { RoiCase, RoiFigure, RoiLine, RoiStream } from './case';

/** The figures of a case that can be asked where they come from. */
export const roiFigureNames = [
  'statusQuo',
  'proposal',
  'benefits',
  'net',
  'cumulative',
  'netPresentValue',
  'internalRate',
  'paybackYears',
  'discountedPaybackYears',
  'returnOnInvestment',
] as const;
export type RoiFigureName = (typeof roiFigureNames)[number];

/** The steps to one line's amounts. */
export function explainRoiLine(line: RoiLine, currency: string): ExplainStep[] {
  return line.amounts.flatMap((amount, time): ExplainStep[] =>
    /^[0.]*$/.test(amount)
      ? []
      : [
          {
            what: `${line.label}, ${time === 0 ? 'start' : `year ${time}`}`,
            how: `${line.how}; rounded once to the minor unit`,
            value: amount,
            unit: currency,
            from: line.from,
          },
        ],
  );
}

function totalSteps(name: string, lines: readonly RoiLine[], stream: RoiStream, roi: RoiCase): ExplainStep[] {
  return [
    ...lines.map((line) => ({
      what: line.label,
      how: line.how,
      value: line.total,
      unit: roi.currency,
      from: line.from,
    })),
    {
      what: `${name} over ${roi.years} years`,
      how: lines.length > 0 ? `sum of the ${lines.length} lines above` : 'no line was entered',
      value: stream.total,
      unit: roi.currency,
    },
  ];
}

function netSteps(roi: RoiCase): ExplainStep[] {
  return roi.net.amounts.map((amount, time) => ({
    what: time === 0 ? 'Net benefit at the start' : `Net benefit of year ${time}`,
    how: `status quo ${roi.statusQuo.amounts[time]} + benefits ${roi.benefits.amounts[time]} − proposal ${roi.proposal.amounts[time]}`,
    value: amount,
    unit: roi.currency,
  }));
}

function figureStep(what: string, how: string, figure: RoiFigure, unit: string, rule: string): ExplainStep {
  return { what, how: figure.reason ? `${how}: ${figure.reason}` : how, value: figure.value, unit, rule };
}

/** The steps to one figure of a case, inputs first. */
export function explainRoi(roi: RoiCase, figure: RoiFigureName): ExplainStep[] {
  const money = { unit: roi.currency };
  switch (figure) {
    case 'statusQuo':
      return totalSteps('Cost of the status quo', roi.lines.statusQuo, roi.statusQuo, roi);
    case 'proposal':
      return totalSteps('Cost of the proposal', roi.lines.proposal, roi.proposal, roi);
    case 'benefits':
      return totalSteps('Benefits', roi.lines.benefits, roi.benefits, roi);
    case 'net':
      return [
        ...netSteps(roi),
        {
          what: `Net benefit over ${roi.years} years`,
          how: 'sum of the amounts above',
          value: roi.net.total,
          ...money,
        },
      ];
    case 'cumulative':
      return [
        ...netSteps(roi),
        ...roi.cumulative.map((amount, time) => ({
          what: time === 0 ? 'Position at the start' : `Position after year ${time}`,
          how: 'sum of the net benefits so far',
          value: amount,
          ...money,
        })),
      ];
    case 'netPresentValue':
      return [
        ...netSteps(roi),
        {
          what: 'Discount rate',
          how: 'as entered, a fraction a year',
          value: roi.discountRate,
          from: [roi.discountRateSource],
        },
        {
          what: 'Net present value',
          how: `Σ net benefit ÷ (1 + ${roi.discountRate})^year, the start not discounted; exact, rounded once`,
          value: roi.netPresentValue,
          ...money,
          rule: 'roi.npv-start',
        },
      ];
    case 'internalRate':
      return [
        ...netSteps(roi),
        figureStep(
          'Internal rate of return',
          'the rate at which the net present value is 0',
          roi.internalRate,
          'a year',
          'roi.irr',
        ),
      ];
    case 'paybackYears':
      return [
        ...netSteps(roi),
        figureStep(
          'Payback',
          'when the position stays at or above 0, linear within the year',
          roi.paybackYears,
          'years',
          'roi.payback',
        ),
      ];
    case 'discountedPaybackYears':
      return [
        ...netSteps(roi),
        figureStep(
          'Discounted payback',
          `as payback, each net benefit divided by (1 + ${roi.discountRate})^year first`,
          roi.discountedPaybackYears,
          'years',
          'roi.payback',
        ),
      ];
    case 'returnOnInvestment':
      return [
        { what: 'Net benefit', how: 'status quo + benefits − proposal, all years', value: roi.net.total, ...money },
        { what: 'Cost of the proposal', how: 'all years', value: roi.proposal.total, ...money },
        figureStep(
          'Return on investment',
          'net benefit ÷ cost of the proposal, not discounted',
          roi.returnOnInvestment,
          'fraction',
          'roi.return',
        ),
      ];
  }
}
