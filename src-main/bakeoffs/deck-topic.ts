import { BenchmarkRun, computePrices, type Metric, type PriceSheet, unitsInWords } from '../../src-shared/bakeoffs';
import { type ProofDeck, pointer } from '../../src-shared/documents';
import type { Session } from '../session';
import type { FrozenVerdict } from './deck';
import type { DeckPart } from './deck-part';
import { robustnessMaterial } from './deck-robustness';

/** What a deck's topic adds to its page: data, lines of the method, and how the figures among them are computed again. */
export interface TopicMaterial {
  data: Partial<Pick<ProofDeck, 'prices' | 'plotted' | 'course'>>;
  method: string[];
  recomputations: ProofDeck['recomputations'];
}

const nothing: TopicMaterial = { data: {}, method: [], recomputations: [] };

/** The material of a topic; speed needs none beyond the rows. */
export function topicMaterial(session: Session, frozen: FrozenVerdict, part: DeckPart): TopicMaterial {
  if (part.topic === 'cost') return costMaterial(session, frozen, part.metrics);
  return part.topic === 'robustness' ? robustnessMaterial(session, frozen, part) : nothing;
}

const bothSides = ['ours', 'theirs'] as const;

function costMaterial(session: Session, { verdict, runs }: FrozenVerdict, metrics: readonly Metric[]): TopicMaterial {
  const input = { ours: verdict.ours.prices, theirs: verdict.theirs.prices };
  const figures = computePrices(input);
  const pricesOf = (side: 'ours' | 'theirs', sheet: PriceSheet) => ({
    currency: sheet[0]?.currency ?? '',
    items: sheet.map(({ label, source, date }, at) => {
      const { price, hourly } = figures[side].items[at]!;
      return { label, price, ...(hourly !== null && { hourly }), source, date };
    }),
    hourly: figures[side].hourly,
  });
  const [ours, theirs] = [pricesOf('ours', input.ours), pricesOf('theirs', input.theirs)];
  const complete = ours.hourly !== null && theirs.hourly !== null;
  return {
    data: complete
      ? { prices: { ours: { ...ours, hourly: ours.hourly! }, theirs: { ...theirs, hourly: theirs.hourly! } } }
      : {},
    method: metrics.flatMap((metric) =>
      metric.measure.kind === 'cost'
        ? [costSentence(metric.label, metric.measure, unitOfSeries(session, runs, metric))]
        : [],
    ),
    recomputations: complete
      ? [
          {
            kind: 'prices',
            version: verdict.rules,
            input: JSON.parse(JSON.stringify(input)),
            figures: bothSides.flatMap((side) => [
              { name: pointer(side, 'hourly'), at: pointer('prices', side, 'hourly') },
              ...figures[side].items.flatMap(({ hourly }, at) => [
                {
                  name: pointer(side, 'items', at, 'price'),
                  at: pointer('prices', side, 'items', at, 'price'),
                },
                ...(hourly === null
                  ? []
                  : [
                      {
                        name: pointer(side, 'items', at, 'hourly'),
                        at: pointer('prices', side, 'items', at, 'hourly'),
                      },
                    ]),
              ]),
            ]),
          },
        ]
      : [],
  };
}

/** The unit in which a row's work is timed, as its runs were read; nothing where no run has the series. */
function unitOfSeries(session: Session, runs: FrozenVerdict['runs'], { series, metric }: Metric): string {
  const { reader } = session.desk.workspace();
  const units = runs.flatMap(
    ({ run }) =>
      reader.get(BenchmarkRun, run)?.series.find((one) => one.key === series && one.metric === metric)?.unit ?? [],
  );
  return units[0] ?? '';
}

function costSentence(label: string, measure: Extract<Metric['measure'], { kind: 'cost' }>, unit: string): string {
  const work = measure.work.replace(/s$/, '');
  const good =
    measure.within === undefined
      ? `Only a ${work} that succeeded counts.`
      : `Only a ${work} that succeeded within ${[measure.within, unit].join(' ').trim()} counts.`;
  const how = {
    throughput: `the run’s length by its good ${measure.work}. ${good}`,
    rate: `the ${measure.work} a second that the harness measured.`,
    duration: `how long one ${work} took.`,
  }[measure.basis];
  return `${label}: what is paid by time an hour, and what is paid by use as the run used it, for ${unitsInWords(measure)}, by ${how} Prices are those of the sheets below on their days; a month counts 730 hours.`;
}
