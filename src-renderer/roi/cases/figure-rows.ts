import type { RoiCaseView, RoiFigure, RoiModelFigureName, RoiScenarioFigures } from '../../../src-shared/roi';
import type { Format } from '../../ui';
import type { CaseWords } from './figure-words';

/** A figure that every scenario has. */
export interface FigureRow {
  id: RoiModelFigureName | (string & {});
  label: string;
  /** The figure of one scenario, written; null where it does not exist, then with the reason. */
  write(figures: RoiScenarioFigures): { text: string | null; reason?: string | undefined };
}

/** What scenarios are compared by: money in the case's currency, rates and shares in per cent, paybacks in years, results of the model. */
export function figureRows(
  { content, answers }: Pick<RoiCaseView, 'content' | 'answers'>,
  t: CaseWords,
  format: Format,
): FigureRow[] {
  const { currency, years } = content;
  const written = ({ value, reason }: RoiFigure, write: (value: number) => string) => ({
    text: value === null ? null : write(value),
    reason,
  });
  const stream = (id: 'statusQuo' | 'proposal' | 'benefits' | 'net'): FigureRow => ({
    id,
    label: t(`figure.${id}`, { currency }),
    write: (figures) => ({ text: format.amount(figures[id].total, currency) }),
  });
  const money = (id: 'netPresentValue' | 'costOfDelay'): FigureRow => ({
    id,
    label: t(`figure.${id}`, { currency }),
    write: (figures) => ({ text: format.amount(figures[id], currency) }),
  });
  const inYears = (id: 'paybackYears' | 'discountedPaybackYears'): FigureRow => ({
    id,
    label: t(`figure.${id}`),
    write: (figures) => written(figures[id], (value) => format.number(value, { digits: 1 })),
  });
  const inPercent = (id: 'internalRate' | 'returnOnInvestment' | 'breakEvenShare' | 'breakEvenPrice'): FigureRow => ({
    id,
    label: t(`figure.${id}`),
    write: (figures) => written(figures[id], (value) => format.ratio(value, { maxDigits: 1 })),
  });
  const outputs = answers.find(({ figures }) => figures)?.figures?.outputs ?? [];
  return [
    stream('statusQuo'),
    stream('proposal'),
    stream('benefits'),
    stream('net'),
    money('netPresentValue'),
    inPercent('internalRate'),
    inYears('paybackYears'),
    inYears('discountedPaybackYears'),
    inPercent('returnOnInvestment'),
    money('costOfDelay'),
    inPercent('breakEvenShare'),
    inPercent('breakEvenPrice'),
    ...outputs.map(({ name, label, unit, byYear }): FigureRow => {
      const named = unit === '1' ? label : `${label}, ${unit}`;
      return {
        id: name,
        // Of a result by year the last one stands here, and says so.
        label: byYear ? `${named}, ${t('chart.year', { year: years })}` : named,
        write: (figures) => {
          const output = figures.outputs.find((one) => one.name === name);
          const value = output?.value ?? output?.byYear?.at(-1) ?? null;
          return {
            text: value === null ? null : format.number(value, { maxDigits: Math.abs(value) < 10 ? 2 : 0 }),
            reason: output?.reason,
          };
        },
      };
    }),
  ];
}
