import type { Importer, Json, ParsedRun } from '../interface';
import { plainText } from '../reading/ansi';
import { textLines } from '../reading/lines';
import { headText, isBlank } from '../reading/text';
import { contextLine } from './console';
import { metadataOf, metrics, outcomeOf, type Row, reportOf, tellAggregates } from './rows';

const format = 'google-benchmark-console';
const header = /^Benchmark +Time +CPU +Iterations/m;

/** What Google Benchmark prints to the terminal: a row for each repetition and aggregate, rounded for people. */
export const importer: Importer = {
  tool: 'google-benchmark',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return header.test(plainText(headText(head))) ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const rows: Row[] = [];
    let facts: { [name: string]: Json } = {};
    let columns: string[] = [];
    let started = false;
    for await (const { lines } of textLines(file!, context)) {
      for (const raw of lines) {
        const line = plainText(raw).trimEnd();
        if (header.test(line)) {
          started = true;
          columns = line.split(/ +/).slice(4);
        } else if (!started) facts = { ...facts, ...contextLine(line) };
        else {
          const row = rowOf(line, columns);
          if (row) rows.push(row);
        }
      }
    }
    tellAggregates(rows);
    const report = reportOf(rows, file!, context);
    return {
      format,
      outcome: outcomeOf(report),
      series: report.series,
      totals: {},
      metadata: {
        ...facts,
        ...metadataOf(report),
        precision: 'the terminal shows rounded figures; the JSON reporter keeps all digits',
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

const decimal = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;
const units = new Set(['ns', 'us', 'ms', 's']);

/** `BM_x/64   5.12 ns   5.11 ns   5415369 items_per_second=195.7M/s label`; undefined for any other line. */
function rowOf(line: string, columns: readonly string[]): Row | undefined {
  const failed = /^(\S+) +(ERROR OCCURRED|SKIPPED): '(.*)'$/.exec(line);
  if (failed) {
    const skipped = failed[2] === 'SKIPPED';
    return { name: failed[1]!, timeUnit: '', counters: [], error: failed[3]!, ...(skipped && { skipped }) };
  }
  const words = line.split(/ +/);
  const [, , unit] = words;
  const at = words.findIndex(
    (word, index) =>
      index > 0 && decimal.test(word) && units.has(words[index + 1]!) && decimal.test(words[index + 2] ?? ''),
  );
  if (at < 0) return fitOf(words);
  const timeUnit = words[at + 1] ?? unit!;
  const iterations = words[at + 4] ?? '';
  if (words[at + 3] !== timeUnit || !/^\d+$/.test(iterations)) return undefined;
  const rest = words.slice(at + 5);
  const counters: [string, number][] = [];
  const label: string[] = [];
  for (const [index, word] of rest.entries()) {
    const named = /^([^=]+)=(.+)$/.exec(word);
    const name = named?.[1] ?? columns[index];
    const value = humanNumber(named?.[2] ?? word);
    if (name !== undefined && name !== 'UserCounters...' && value !== undefined) counters.push([name, value]);
    else label.push(word);
  }
  return {
    name: words.slice(0, at).join(' '),
    timeUnit,
    realTime: Number(words[at]),
    cpuTime: Number(words[at + 2]),
    iterations: Number(iterations),
    counters,
    ...(label.length > 0 && { label: label.join(' ') }),
  };
}

/** `BM_x_BigO   1.25 N   1.24 N` and `BM_x_RMS   3 %   3 %`. */
function fitOf(words: readonly string[]): Row | undefined {
  const [name, real, kind, cpu] = words;
  if (!name || !real || !kind || !cpu || !decimal.test(real) || !decimal.test(cpu)) return undefined;
  const row = { name, timeUnit: 'ns', counters: [] };
  if (name.endsWith('_RMS')) return { ...row, complexity: { rms: Number(real) / 100 } };
  if (!name.endsWith('_BigO')) return undefined;
  return { ...row, complexity: { bigO: kind, realCoefficient: Number(real), cpuCoefficient: Number(cpu) } };
}

const powers = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const fractions = ['m', 'u', 'n', 'p', 'f', 'a', 'z', 'y'];

/** `195.7M/s`, `2.71Gi/s`, `15u`: a number with a prefix of 1000 or, with an `i`, of 1024. */
function humanNumber(text: string): number | undefined {
  const match = /^(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)([kMGTPEZYmunpfazy]?)(i?)(?:\/?s)?$/.exec(text);
  if (!match) return undefined;
  const [, digits, prefix, binary] = match;
  const step = binary === 'i' ? 1024 : 1000;
  const power = prefix === '' ? 0 : powers.indexOf(prefix!) + 1 || -(fractions.indexOf(prefix!) + 1);
  return Number(digits) * step ** power;
}
