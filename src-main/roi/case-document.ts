import { type DocumentOrder, formatNumber, pointer, type RoiDocument } from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  contentForRoom,
  expectedScenario,
  type RoiCaseContent,
  RoiCaseHead,
  RoiCaseVersion,
  type RoiFigure,
  type RoiScenarioFigures,
  type RoiVersionFigures,
  roiCaseRulesVersion,
  sourceOf,
  standingInputs,
  unitFor,
} from '../../src-shared/roi';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { comparison, measures, percentText, readoutFrame, years } from './readout-parts';

type Readout = Pick<RoiDocument, 'scenarios' | 'sensitivity' | 'spread' | 'assumptions'>;

/** The readout of a frozen version of a case by a model: its expected scenario in full, the others beside it, and how sure the figures are. */
export function roiCaseDocument(session: Session, row: RowOf<typeof RoiCaseHead>, order: DocumentOrder): BuiltMaterial {
  const workspace = session.desk.workspace();
  const wanted = order.version ?? row.version;
  const version = workspace.reader.where(RoiCaseVersion, { roiCase: row.id, version: wanted })[0];
  const at = version?.figures.scenarios.findIndex(({ key }) => key === expectedScenario) ?? -1;
  const figures = version?.figures.scenarios[at]?.figures;
  if (!version || !figures) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${row.number} has no frozen version${order.version ? ` ${order.version}` : ''} yet.`,
      hint: 'Freeze the case first; documents are made of frozen versions.',
    });
  }
  const receipt = workspace.receiptOf(RoiCaseVersion.name, version.id, 'roiCase.freeze');
  const { about, frame, brandFiles } = readoutFrame(session, order, {
    entity: RoiCaseHead.name,
    row,
    version,
    receipt,
  });
  const { compared, places } = comparison(
    figures,
    `${version.modelName}, version ${version.modelLabel}: costs and benefits over ${years(figures.years)}, each input with the source it was taken from; yearly amounts fall at the end of their year.`,
  );
  const readout = readoutOf(version.content, version.figures, frame.locale);
  const scenarioPlaces = scenarioFigures(version.figures).flatMap(({ index, figures: own }, column) => [
    {
      name: `/scenarios/${index}/figures/netPresentValue`,
      at: pointer('scenarios', 'rows', 0, 'values', column, 'number'),
    },
    ...own.cumulative.map((_, time) => ({
      name: `/scenarios/${index}/figures/cumulative/${time}`,
      at: pointer('scenarios', 'positions', column, time),
    })),
  ]);
  return {
    about,
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'roi',
        ...compared,
        measures: [...measures(figures), ...further(figures)],
        ...readout,
        method: [
          'Every figure follows from the inputs listed and the formulas of the model. Each amount is rounded once to the minor unit; every total is a sum of printed amounts.',
          'The conservative and the stretch scenario take the worse and the better end of every input’s range. The net present value discounts each year’s net benefit to the start.',
          ...(version.figures.simulation
            ? [
                `The spread comes of ${formatNumber(frame.locale, String(version.figures.simulation.draws))} draws with the seed ${version.figures.simulation.seed}: each input between its low and its high, near its likely value most often (PERT), independent of the others.`,
              ]
            : []),
        ],
        recomputations: [
          {
            kind: 'roi-case',
            version: roiCaseRulesVersion,
            input: JSON.parse(
              JSON.stringify({ content: contentForRoom(version.content), seed: version.figures.simulation?.seed ?? 1 }),
            ),
            figures: [
              ...places.map(({ name, at: place }) => ({ name: `/scenarios/${at}/figures${name}`, at: place })),
              ...scenarioPlaces,
            ],
          },
        ],
      },
    },
  };
}

/** Scenarios that have figures, with their place in the version. */
function scenarioFigures({ scenarios }: RoiVersionFigures) {
  return scenarios.flatMap(({ label, figures }, index) => (figures ? [{ label, figures, index }] : []));
}

function readoutOf(content: RoiCaseContent, figures: RoiVersionFigures, locale: RoiDocument['locale']): Readout {
  const { currency } = content;
  const shown = scenarioFigures(figures);
  const money = (number: string) => ({ number, unit: currency });
  const share = ({ value }: RoiFigure) => (value === null ? null : { number: (value * 100).toFixed(1), unit: '%' });
  const months = ({ value }: RoiFigure) =>
    value === null ? null : { number: (value * 12).toFixed(0), unit: 'months' };
  const rowOf = <T>(name: string, of: (own: RoiScenarioFigures) => T) => ({
    name,
    values: shown.map((own) => of(own.figures)),
  });
  const { tornado, simulation } = figures;
  const drawn = simulation?.figures.find(({ target }) => target === 'netPresentValue');
  return {
    scenarios: {
      names: shown.map(({ label }) => label),
      positions: shown.map((own) => own.figures.cumulative),
      main: Math.max(
        0,
        shown.findIndex(({ index }) => figures.scenarios[index]?.key === expectedScenario),
      ),
      rows: [
        rowOf('Net present value', (own) => money(own.netPresentValue)),
        rowOf('Net benefit', (own) => money(own.net.total)),
        rowOf('Payback', (own) => months(own.paybackYears)),
        rowOf('Return on investment', (own) => share(own.returnOnInvestment)),
        rowOf('Internal rate of return', (own) => share(own.internalRate)),
      ],
    },
    ...(tornado && tornado.base !== null && tornado.bars.length > 0
      ? {
          sensitivity: {
            base: tornado.base,
            rows: tornado.bars.slice(0, 10).map(({ label, unit, low, high, atLow, atHigh }) => ({
              name: label,
              low,
              high,
              unit: unit === '1' ? '' : unit,
              atLow,
              atHigh,
            })),
          },
        }
      : {}),
    ...(simulation && drawn?.histogram
      ? {
          spread: {
            draws: simulation.draws,
            seed: simulation.seed,
            from: drawn.histogram.from,
            to: drawn.histogram.to,
            counts: drawn.histogram.counts,
            low: drawn.percentiles[1] ?? drawn.histogram.from,
            median: drawn.percentiles[3] ?? drawn.histogram.from,
            high: drawn.percentiles[5] ?? drawn.histogram.to,
            gain: { number: (simulation.probabilityOfGain * 100).toFixed(1), unit: '%' },
          },
        }
      : {}),
    assumptions: assumptionsOf(content, locale),
  };
}

function further(figures: RoiScenarioFigures): RoiDocument['measures'] {
  const { breakEvenPrice } = figures;
  return [
    {
      name: 'Cost of a month of delay',
      value: { number: figures.costOfDelay, unit: figures.currency },
      definition: 'The net benefit of year 1 divided by 12.',
    },
    {
      name: 'Break-even of the price',
      value: breakEvenPrice.value === null ? null : { number: (breakEvenPrice.value * 100).toFixed(1), unit: '%' },
      ...(breakEvenPrice.reason !== undefined && { reason: breakEvenPrice.reason }),
      definition: 'By how much the whole proposal could cost more before nothing is gained, both sides discounted.',
    },
  ];
}

function assumptionsOf(content: RoiCaseContent, locale: RoiDocument['locale']): RoiDocument['assumptions'] {
  const rows: RoiDocument['assumptions'] = [
    {
      name: 'Discount rate',
      value: { number: percentText(content.discountRate.value), unit: '%' },
      source: content.discountRate.source,
    },
  ];
  for (const { input, value, own } of standingInputs(content)) {
    if (value === null) continue;
    const unit = unitFor(input.unit, content.currency);
    const confirmed = own?.confirmed ? `; confirmed by ${own.confirmed.who}, ${own.confirmed.on}` : '';
    const said = `${sourceOf(content, input.name)}${confirmed}`;
    rows.push({
      name: input.label,
      value: Array.isArray(value)
        ? `${value.map((own) => formatNumber(locale, own)).join(', ')}${unit === '1' ? '' : ` ${unit}`}`
        : unit === '1' || unit.length > 40
          ? value
          : { number: value, unit },
      source: said.slice(0, 400),
    });
  }
  return rows;
}
