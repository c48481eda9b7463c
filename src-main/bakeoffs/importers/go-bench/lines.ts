import type { Better, HarnessFile, Json, MetricDeclaration, ParseContext, ParsedRun } from '../interface';
import { plainText } from '../reading/ansi';
import { GatheredSeries } from '../reading/gathered';
import { SkippedRows } from '../reading/skipped';

export const format = 'go-test-bench';

export const metrics: readonly MetricDeclaration[] = [
  { name: 'ns/op', unit: 'ns/op', better: 'lower', about: 'Time of one operation.' },
  { name: 'MB/s', unit: 'MB/s', better: 'higher', about: 'Bytes processed per second, in units of 10^6.' },
  { name: 'B/op', unit: 'B/op', better: 'lower', about: 'Bytes allocated by one operation.' },
  { name: 'allocs/op', unit: 'allocs/op', better: 'lower', about: 'Allocations of one operation.' },
  { name: '*', unit: 'as in the file', better: 'n/a', about: 'A metric that the benchmark reports itself.' },
];

interface Result {
  name: string;
  pkg: string | undefined;
  line: number;
  iterations: number;
  values: [unit: string, value: number][];
}

const benchmarkName = /^Benchmark(?:$|[^\p{Ll}])\S*$/u;
const configuration = /^([a-z][^\s\p{Lu}:]*):(?:[ \t]+(.*))?$/u;
const decimal = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;
/** No line of results is longer; what is, was printed by a benchmark. */
const longestLine = 64 * 1024;

/**
 * Takes the lines of `go test -bench` one by one: results, configuration lines (`key: value`), units with their direction, failed
 * benchmarks. All other lines are noise that tests print and are passed over, as the format's definition says.
 */
export class BenchmarkLines {
  readonly #results: Result[] = [];
  readonly #configuration = new Map<string, Set<string>>();
  readonly #better = new Map<string, Better>();
  readonly #failed: string[] = [];
  readonly #skipped = new SkippedRows();
  #failures = 0;
  #seconds: number | undefined;
  #pkg: string | undefined;
  /** A name whose figures did not follow on its line, because the benchmark printed something in between. */
  #pending: string | undefined;

  /** Takes one line without its line break. `pkg` is known where the stream names it (`go test -json`). */
  add(raw: string, line: number, pkg?: string): void {
    if (raw.length > longestLine) return;
    const text = plainText(raw).trimEnd();
    if (pkg !== undefined && pkg !== this.#pkg) {
      this.#pkg = pkg;
      this.#pending = undefined;
    }
    const words = text.split(/[ \t]+/);
    if (benchmarkName.test(words[0]!)) this.#benchmark(words, line);
    else if (words[0] === '' && this.#pending !== undefined && /^\d+$/.test(words[1] ?? '')) {
      const values = valuesOf(words.slice(2));
      if (Array.isArray(values)) this.#keep(this.#pending, words[1]!, values, line);
    } else this.#otherLine(text, words);
  }

