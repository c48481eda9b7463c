import type { HarnessFile, ParseContext, ParsedRun } from '../interface';
import { asObject } from '../reading/json';
import { textLines } from '../reading/lines';
import { SkippedRows } from '../reading/skipped';
import { BenchmarkLines } from './lines';

const event = /^\{[^\n]*"Action":"(?:start|run|pause|cont|pass|bench|fail|output|skip)"/m;

/** Whether the first bytes are the stream of `go test -json`, and whether they have a benchmark in them. */
export function streamIn(text: string): 'benchmarks' | 'events' | undefined {
  if (!event.test(text) || !/"Package":|"Output":/.test(text)) return undefined;
  return /"Output":"[^\n]*Benchmark/.test(text) ? 'benchmarks' : 'events';
}

/**
 * Reads the stream of `go test -json`: the same text in pieces, each an event of a package. A line may come in several pieces, and the
 * lines of packages that run at the same time are mixed. Throws the context's refusal where no event can be used.
 */
export async function runOfStream(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const found = new BenchmarkLines();
  const skipped = new SkippedRows();
  /** The unfinished line of each package. */
  const open = new Map<string, string>();
  let events = 0;
  const take = (line: string, number: number): void => {
    // The build tools write plain lines between the events.
    if (!line.startsWith('{')) return;
    let parsed: Record<string, unknown> | undefined;
    try {
      parsed = asObject(JSON.parse(line));
    } catch {
      skipped.add({ reason: 'an event is no JSON (the file may be cut off)', value: line }, { line: number });
      return;
    }
    if (typeof parsed?.Action !== 'string') return;
    events += 1;
    const pkg = typeof parsed.Package === 'string' ? parsed.Package : '';
    const output = typeof parsed.Output === 'string' ? parsed.Output : '';
    const pieces = ((open.get(pkg) ?? '') + output).split('\n');
    const rest = pieces.pop()!;
    for (const piece of pieces) found.add(piece, number, pkg === '' ? undefined : pkg);
    // Longer than any result: something that a test printed.
    open.set(pkg, rest.length > 64 * 1024 ? '' : rest);
  };
  let last = 0;
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, line] of lines.entries()) take(line.trim(), first + index);
    last = first + lines.length - 1;
  }
  for (const [pkg, rest] of open) if (rest !== '') found.add(rest, last, pkg === '' ? undefined : pkg);
  const failure = skipped.first();
  if (events === 0 && failure) {
    throw context.refusal(file, { message: `No event can be used: ${failure.reason}.`, where: failure.place });
  }
  skipped.report(file, context, 'line');
  const run = found.finished(file, context);
  if (skipped.total > 0) run.totals.skippedLines = Number(run.totals.skippedLines ?? 0) + skipped.total;
  return run;
}
