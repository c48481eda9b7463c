import type { Importer, Json, ParsedRun } from '../interface';
import { plainText } from '../reading/ansi';
import { GatheredSeries } from '../reading/gathered';
import { textLines } from '../reading/lines';
import { headText, isBlank } from '../reading/text';
import { betterOfMode, javaNumber, metrics, workloadOf } from './measures';
import { addTableRow, type TableHeader, tableHeader } from './table';

const format = 'jmh-text';
const longModes: Record<string, string> = {
  Throughput: 'thrpt',
  'Average time': 'avgt',
  'Sampling time': 'sample',
  'Single shot invocation time': 'ss',
};

/**
 * What JMH prints: the score of every iteration as it runs, and the table at the end. Where the iterations are there, they are the
 * figures; a table alone has scores only, under names that JMH shortened.
 */
export const importer: Importer = {
  tool: 'jmh',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = plainText(headText(head));
    const log = /^# (JMH version|JMH \d|Benchmark mode|VM version): /m.test(text) && /^# Benchmark/m.test(text);
    const table = /^Benchmark +(?:\(\S+\) +)*Mode +(?:Cnt|Samples) +Score +(?:Score error|Error) +Units/m.test(text);
    return log || table ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const log = new IterationLog();
    const table = new GatheredSeries();
    let header: TableHeader | undefined;
    const approximate: TableHeader['approximate'] = {};
    for await (const { lines } of textLines(file!, context)) {
      for (const raw of lines) {
        if (raw.length > 64 * 1024) continue;
        const line = plainText(raw).trimEnd();
        const found = tableHeader(line);
        if (found) header = { ...found, approximate };
        else if (header) {
          if (!addTableRow(line, header, table)) header = undefined;
        } else log.add(line);
      }
    }
    const measured = log.series.all().some(({ values }) => values.length > 0);
    const printed = table.finished().filter(({ metric }) => !measured || metric === 'sample');
    const series = [...log.series.finished({ repetitions: true }).filter(({ samples }) => samples), ...printed];
    const outcome =
      log.failures > 0 ? 'ok-with-failures' : series.length > 0 ? 'ok' : log.started ? 'ok-no-samples' : 'empty';
    return {
      format,
      outcome,
      series,
      totals: { ...(log.seconds !== undefined && { durationSeconds: log.seconds }) },
      metadata: {
        ...log.facts,
        ...(log.failures > 0 && { failed: log.failed }),
        ...(Object.keys(approximate).length > 0 && { approximate }),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/** Goes through the lines that JMH prints while it runs. */
class IterationLog {
  readonly series = new GatheredSeries();
  readonly facts: { [name: string]: Json } = {};
  readonly failed: string[] = [];
  failures = 0;
  started = false;
  seconds: number | undefined;
  #benchmark: string | undefined;
  #mode = '';
  #parameters: [string, string][] = [];

  add(line: string): void {
    const fact = /^# ([A-Z][^:]*): (.*)$/.exec(line);
    if (fact) this.#fact(fact[1]!, fact[2]!);
    else if (line.startsWith('Iteration')) this.#iteration(line);
    else if (line === '<failure>' || /^<forked VM failed/.test(line)) this.#fail();
  }

  #fact(name: string, value: string): void {
    const kept: Record<string, string> = {
      'JMH version': 'toolVersion',
      'VM version': 'vmVersion',
      'VM invoker': 'jvm',
      'VM options': 'vmOptions',
      Warmup: 'warmup',
      Measurement: 'measurement',
      Threads: 'threads',
    };
    if (name === 'Benchmark') {
      this.#benchmark = value.trim();
      this.#parameters = [];
      this.started = true;
    } else if (name === 'Benchmark mode') this.#mode = longModes[value.split(', ')[0]!] ?? value;
    else if (name === 'Parameters') this.#parameters = parametersOf(value);
    else if (name === 'Run complete. Total time') this.seconds = clock(value);
    else if (kept[name] !== undefined) this.facts[kept[name]] ??= value;
  }

  /** `Iteration   1: 7064584.988 ops/s`, with `±(99.9%) …` in between where several threads ran. */
  #iteration(line: string): void {
    const words = line.split(/ +/);
    const at = words.findIndex((word) => word.endsWith(':')) + 1;
    const score = javaNumber((words[at] ?? '').replace(/^n\s*=.*/, ''));
    if (line.includes('<failure>')) this.#fail();
    // In sample mode a line is the mean of many operations; the percentiles stand in the table at the end.
    if (score === undefined || score < 0 || this.#benchmark === undefined || this.#mode === 'sample') return;
    const unit = words.at(-1)!;
    const key = workloadOf(this.#benchmark, this.#parameters);
    const series = this.series.of({ key, metric: this.#mode, unit, better: betterOfMode(this.#mode) });
    if (series.unit === unit) series.values.push(score);
  }

  #fail(): void {
    this.failures += 1;
    const name = this.#benchmark ?? 'unknown';
    if (!this.failed.includes(name)) this.failed.push(name);
  }
}

/** `(size = 10, type = a)`. */
function parametersOf(text: string): [string, string][] {
  return text
    .replace(/^\(|\)$/g, '')
    .split(', ')
    .flatMap((pair): [string, string][] => {
      const at = pair.indexOf(' = ');
      return at < 0 ? [] : [[pair.slice(0, at), pair.slice(at + 3)]];
    });
}

/** `00:01:40` or `1 day, 00:01:40` in seconds. */
function clock(text: string): number | undefined {
  const match = /(\d+):(\d\d):(\d\d)$/.exec(text);
  const days = /^(\d+)(?:\+| days?)/.exec(text)?.[1];
  if (!match) return undefined;
  return Number(days ?? 0) * 86_400 + Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}
