import { draftMapping, type MappingContent, type MappingTrial } from '../../../src-shared/bakeoffs';
import { errorRecord, ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { type HarnessSource, openHarnessFile } from '../harness-file';
import { parsedRun } from '../inspect';
import { runOf } from '../read-run';
import { headLines } from './fits';
import { firstMatch, linePatterns } from './patterns';
import { peekInto } from './peek';

/** Lines whose matches are shown. */
const mostLines = 200;
/** Rows of a Parquet file that are tried. */
const mostRows = 5000;
const mostSeries = 50;

/** What the beginning of a handed-over file shows, and a first mapping for it. */
export async function peekAt(session: Session, file: string) {
  const { name, path } = session.desk.intake.file(file);
  const peek = await peekInto({ name, path });
  return { name, peek, draft: draftMapping(peek) };
}

/** Reads the beginning of a handed-over file through a mapping. What does not fit is part of the answer and no error. */
export async function tryMapping(session: Session, file: string, content: MappingContent): Promise<MappingTrial> {
  const { name, path } = session.desk.intake.file(file);
  const empty = {
    parse: null,
    series: [],
    seriesCount: 0,
    totals: { used: 0, passedOver: 0, skipped: 0 },
    warnings: [],
    lines: [],
  };
  const { source, whole } = await beginning({ name, path }, content);
  try {
    const run = await parsedRun(source, { mapping: { name: 'trial', content, rows: mostRows } });
    const { series, seriesCount, warnings } = runOf(run, []);
    const { totals } = run;
    const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
    return {
      problem: null,
      whole,
      parse: run.parse,
      series: series.slice(0, mostSeries),
      seriesCount,
      totals: {
        used: count(totals['count']),
        passedOver: count(totals['passedOver']),
        skipped: count(totals['skippedRows'] ?? totals['skippedLines']),
      },
      warnings,
      lines: content.kind === 'text' && 'bytes' in source ? matchedLines(content, source.bytes) : [],
    };
  } catch (thrown) {
    if (!(thrown instanceof ProofdeskError)) throw thrown;
    const problem = errorRecord(thrown);
    const lines = content.kind === 'text' && 'bytes' in source && problem.where?.field === undefined;
    return {
      ...empty,
      problem: { ...problem, where: { ...problem.where, ...(problem.where?.file !== undefined && { file: name }) } },
      whole,
      lines: lines ? matchedLines(content, source.bytes) : [],
    };
  }
}

/** The whole lines at the beginning of a file; of Parquet the file itself, of which only the first rows are asked for. */
async function beginning(
  { name, path }: { name: string; path: string },
  content: MappingContent,
): Promise<{ source: HarnessSource; whole: boolean }> {
  if (content.kind === 'parquet') return { source: { name, path }, whole: false };
  const { head, size } = await openHarnessFile({ name, path });
  const whole = head.length >= size;
  const last = head.lastIndexOf(10);
  return { source: { name, bytes: whole || last < 0 ? head : head.subarray(0, last + 1) }, whole };
}

/** What the patterns take of each of the first lines. */
function matchedLines(content: Extract<MappingContent, { kind: 'text' }>, head: Uint8Array): MappingTrial['lines'] {
  const patterns = linePatterns(content);
  return headLines(head)
    .slice(0, mostLines)
    .flatMap((text, line): MappingTrial['lines'] => {
      const found = firstMatch(patterns, text);
      const range = found?.match.range();
      if (!found || !range) return [];
      return [
        {
          line,
          pattern: patterns.indexOf(found.step),
          match: [range.start, range.end],
          groups: found.step.groups.flatMap((group) => {
            const place = found.match.range(group);
            return place ? [{ name: group, ...place }] : [];
          }),
        },
      ];
    });
}
