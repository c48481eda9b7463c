import type { MappedQuantity, TextMapping } from '../../../src-shared/bakeoffs';
import type { ParsedRun } from '../importers/interface';
import { plainText } from '../importers/reading/ansi';
import { textLines } from '../importers/reading/lines';
import type { Unusable } from '../importers/reading/skipped';
import { cellText, valueReader } from './cells';
import { GatheredRun } from './gathered-run';
import { firstMatch, type LineMatch, type LinePattern, linePatterns, longestLine } from './patterns';
import type { MappedSource } from './source';
import { isElapsed, timeReader } from './times';

interface Step extends LinePattern {
  values: { quantity: MappedQuantity; group: string; read: ReturnType<typeof valueReader> }[];
  time: { group: string; read: (text: string) => number } | null;
}

/** Reads text line by line: of each line the first pattern that fits takes the values. Lines that no pattern fits are passed over. */
export async function readText(source: MappedSource<TextMapping>): Promise<ParsedRun> {
  const { file, context, content } = source;
  const steps = linePatterns(content).map((ready): Step => {
    const { values, time } = ready.pattern;
    return {
      ...ready,
      values: values.map((quantity) => ({
        quantity,
        group: quantity.group,
        read: valueReader(quantity, content.numbers),
      })),
      time: time ? { group: time.group, read: timeReader(time) } : null,
    };
  });
  const timed = content.patterns.filter(({ values }) => values.length > 0).every(({ time }) => time !== undefined);
  const outcomes = content.patterns.some(({ failed }) => failed);
  const gathered = new GatheredRun(file, context, { times: timed, outcomes });
  let workload = content.key.constant;
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, raw] of lines.entries()) {
      const line = first + index;
      if (raw.length > longestLine) {
        gathered.skipped.add({ reason: `it is longer than ${longestLine} characters` }, { line });
        continue;
      }
      const text = plainText(raw);
      const found = firstMatch(steps, text);
      if (!found) {
        gathered.passedOver += 1;
        continue;
      }
      const { step, match } = found;
      const { key, failed } = step.pattern;
      const named = key ? cellText(match.text(key.group)) : undefined;
      if (key?.lasts === 'until-next' && named !== undefined) workload = named;
      if (step.values.length === 0) continue;
      const unusable = take(gathered, step, match, named ?? workload, failed);
      if (!unusable) continue;
      const { column, ...reason } = unusable;
      gathered.skipped.add(reason, { line, ...(column !== undefined && { column }) });
    }
  }
  const format = content.patterns.find(({ time }) => time !== undefined)?.time;
  return gathered.finish({
    format: 'mapped-text',
    noun: 'line',
    repetitions: content.repetitions,
    elapsed: format !== undefined && isElapsed(format),
    metadata: {},
  });
}

/** Adds the values of a line; all of them or none. */
function take(
  gathered: GatheredRun,
  { values, time }: Step,
  match: LineMatch,
  key: string,
  failed: boolean,
): (Unusable & { column?: number }) | undefined {
  let moment = Number.NaN;
  if (time) {
    const text = cellText(match.text(time.group)) ?? '';
    moment = time.read(text);
    if (Number.isNaN(moment)) return { reason: 'its time cannot be read', value: text, ...columnOf(match, time.group) };
  }
  const found: { quantity: MappedQuantity; value: number }[] = [];
  for (const { quantity, group, read } of values) {
    const text = cellText(match.text(group));
    if (text === undefined) continue;
    const value = read(text);
    if (typeof value !== 'number') return { ...value, ...columnOf(match, group) };
    found.push({ quantity, value });
  }
  if (found.length === 0) return { reason: 'it has no value' };
  for (const { quantity, value } of found) {
    const twice = gathered.add(key, quantity, value, { time: moment, failed, item: undefined });
    if (twice) return twice;
  }
  if (time) gathered.at(moment);
  gathered.used += 1;
  if (failed) gathered.failures += 1;
  return undefined;
}

function columnOf(match: LineMatch, group: string): { column?: number } {
  const range = match.range(group);
  return range ? { column: range.start + 1 } : {};
}
