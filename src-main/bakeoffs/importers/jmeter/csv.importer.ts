import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, Place } from '../interface';
import { DelimitedRows } from '../reading/delimited';
import { NameNumbers } from '../reading/names';
import type { Unusable } from '../reading/skipped';
import { headText, isBlank, TextReader } from '../reading/text';
import { type ColumnPlan, doubledColumn, headerOf, planOfHeader, planOfRows, timestampPattern } from './columns';
import { queriedResults } from './queried';
import { metrics, ResultRows, transactionMessage } from './rows';

const format = 'jmeter-jtl-csv';
/** Delimiters tried for a file without a header. */
const delimiters = [',', ';', '\t', '|'];

/** JMeter results (JTL) as delimited text: any set of columns, any delimiter, with or without a header. */
export const importer: Importer = {
  tool: 'jmeter',
  formats: [format],
  metrics,

  detect(head, name) {
    if (isBlank(head)) return /\.jtl$/i.test(name) ? { format, by: 'name' } : null;
    const plan = planOf(headText(head));
    return plan ? { format, by: plan.header ? 'content' : 'shape' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const plan = planOf(headText(file!.head));
    if (!plan) throw context.refusal(file!, { message: 'No column of elapsed times was found.', where: { line: 1 } });
    if (plan.header) refuseDoubled(file!, context, plan);
    return (
      (await queriedResults(file!, context, plan, metadataOf(file!, plan))) ??
      (await new CsvResults(file!, context, plan).read())
    );
  },
};

/** The columns of a file from its first bytes: by its header, else by the look of its rows. */
function planOf(head: string): ColumnPlan | undefined {
  const firstLine = head.slice(0, head.search(/\r?\n|$/)).trim();
  const header = headerOf(firstLine);
  if (header) return planOfHeader(header.delimiter, header.names);
  const lines = head.split(/\r?\n/).filter((line) => line !== '');
  for (const delimiter of delimiters) {
    const plan = planOfRows(
      lines.slice(0, 50).map((line) => simpleFields(line, delimiter)),
      delimiter,
    );
    if (plan) return plan;
  }
  return undefined;
}

/** The fields of a line for looking at its shape; quotation marks are honoured within the line. */
function simpleFields(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1;
      fields.push(line.slice(at + 1, end));
      const next = line.indexOf(delimiter, end);
      at = next < 0 ? line.length + 1 : next + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      fields.push(line.slice(at, next < 0 ? line.length : next));
      at = next < 0 ? line.length + 1 : next + 1;
    }
  }
  return fields;
}

function refuseDoubled(file: HarnessFile, context: ParseContext, plan: ColumnPlan): void {
  const name = doubledColumn(plan.names);
  if (name === undefined) return;
  throw context.refusal(file, {
    message: `The header names the column “${name}” twice, so it is not clear which one to read.`,
    where: { line: 1 },
    hint: 'Rename or remove one of the two columns.',
  });
}

/** What the layout of a file tells. */
function metadataOf(file: HarnessFile, plan: ColumnPlan): { [name: string]: Json } {
  return {
    delimiter: plan.delimiter === '\t' ? 'tab' : plan.delimiter,
    columns: plan.header ? plan.names : 'without a header; taken from the look of the rows',
    ...(file.encoding !== 'utf-8' && { encoding: file.encoding }),
  };
}

