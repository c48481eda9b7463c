import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { embeddedJson } from '../reading/embedded-json';
import { asNumber, asObject, objectEntries } from '../reading/json';
import { numberApart, warnOfSeveral } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { instant } from '../reading/timestamps';
import { directionOf, metrics } from './metrics';

const format = 'lm-eval-json';

/**
 * The result file of lm-evaluation-harness in the layouts of 0.3 (`acc`, `acc_stderr`) and 0.4 (`acc,none`, `acc_stderr,none`),
 * with the scores of tasks and of groups.
 */
export const importer: Importer = {
  tool: 'lm-eval',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*\{/m.test(text) || !/"results"\s*:\s*\{/.test(text)) return null;
    const marked =
      /"[\w@.-]+_stderr(,[^"]*)?"\s*:/.test(text) ||
      /"(n-shot|n-samples|group_subtasks|higher_is_better|lm_eval_version)"\s*:/.test(text);
    if (marked) return { format, by: 'content' };
    return /"(versions|config)"\s*:\s*\{/.test(text) ? { format, by: 'shape' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const documents = (await embeddedJson(file!, context, { bareNumbers: true })).filter(({ value }) =>
      asObject(asObject(value)?.results),
    );
    const [first] = documents;
    if (!first) {
      throw context.refusal(file!, { message: 'The document has no results of tasks.', where: { line: 1 } });
    }
    if (documents.length > 1) warnOfSeveral(file!, context, documents.length, documents[1]!.line);
    const series = documents.flatMap(({ value, line }) => seriesOf(asObject(value)!, line, file!, context));
    numberApart(series);
    const document = asObject(first.value)!;
    return {
      format,
      outcome:
        series.length > 0 ? 'ok' : Object.keys(asObject(document.results)!).length > 0 ? 'ok-no-samples' : 'empty',
      series,
      totals: totalsOf(document),
      metadata: metadataOf(document),
    };
  },
};

/** Members of a task's scores that are none. */
const noScores = /^(alias|name|sample_len|sample_count|samples|task|group| )$/;

function seriesOf(
  document: Record<string, unknown>,
  line: number,
  file: HarnessFile,
  context: ParseContext,
): ParsedSeries[] {
  const tasks = new Map(objectEntries(document.results));
  // Scores of groups stand among the tasks; in some versions only here.
  for (const [name, scores] of objectEntries(document.groups)) if (!tasks.has(name)) tasks.set(name, scores);
  const directions = asObject(document.higher_is_better);
  const samples = asObject(document['n-samples']);
  const groups = asObject(document.group_subtasks);
  return [...tasks].flatMap(([task, scores]) =>
    Object.entries(scores).flatMap(([metric, score]): ParsedSeries[] => {
      const { name, error } = partsOf(metric);
      const value = asNumber(score);
      if (error || noScores.test(metric)) return [];
      if (value === undefined) {
        if (typeof score !== 'number' && !(typeof score === 'string' && /^(N\/A|nan)?$/i.test(score))) {
          if (typeof score === 'object') return [];
          throw context.refusal(file, {
            message: `“${metric.slice(0, 60)}” of “${task.slice(0, 60)}” is no number; the file is damaged.`,
            where: { line },
          });
        }
        return [];
      }
      const counts = asObject(samples?.[task]);
      const [original, effective] = [asNumber(counts?.original), asNumber(counts?.effective)];
      const members = groups?.[task];
      const details: { [name: string]: Json } = {
        stderr: asNumber(scores[errorOf(metric)]) ?? null,
        ...(original !== undefined && effective !== undefined && { itemsOfTask: original, itemsTaken: effective }),
        ...(Array.isArray(members) && members.length > 0 && { subtasks: members.map(String) }),
      };
      const better = directionOf(name, asObject(directions?.[task])?.[name]);
      return [{ key: task, metric, unit: 'score', better, source: 'summary-only', value, details }];
    }),
  );
}

/** `acc_stderr,none` in its parts: the score's name, whether it is an error, and the filter behind the comma. */
function partsOf(metric: string): { name: string; error: boolean; filter: string } {
  const comma = metric.indexOf(',');
  const [name, filter] = comma < 0 ? [metric, ''] : [metric.slice(0, comma), metric.slice(comma)];
  return { name: name.replace(/_stderr$/, ''), error: name.endsWith('_stderr'), filter };
}

function errorOf(metric: string): string {
  const { name, filter } = partsOf(metric);
  return `${name}_stderr${filter}`;
}

/** How many items the tasks had and how many of them were taken (`--limit`), over all tasks that tell it. */
function totalsOf(document: Record<string, unknown>): ParsedRun['totals'] {
  const seconds = Number(document.total_evaluation_time_seconds ?? Number.NaN);
  const counts = objectEntries(document['n-samples']).map(([, { original, effective }]) => ({
    original: asNumber(original),
    effective: asNumber(effective),
  }));
  const known =
    counts.length > 0 && counts.every(({ original, effective }) => (original ?? -1) >= 0 && (effective ?? -1) >= 0);
  const sum = (name: 'original' | 'effective'): number => counts.reduce((total, one) => total + one[name]!, 0);
  return {
    ...(Number.isFinite(seconds) && seconds >= 0 && { durationSeconds: seconds }),
    ...(known && { itemsOfTasks: sum('original'), itemsTaken: sum('effective') }),
  };
}

function metadataOf(document: Record<string, unknown>): ParsedRun['metadata'] {
  const config = asObject(document.config) ?? {};
  const date = asNumber(document.date);
  const startedAt = date === undefined ? undefined : instant(date * 1000);
  const shots = asObject(document['n-shot']);
  const known: { [name: string]: Json | undefined } = {
    model: jsonOf(config.model),
    modelArgs: jsonOf(config.model_args),
    numFewshot: jsonOf(config.num_fewshot),
    limit: jsonOf(config.limit),
    batchSize: jsonOf(config.batch_size),
    device: jsonOf(config.device),
    seed: jsonOf(config.random_seed),
    harnessCommit: jsonOf(document.git_hash),
    toolVersion: jsonOf(document.lm_eval_version),
    startedAt,
    taskVersions: jsonOf(document.versions),
    shotsOfTasks: shots && jsonOf(shots),
    taskDigests: jsonOf(document.task_hashes),
    chatTemplateDigest: jsonOf(document.chat_template_sha),
  };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as ParsedRun['metadata'];
}

/** A value of the document that JSON can carry: texts, numbers that are some, and flat objects of them. */
function jsonOf(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const object = asObject(value);
  if (!object) return undefined;
  return Object.fromEntries(
    Object.entries(object)
      .slice(0, 1000)
      .flatMap(([name, entry]): [string, Json][] => {
        const flat = asObject(entry) || Array.isArray(entry) ? JSON.stringify(entry).slice(0, 400) : jsonOf(entry);
        return flat === undefined ? [] : [[name, flat]];
      }),
  );
}
