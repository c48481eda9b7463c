import { useMemo } from 'react';
import { CostBars, CumulativeLine, screenPalette } from '../../../src-charts';
import { expectedScenario, type RoiScenarioAnswer, type RoiScenarioFigures } from '../../../src-shared/roi';
import { Card, Columns, Measured, useFormat, useText } from '../../ui';
import { caseText } from './text';

const HEIGHT = 220;

interface ChartsProps {
  answers: readonly RoiScenarioAnswer[];
  /** The scenario whose costs are drawn, and whose line is the solid one. */
  scenario: string;
  height?: number;
}

/** What both ways cost by year, and how the position of every scenario goes over time. */
export function ResultCharts({ answers, scenario, height = HEIGHT }: ChartsProps) {
  const t = useText(caseText);
  const figures = answers.find(({ key }) => key === scenario)?.figures;
  if (!figures) return null;
  const { currency } = figures;
  return (
    <Columns min={340}>
      <Card title={t('chart.costs', { currency })}>
        <CostsChart figures={figures} height={height} />
      </Card>
      <Card title={t('chart.position', { currency })}>
        <PositionChart answers={answers} scenario={scenario} height={height} />
      </Card>
    </Columns>
  );
}

/** Costs of the status quo beside those of the proposal, by year. */
export function CostsChart({
  figures,
  height,
  fontSize,
}: {
  figures: RoiScenarioFigures;
  height: number;
  fontSize?: number;
}) {
  const t = useText(caseText);
  const format = useFormat();
  const groups = useMemo(() => {
    const last = figures.net.amounts.length;
    // A start at which nobody spends anything needs no place of its own.
    const from = Number(figures.statusQuo.amounts[0]) === 0 && Number(figures.proposal.amounts[0]) === 0 ? 1 : 0;
    return Array.from({ length: last - from }, (_, at) => {
      const time = at + from;
      return {
        key: String(time),
        label: time === 0 ? t('chart.start') : t('chart.year', { year: time }),
        // Pixels need no cents: the amounts themselves stand in the table beside the picture.
        bars: [
          {
            key: 'theirs',
            side: 'theirs' as const,
            label: t('chart.statusQuo'),
            values: [Number(figures.statusQuo.amounts[time])],
          },
          {
            key: 'ours',
            side: 'ours' as const,
            label: t('chart.proposal'),
            values: [Number(figures.proposal.amounts[time])],
          },
        ],
      };
    });
  }, [figures, t]);
  return (
    <Measured height={height}>
      {(width) => (
        <CostBars
          groups={groups}
          categories={[]}
          width={width}
          height={height}
          title={t('chart.costs', { currency: figures.currency })}
          format={(value) => format.number(Math.round(value))}
          palette={screenPalette}
          {...(fontSize && { fontSize })}
        />
      )}
    </Measured>
  );
}

/** The position of every scenario after each year; the chosen one is the solid line and says when it is paid back. */
export function PositionChart({
  answers,
  scenario,
  height,
  fontSize,
}: ChartsProps & { height: number; fontSize?: number }) {
  const t = useText(caseText);
  const format = useFormat();
  const chosen = answers.find(({ key }) => key === scenario)?.figures;
  const series = useMemo(
    () =>
      answers.flatMap(({ key, label, figures }) =>
        figures
          ? [
              {
                key,
                label,
                side: key === scenario ? ('ours' as const) : ('theirs' as const),
                points: figures.cumulative.map((amount, x) => ({ x, value: Number(amount) })),
              },
            ]
          : [],
      ),
    [answers, scenario],
  );
  if (!chosen) return null;
  const payback = chosen.paybackYears.value;
  return (
    <Measured height={height}>
      {(width) => (
        <CumulativeLine
          series={series}
          width={width}
          height={height}
          title={t('chart.position', { currency: chosen.currency })}
          unit={t('chart.unit')}
          tickEvery={1}
          format={(value) => format.number(Math.round(value))}
          payback={
            payback === null || payback === 0
              ? null
              : { x: payback, value: 0, label: t('chart.payback', { years: format.number(payback, { digits: 1 }) }) }
          }
          palette={screenPalette}
          {...(fontSize && { fontSize })}
        />
      )}
    </Measured>
  );
}

/** The scenario that is shown first: the expected one, or whichever there is. */
export function firstScenario(answers: readonly RoiScenarioAnswer[]): string {
  return answers.find(({ key }) => key === expectedScenario)?.key ?? answers[0]?.key ?? expectedScenario;
}
