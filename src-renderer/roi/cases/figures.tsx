import type { RoiCaseContent, RoiModelFigureName, RoiScenarioAnswer } from '../../../src-shared/roi';
import { Card, type Stat, StatRow, TraceableNumber, useFormat, useText } from '../../ui';
import { explainOf } from './explain';
import { caseText } from './text';

/** The figures that answer what the proposal is worth, of one scenario; each says where it comes from. */
export function CaseStats({ content, answer }: { content: RoiCaseContent; answer: RoiScenarioAnswer | undefined }) {
  return (
    <Card>
      <StatRow stats={useStats(content, answer)} />
    </Card>
  );
}

function useStats(content: RoiCaseContent, answer: RoiScenarioAnswer | undefined): Stat[] {
  const t = useText(caseText);
  const format = useFormat();
  const { currency, years } = content;
  const figures = answer?.figures ?? null;
  const asked = (name: RoiModelFigureName, value: string) =>
    answer && figures ? (
      <TraceableNumber value={value} explain={() => explainOf(content, answer.key, name, value, format)} />
    ) : (
      '–'
    );
  const amount = (name: RoiModelFigureName, value: string | undefined) => asked(name, format.amount(value, currency));
  const inYears = (value: number) => format.number(value, { digits: 1 });
  const inPercent = (value: number) => format.ratio(value, { maxDigits: 1 });
  const figure = (
    label: string,
    name: 'internalRate' | 'paybackYears' | 'returnOnInvestment',
    write: (value: number) => string,
  ): Stat => {
    const of = figures?.[name];
    return { label, value: asked(name, of?.value == null ? '–' : write(of.value)), detail: of?.reason };
  };
  const payback = figure(t('figure.paybackYears'), 'paybackYears', inYears);
  const discounted = figures?.discountedPaybackYears.value ?? null;
  return [
    {
      label: t('figure.net', { currency }),
      value: amount('net', figures?.net.total),
      detail: t('figure.over', { count: years }),
    },
    {
      label: t('figure.netPresentValue', { currency }),
      value: amount('netPresentValue', figures?.netPresentValue),
      detail: t('figure.at', { rate: format.ratio(content.discountRate.value, { maxDigits: 2 }) }),
    },
    figure(t('figure.internalRate'), 'internalRate', inPercent),
    discounted === null
      ? payback
      : {
          ...payback,
          detail: (
            <>
              {t('figure.discounted')} {asked('discountedPaybackYears', inYears(discounted))}
            </>
          ),
        },
    figure(t('figure.returnOnInvestment'), 'returnOnInvestment', inPercent),
    {
      label: t('figure.costOfDelay', { currency }),
      value: amount('costOfDelay', figures?.costOfDelay),
    },
  ];
}
