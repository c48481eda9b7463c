import type { Importer, ParsedRun } from '../interface';
import { plainText } from '../reading/ansi';
import { textLines } from '../reading/lines';
import { headText, isBlank } from '../reading/text';
import { BenchmarkLines, format, metrics } from './lines';
import { runOfStream, streamIn } from './test2json';

const result = /^Benchmark(?!\p{Ll})\S*[ \t]+\d+[ \t]+[-+.\deE]+[ \t]+\S/mu;
/** A benchmark that printed something before its figures, which then stand on a line of their own. */
const split = /^Benchmark(?!\p{Ll})\S*[ \t][^\n]*\n(?:[^\n]*\n){0,20}?[ \t]+\d+\t[ \t]*[.\deE+-]+ ns\/op/mu;
const heading = /^goos: \S+\r?\ngoarch: \S+/m;

/** The text of `go test -bench`, as benchstat reads it, or that text as `go test -json` streams it. Each result is one of `-count` executions. */
export const importer: Importer = {
  tool: 'go-bench',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = plainText(headText(head));
    const stream = streamIn(text);
    if (stream) return { format, by: stream === 'benchmarks' ? 'content' : 'shape' };
    if (result.test(text) || split.test(text)) return { format, by: 'content' };
    // Without a result only what else the tool prints tells a run from another file with these headings.
    const ran = heading.test(text) && /^(?:PASS|FAIL|ok |ok\t|Benchmark)/m.test(text);
    return ran || /^--- FAIL: Benchmark/m.test(text) ? { format, by: 'shape' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    if (streamIn(headText(file!.head))) return runOfStream(file!, context);
    const found = new BenchmarkLines();
    for await (const { first, lines } of textLines(file!, context)) {
      for (const [index, line] of lines.entries()) found.add(line, first + index);
    }
    return found.finished(file!, context);
  },
};
