import { CostBars } from '../src-charts/cost-bars';
import { CumulativeLine } from '../src-charts/cumulative-line';
import { screenPalette } from '../src-charts/palette';
import { TornadoBars, tornadoHeight } from '../src-charts/tornado-bars';
import type { RoiScenarioAnswer, RoiScenarioFigures, Tornado } from '../src-shared/roi';
import type { PageFormat } from './format';
import { Measured } from './measured';
import { words } from './words';

const HEIGHT = 280;
const FONT = 13;

/** Costs of the status quo beside those of the proposal, by year. */
export function Costs({ figures, format }: { figures: RoiScenarioFigures; format: PageFormat }) {
  const { statusQuo, proposal, net, currency } = figures;
  // A start at which nobody spends anything needs no place of its own.
  const from = Number(statusQuo.amounts[0]) === 0 && Number(proposal.amounts[0]) === 0 ? 1 : 0;
  const groups = net.amounts.slice(from).map((_, at) => {
    const time = at + from;
    return {
      key: String(time),
      label: time === 0 ? words.start : words.year(time),
      bars: [
        { key: 'theirs', side: 'theirs' as const, label: words.statusQuo, values: [Number(statusQuo.amounts[time])] },
        { key: 'ours', side: 'ours' as const, label: words.proposal, values: [Number(proposal.amounts[time])] },
      ],
    };
  });
  return (
    <Measured height={HEIGHT}>
      {(width) => (
        <CostBars
          groups={groups}
          categories={[words.cost]}
          width={width}
          height={HEIGHT}
          title={words.costs(currency)}
          format={(value) => format.number(value, 0)}
          palette={screenPalette}
          fontSize={FONT}
        />
      )}
    </Measured>
  );
}

interface PositionProps {
  answers: readonly RoiScenarioAnswer[];
  scenario: string;
  format: PageFormat;
}

/** The position of every scenario after each year; the chosen one is the solid line. */
export function Position({ answers, scenario, format }: PositionProps) {
  const chosen = answers.find(({ key }) => key === scenario)?.figures;
  if (!chosen) return null;
  const series = answers.flatMap(({ key, label, figures }) =>
    figures
      ? [
          {
            ...{ key, label, side: key === scenario ? ('ours' as const) : ('theirs' as const) },
            points: figures.cumulative.map((amount, x) => ({ x, value: Number(amount) })),
          },
        ]
      : [],
  );
  const payback = chosen.paybackYears.value;
  return (
    <Measured height={HEIGHT}>
      {(width) => (
        <CumulativeLine
          series={series}
          width={width}
          height={HEIGHT}
          title={words.position(chosen.currency)}
          unit={words.time}
          tickEvery={1}
          format={(value) => format.number(value, 0)}
          payback={payback ? { x: payback, value: 0, label: words.paidBack(format.number(payback, 1)) } : null}
          palette={screenPalette}
          fontSize={FONT}
        />
      )}
    </Measured>
  );
}

/** Which inputs the net present value depends on most, as they stand on the page. */
export function Sensitivity({ tornado, currency, format }: { tornado: Tornado; currency: string; format: PageFormat }) {
  const rows = tornado.bars.slice(0, 8).map(({ name, label, unit, low, high, atLow, atHigh }) => {
    const end = (value: string) => `${format.number(value)}${unit === '1' ? '' : `\u00a0${unit}`}`;
    return { key: name, label, low: end(low), high: end(high), atLow, atHigh };
  });
  const height = tornadoHeight(rows.length, FONT);
  if (rows.length === 0 || tornado.base === null) return null;
  const base = tornado.base;
  return (
    <Measured height={height}>
      {(width) => (
        <TornadoBars
          rows={rows}
          base={base}
          width={width}
          height={height}
          title={words.sensitivity(currency)}
          format={(value) => format.number(value, 0)}
          palette={screenPalette}
          fontSize={FONT}
        />
      )}
    </Measured>
  );
}
