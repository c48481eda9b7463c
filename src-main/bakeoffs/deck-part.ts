import {
  type DeckTopic,
  distinctLabels,
  type Metric,
  topicOf,
  topicsOf,
  type VerdictRow,
} from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { FrozenRun } from './deck';
import type { VerdictRecordRow } from './find';

/** What one deck of a verdict is about: its topic, and the rows that belong to it. */
export interface DeckPart {
  topic: DeckTopic;
  rows: VerdictRow[];
  metrics: Metric[];
  /** Keys of the rows; undefined where they are all rows of the verdict. */
  shown: string[] | undefined;
}

/** The rows of a verdict's deck on a topic; the first topic that it has rows of where none is wanted. Throws `bad-input` where it has none. */
export function pageOf({ metrics, rows }: VerdictRecordRow, wanted: DeckTopic | undefined): DeckPart {
  const all = distinctLabels(metrics);
  const topics = topicsOf(all);
  const topic = wanted ?? topics[0] ?? 'speed';
  if (!topics.includes(topic)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `This verdict has no rows of ${topic}.`,
      hint: `It has rows of ${topics.join(' and ')}; rows are agreed on before the runs.`,
      where: { field: 'topic' },
    });
  }
  const chosen = all.filter((metric) => topicOf(metric) === topic).sort((a, b) => weightOf(a) - weightOf(b));
  const keys = chosen.map(({ id }) => id);
  return {
    topic,
    metrics: chosen,
    rows: rows.filter(({ key }) => keys.includes(key)),
    shown: topics.length > 1 ? keys : undefined,
  };
}

/** What is told of each run first: what the fault cost, then how long it lasted. */
const faultOrder = ['success', 'throughputKept', 'recoveryTime', 'recovered', 'slowestSecond'];
const weightOf = ({ measure }: Metric): number =>
  measure.kind === 'underFault' ? faultOrder.indexOf(measure.figure) : 0;

/** A run's figure in each row of the page; where it has none, why. */
export function runValues(metrics: readonly Metric[], figures: FrozenRun['figures']) {
  return metrics.map(({ id }) => {
    const found = figures.find(({ metric }) => metric === id);
    const why = found?.state === 'not-recovered' ? 'not recovered' : found?.reason;
    const note = found?.value == null ? why?.slice(0, 200) : undefined;
    return { key: id, value: found?.value ?? null, ...(note && { note }) };
  });
}
