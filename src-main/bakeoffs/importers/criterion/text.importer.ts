import type { Importer, ParsedRun, ParsedSeries } from '../interface';
import { plainText } from '../reading/ansi';
import { textLines } from '../reading/lines';
import { headText, isBlank } from '../reading/text';
import { metrics, tellApart } from './estimates';

const format = 'criterion-text';
const libtest = 'libtest-bench-text';
const interval = /(?:^|\s)(time|thrpt):\s+\[([^\]%]{1,200})\]/;
const bencher = /^test (\S.{0,2000}?)\s+\.\.\. bench:\s+([\d,]+(?:\.\d+)?) ns\/iter \(\+\/- ([\d,]+(?:\.\d+)?)\)/;

/**
 * What Criterion prints: for each benchmark the estimate with its interval, rounded for people. Also the lines of Rust's own
 * `cargo bench`, which Criterion imitates with `--output-format bencher`.
 */
export const importer: Importer = {
  tool: 'criterion',
  formats: [format, libtest],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = plainText(headText(head));
    const measured = /(?:^|\s)time:\s+\[\d[\d.]* (?:ps|ns|us|µs|μs|ms|s) \d/m.test(text);
    if (measured || /^Benchmarking .+: (?:Warming up|Collecting \d+ samples)/m.test(text))
      return { format, by: 'content' };
    return /^test .+ \.\.\. bench:\s+[\d,.]+ ns\/iter/m.test(text) ? { format: libtest, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const series: ParsedSeries[] = [];
    const samples = new Map<string, number>();
    let previous = '';
    let name = '';
    let ofLibtest = false;
    for await (const { lines } of textLines(file!, context)) {
      for (const raw of lines) {
        if (raw.length > 16 * 1024) continue;
        // Progress is overwritten on a terminal: what counts stands after the last return.
        const line = plainText(raw).split('\r').at(-1)!.trimEnd();
        const collecting = /^Benchmarking (.+): Collecting (\d+) samples/.exec(line);
        if (collecting) samples.set(collecting[1]!, Number(collecting[2]));
        const found = interval.exec(line);
        if (found) {
          const before = line.slice(0, found.index).trim();
          // A long name stands on the line above; throughput and changes stand below without a name.
          if (found[1] === 'time') name = before || previous;
          const one = estimateOf(name, found[1] === 'time', found[2]!, samples.get(name));
          if (one) series.push(one);
        } else {
          const bench = bencher.exec(line);
          if (bench) series.push(libtestSeries(bench[1]!, bench[2]!, bench[3]!));
          ofLibtest ||= bench !== null;
        }
        if (line.trim() !== '' && !line.startsWith('Benchmarking ')) previous = line.trim();
      }
    }
    tellApart(series);
    return {
      format: ofLibtest ? libtest : format,
      outcome: series.length > 0 ? 'ok' : 'ok-no-samples',
      series,
      totals: { benchmarks: series.filter(({ metric }) => metric === 'time_per_iteration').length },
      metadata: {
        precision: 'the text has rounded figures; the folder target/criterion keeps all digits and the samples',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

/** Factors to nanoseconds, and to bytes or elements per second. */
const times: Record<string, number> = { ps: 1e-3, ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9 };
const rates: Record<string, [unit: string, factor: number]> = {
  'B/s': ['B/s', 1],
  'KiB/s': ['B/s', 1024],
  'MiB/s': ['B/s', 1024 ** 2],
  'GiB/s': ['B/s', 1024 ** 3],
  'TiB/s': ['B/s', 1024 ** 4],
  'KB/s': ['B/s', 1e3],
  'MB/s': ['B/s', 1e6],
  'GB/s': ['B/s', 1e9],
  'TB/s': ['B/s', 1e12],
  'elem/s': ['elem/s', 1],
  'Kelem/s': ['elem/s', 1e3],
  'Melem/s': ['elem/s', 1e6],
  'Gelem/s': ['elem/s', 1e9],
  'Telem/s': ['elem/s', 1e12],
};

/** `19.971 ns 20.742 ns 21.794 ns`: lower end, estimate, upper end. */
function estimateOf(key: string, isTime: boolean, text: string, n: number | undefined): ParsedSeries | undefined {
  const words = text.trim().split(/\s+/);
  const figures = [0, 2, 4].map((at) => {
    const [digits, unit] = [words[at] ?? '', words[at + 1] ?? ''];
    const [name, factor] = isTime ? ['ns', times[unit]] : (rates[unit] ?? []);
    const value =
      /^\d+(\.\d+)?(e[-+]?\d+)?$/i.test(digits) && factor !== undefined ? scaled(digits, factor) : Number.NaN;
    return { value, unit: name };
  });
  const [lower, estimate, upper] = figures.map(({ value }) => value) as [number, number, number];
  const unit = figures[1]!.unit;
  if (words.length !== 6 || key === '' || unit === undefined || ![lower, estimate, upper].every(Number.isFinite))
    return undefined;
  return {
    key,
    metric: isTime ? 'time_per_iteration' : 'throughput',
    unit,
    better: isTime ? 'lower' : 'higher',
    source: 'summary-only',
    value: estimate,
    ...(n !== undefined && { printed: { n } }),
    details: { interval: { lower, upper } },
  };
}

/** A printed number in another unit, with the digits that the text has. */
function scaled(digits: string, factor: number): number {
  return factor === 1 ? Number(digits) : Number((Number(digits) * factor).toPrecision(15));
}

function libtestSeries(key: string, value: string, spread: string): ParsedSeries {
  const number = (text: string): number => Number(text.replaceAll(',', ''));
  return {
    key,
    metric: 'time_per_iteration',
    unit: 'ns',
    better: 'lower',
    source: 'summary-only',
    value: number(value),
    details: { spread: number(spread) },
  };
}
