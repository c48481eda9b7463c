import type { HarnessFile, Importer, ParseContext, ParsedRun } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { textLines } from '../reading/lines';
import { SkippedRows } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { ItemScores } from './item-scores';
import { metrics } from './metrics';

const format = 'lm-eval-samples';

/**
 * The single items that lm-evaluation-harness logs (`--log_samples`: `samples_TASK_DATE.jsonl` with one item a line; before 0.4.3 a
 * JSON list; in 0.3 `TASK_write_out_info.json`), each with its scores.
 */
export const importer: Importer = {
  tool: 'lm-eval',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*[{[]/.test(text) || !/"doc_id"\s*:/.test(text)) return null;
    const marked =
      /"(filtered_resps|resps|doc_hash|prompt_hash)"\s*:/.test(text) || /"(prompt|logit)_0"\s*:/.test(text);
    return marked ? { format, by: 'content' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const scores = new ItemScores();
    const skipped = new SkippedRows();
    const list = /^\s*\[/.test(headText(file!.head)) || /^\s*\{\s*\n/.test(headText(file!.head));
    if (list) await takeDocuments(file!, context, scores, skipped);
    else await takeLines(file!, context, scores, skipped);
    const failure = skipped.first();
    if (scores.items === 0 && failure) {
      throw context.refusal(file!, { message: `No item can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file!, context, 'line');
    const task = taskOf(file!.name);
    const series = scores.series(task ?? 'all');
    return {
      format,
      outcome: series.length === 0 ? 'empty' : 'ok',
      series,
      totals: { count: scores.items, ...(skipped.total > 0 && { skippedLines: skipped.total }) },
      metadata: {
        ...(task !== undefined && { task }),
        taskFrom: task === undefined ? 'the file does not say which task it is of' : 'the file’s name',
      },
    };
  },
};

async function takeLines(
  file: HarnessFile,
  context: ParseContext,
  scores: ItemScores,
  skipped: SkippedRows,
): Promise<void> {
  for await (const { first, lines } of textLines(file, context)) {
    for (const [index, text] of lines.entries()) {
      if (text.trim() === '') continue;
      let item: unknown;
      try {
        // Python writes bare NaN for scores that are none.
        item = JSON.parse(text.includes('NaN') ? text.replace(/: NaN(?=[,}])/g, ': null') : text);
      } catch {
        skipped.add(
          { reason: 'it is not JSON (the file may be cut off)', value: text.slice(0, 200) },
          { line: first + index },
        );
        continue;
      }
      const unusable = scores.add(item);
      if (unusable) skipped.add(unusable, { line: first + index });
    }
  }
}

async function takeDocuments(
  file: HarnessFile,
  context: ParseContext,
  scores: ItemScores,
  skipped: SkippedRows,
): Promise<void> {
  for (const { value, line } of await embeddedJson(file, context, { bareNumbers: true })) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const unusable = scores.add(item);
      if (unusable) skipped.add(unusable, { line });
    }
  }
}

/** The task, which stands only in the name: `samples_gsm8k_2024-11-09T10-00-00.123.jsonl`, `gsm8k_write_out_info.json`. */
function taskOf(name: string): string | undefined {
  const file = name.slice(name.lastIndexOf('/') + 1);
  return (
    /^samples_(.+)_\d{4}-\d\d-\d\dT[\d.-]+\.jsonl?$/.exec(file)?.[1] ??
    /^samples_(.+)\.jsonl?$/.exec(file)?.[1] ??
    /^(.+)_write_out_info\.json$/.exec(file)?.[1]
  );
}