/** One pass over the rows, on the bytes: a string is made only for a new label and for what a person must see. */
class CsvResults {
  readonly #rows: DelimitedRows;
  readonly #results: ResultRows;
  readonly #names = new NameNumbers();
  /** Number of the label by the number of its bytes. */
  readonly #labelOf: number[] = [];
  readonly #transactionBytes = Buffer.from(transactionMessage);
  #readTime: ((text: string) => number) | undefined;
  /** Whether times are digits, as they nearly always are. */
  #plainTimes = false;
  #zoned = true;
  #first = true;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
    private readonly plan: ColumnPlan,
  ) {
    const text = new TextReader(file, context);
    this.#rows = new DelimitedRows(plan.delimiter, (bytes, line) => text.decode(bytes, line));
    this.#results = new ResultRows(file, context, { times: plan.timeStamp >= 0 });
  }

  async read(): Promise<ParsedRun> {
    const { plan, file, context } = this;
    await this.#rows.read(file, context, () => this.#row());
    const { skipped } = this.#results;
    const failure = skipped.first();
    if (this.#results.count === 0 && failure) {
      throw context.refusal(file, { message: `No row can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file, context);
    const metadata = {
      ...metadataOf(file, plan),
      ...(plan.timeStamp >= 0 &&
        !this.#zoned && { timeZone: 'not in the file; durations are safe, times of day are not' }),
    };
    return this.#results.run(format, metadata, this.#zoned);
  }

  #place(): Place {
    return { line: this.#rows.line };
  }

  #row(): void {
    if (this.plan.header && this.#repeatsHeader()) return;
    const unusable = this.#shapeProblem() ?? this.#take();
    if (unusable) this.#results.skipped.add(unusable, this.#place());
  }

  /** Why the row does not fit the columns. */
  #shapeProblem(): Unusable | undefined {
    const { columns, unclosed } = this.#rows;
    const expected = this.plan.names.length;
    if (columns === expected || this.#onlyEmptyBeyond(expected)) return undefined;
    if (unclosed) return { reason: 'a quotation mark is not closed before the end of the file' };
    return columns < expected
      ? { reason: `it has too few fields where ${expected} are expected (the file may be cut off)` }
      : { reason: `it has more fields than the ${expected} columns` };
  }

  /** Adds the row to the results, or says why it cannot be used. */
  #take(): Unusable | undefined {
    const { plan } = this;
    const rows = this.#rows;
    const elapsed = this.#number(plan.elapsed);
    if (Number.isNaN(elapsed)) return { reason: 'the elapsed time is no duration', value: rows.field(plan.elapsed) };
    if (plan.sampleCount >= 0 && this.#number(plan.sampleCount) !== 1) {
      return { reason: 'it adds up several samples, so it has no single time', value: rows.field(plan.sampleCount) };
    }
    const start = this.#start();
    if (Number.isNaN(start) && this.#readTime) {
      return { reason: 'the time stamp is no time', value: rows.field(plan.timeStamp) };
    }
    const failed = this.#failed();
    if (failed === null) return { reason: 'success is neither true nor false', value: rows.field(plan.success) };
    if (failed && plan.responseCode >= 0) this.#results.failedCode(rows.field(plan.responseCode) || 'none');
    if (plan.allThreads >= 0) this.#results.threads(this.#number(plan.allThreads));
    this.#results.add({ label: this.#label(), elapsed, start, failed, transaction: this.#isTransaction() });
    return undefined;
  }

  /** The header itself, and the header again where results of several runs were appended to one file. */
  #repeatsHeader(): boolean {
    const { elapsed } = this.plan;
    const rows = this.#rows;
    const at = rows.starts[elapsed]!;
    if (elapsed >= rows.columns || rows.bytes[at] !== 0x65 || rows.field(elapsed) !== 'elapsed') return false;
    if (!this.#first) {
      this.context.warn({
        code: 'repeated-header',
        message: `The header stands again in line ${rows.line}: results of several runs seem to be in one file.`,
        where: { file: this.file.name, line: rows.line },
      });
    }
    this.#first = false;
    return true;
  }

  #onlyEmptyBeyond(columns: number): boolean {
    const { columns: found, starts, ends } = this.#rows;
    if (found < columns || found > starts.length) return false;
    for (let index = columns; index < found; index += 1) if (ends[index]! > starts[index]!) return false;
    return true;
  }

  /** A number that is not negative, from the digits; NaN for anything else and beyond what a double holds exactly. */
  #number(column: number): number {
    const { bytes, starts, ends } = this.#rows;
    const start = starts[column]!;
    const end = ends[column]!;
    if (end - start > 15 || end === start) return Number.NaN;
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = bytes[at]! - 0x30;
      if (digit < 0 || digit > 9) return this.#decimal(column);
      value = value * 10 + digit;
    }
    return value;
  }

  #decimal(column: number): number {
    const text = this.#rows.field(column).trim();
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  }

  /** When the sample began; NaN where the file does not say. The first row decides how times are written. */
  #start(): number {
    const { timeStamp } = this.plan;
    if (timeStamp < 0) return Number.NaN;
    if (this.#plainTimes) return this.#number(timeStamp);
    const text = this.#rows.field(timeStamp);
    if (!this.#readTime && this.#results.count === 0) {
      const pattern = timestampPattern(text);
      this.#readTime = pattern?.read;
      this.#zoned = pattern?.zoned ?? false;
      this.#plainTimes = pattern !== undefined && /^\d{1,15}$/.test(text);
      if (!pattern) {
        this.context.warn({
          code: 'unknown-time-format',
          message: `The time stamps are in a format that is not known (“${text.slice(0, 40)}”); durations of the run are absent.`,
          where: { file: this.file.name, ...this.#place() },
        });
      }
    }
    return this.#readTime ? this.#readTime(text) : Number.NaN;
  }

  /** Whether the row failed; undefined where no column says so, null where the column holds something else. */
  #failed(): boolean | undefined | null {
    const { success } = this.plan;
    if (success < 0) return undefined;
    const { bytes, starts, ends } = this.#rows;
    const length = ends[success]! - starts[success]!;
    const first = bytes[starts[success]!]! | 0x20;
    if (length === 4 && first === 0x74 && this.#rows.field(success).toLowerCase() === 'true') return false;
    if (length === 5 && first === 0x66 && this.#rows.field(success).toLowerCase() === 'false') return true;
    return null;
  }

  #label(): number {
    const { label } = this.plan;
    if (label < 0) return this.#results.label('all', this.#place());
    const { bytes, starts, ends } = this.#rows;
    const number = this.#names.of(bytes, starts[label]!, ends[label]!);
    const known = this.#labelOf[number];
    if (known !== undefined) return known;
    const found = this.#results.label(this.#rows.field(label), this.#place());
    this.#labelOf[number] = found;
    return found;
  }

  /** A transaction controller's row is known by its message; where messages were not saved, by having neither data type nor URL. */
  #isTransaction(): boolean {
    const { responseMessage, dataType, url } = this.plan;
    const { bytes, starts, ends } = this.#rows;
    if (responseMessage < 0) {
      if (dataType < 0 || url < 0 || ends[dataType]! > starts[dataType]!) return false;
      const length = ends[url]! - starts[url]!;
      return length === 0 || (length === 4 && this.#rows.field(url) === 'null');
    }
    const start = starts[responseMessage]!;
    const mark = this.#transactionBytes;
    if (ends[responseMessage]! - start < mark.length) return false;
    for (let at = 0; at < mark.length; at += 1) if (bytes[start + at] !== mark[at]) return false;
    return true;
  }
}