  #benchmark(words: string[], line: number): void {
    const [name, iterations] = words;
    this.#pending = name!;
    if (iterations === undefined || !/^\d+$/.test(iterations)) return;
    const values = valuesOf(words.slice(2));
    if (Array.isArray(values)) this.#keep(name!, iterations, values, line);
    else if (values !== undefined) {
      this.#pending = undefined;
      this.#skipped.add({ reason: 'a result is damaged (the file may be cut off)', value: values }, { line });
    }
  }

  #keep(name: string, iterations: string, values: [string, number][], line: number): void {
    this.#results.push({ name, pkg: this.#pkg, line, iterations: Number(iterations), values });
    this.#pending = undefined;
  }

  #otherLine(text: string, words: string[]): void {
    const failed = /^\s*--- FAIL: (Benchmark\S*)/.exec(text)?.[1];
    if (failed !== undefined) {
      this.#failed.push(failed);
      this.#pending = undefined;
    } else if (/^FAIL(?:$|\t| +\S+)/.test(text) || /^panic: /.test(text)) this.#failures += 1;
    else if (words[0] === 'ok' && words.length >= 3) {
      const seconds = /^(\d+(?:\.\d+)?)s$/.exec(words[2]!)?.[1];
      if (seconds !== undefined) this.#seconds = (this.#seconds ?? 0) + Number(seconds);
    } else if (words[0] === 'Unit' && words.length > 2) {
      const better = words.find((word) => word.startsWith('better='))?.slice('better='.length);
      if (better === 'higher' || better === 'lower') this.#better.set(words[1]!, better);
    } else {
      const [, key, value = ''] = configuration.exec(text) ?? [];
      if (key === undefined) return;
      if (key === 'pkg') this.#pkg = value;
      const values = this.#configuration.get(key) ?? new Set();
      // A value that changes all the time is a log line that looks like a setting.
      if (values.size < 100) this.#configuration.set(key, values.add(value));
    }
  }

  /** Whether a benchmark's name or figure was seen. */
  get #seen(): boolean {
    return this.#results.length > 0 || this.#failed.length > 0;
  }

  /** The run that the lines are. Throws the context's refusal where nothing of it could be used. */
  finished(file: HarnessFile, context: ParseContext): ParsedRun {
    const problem = this.#skipped.first();
    if (this.#results.length === 0 && problem) {
      throw context.refusal(file, { message: `No result can be used: ${problem.reason}.`, where: problem.place });
    }
    this.#skipped.report(file, context, 'line');
    const broken = this.#failed.length > 0 || this.#failures > 0;
    return {
      format,
      outcome: broken ? 'ok-with-failures' : this.#results.length > 0 ? 'ok' : this.#seen ? 'ok-no-samples' : 'empty',
      series: this.#series(),
      totals: {
        ...(this.#skipped.total > 0 && { skippedLines: this.#skipped.total }),
        ...(this.#seconds !== undefined && { durationSeconds: this.#seconds }),
      },
      metadata: {
        ...configurationFacts(this.#configuration),
        ...(this.#failed.length > 0 && { failed: this.#failed }),
        ...(file.encoding !== 'utf-8' && { encoding: file.encoding }),
      },
    };
  }

  #series(): ParsedRun['series'] {
    const packages = new Map<string, Set<string | undefined>>();
    for (const { name, pkg } of this.#results) packages.set(name, (packages.get(name) ?? new Set()).add(pkg));
    const gathered = new GatheredSeries();
    for (const { name, pkg, iterations, values } of this.#results) {
      // One name in two packages is two benchmarks.
      const key = packages.get(name)!.size > 1 && pkg !== undefined ? `${pkg}.${name}` : name;
      const threads = /-(\d+)$/.exec(name)?.[1];
      for (const [unit, value] of values) {
        const series = gathered.of({ key, metric: unit, unit, better: this.#better.get(unit) ?? betterOf(unit) });
        series.values.push(value);
        const counted = Number((series.more.details as { iterations?: number } | undefined)?.iterations ?? 0);
        const details: { [name: string]: Json } = {
          iterations: counted + iterations,
          ...(pkg !== undefined && { pkg }),
          ...(threads !== undefined && { gomaxprocs: Number(threads) }),
        };
        series.more.details = details;
      }
    }
    return gathered.finished({ repetitions: true });
  }
}

/** Pairs of value and unit; the damaged text where a pair is none, undefined where there is no figure at all. */
function valuesOf(words: readonly string[]): [string, number][] | string | undefined {
  const values: [string, number][] = [];
  for (let at = 0; at < words.length; at += 2) {
    const [digits, unit] = [words[at]!, words[at + 1]];
    const value = decimal.test(digits) ? Number(digits) : Number.NaN;
    if (/^[-+]?(NaN|Inf)$/i.test(digits) && unit !== undefined) continue;
    const timeBelowZero = value < 0 && unit === 'ns/op';
    if (!Number.isFinite(value) || unit === undefined || timeBelowZero) {
      // Words instead of figures are something that the benchmark printed.
      return values.length > 0 || decimal.test(digits) ? words.slice(at, at + 2).join(' ') : undefined;
    }
    values.push([unit, value]);
  }
  return values.length > 0 ? values : undefined;
}

/** By the unit: rates are better when higher, time and cost of one operation when lower. Other units do not say. */
function betterOf(unit: string): Better {
  if (/\/(s|sec|second|ns|us|ms)$/.test(unit)) return 'higher';
  if (/\//.test(unit) || /(^|-)(ns|us|µs|ms|s|sec|bytes|allocs)$/i.test(unit)) return 'lower';
  return 'n/a';
}

/** Settings under their own names; one that changes within the file as the list of its values. */
function configurationFacts(found: ReadonlyMap<string, ReadonlySet<string>>): { [name: string]: Json } {
  return Object.fromEntries(
    [...found].slice(0, 200).map(([key, values]) => [key, values.size === 1 ? [...values][0]! : [...values]]),
  );
}
