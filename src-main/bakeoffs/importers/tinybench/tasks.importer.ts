import type { HarnessFile, Importer, Json, ParseContext, ParsedRun } from '../interface';
import { asNumber, asObject } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { documentOf } from './document';
import { failuresOf, metrics, seriesOf, type Task, tellApart } from './statistics';

const tasksFormat = 'tinybench-tasks-json';
const vitestFormat = 'vitest-bench-json';

/**
 * tinybench's tasks as somebody wrote them with `JSON.stringify`: the list of tasks or of results, or an object around it. Also what
 * `vitest bench --outputJson` writes, which measures with tinybench.
 */
export const importer: Importer = {
  tool: 'tinybench',
  formats: [tasksFormat, vitestFormat],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (!/^\s*[[{]/m.test(text)) return null;
    const vitest =
      /"files"\s*:\s*\[/.test(text) && /"groups"\s*:\s*\[/.test(text) && /"benchmarks"\s*:\s*\[/.test(text);
    if (vitest && /"fullName"\s*:/.test(text)) return { format: vitestFormat, by: 'content' };
    const marks = ['rme', 'moe', 'sem', 'critical', 'period', 'totalTime'].filter((name) => text.includes(`"${name}"`));
    const nested = /"latency"\s*:\s*\{/.test(text) && /"throughput"\s*:\s*\{/.test(text);
    if ((nested && marks.length >= 2) || (/"hz"\s*:/.test(text) && marks.length >= 4)) {
      return { format: tasksFormat, by: 'content' };
    }
    // The first task may have so many samples that the rest lies beyond the first bytes.
    if (/"latency"\s*:\s*\{/.test(text) && marks.length >= 2) return { format: tasksFormat, by: 'content' };
    const errored = /"result"\s*:\s*\{\s*"(state|error)"/.test(text);
    return errored && /"runs"\s*:/.test(text) ? { format: tasksFormat, by: 'shape' } : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const document = await documentOf(file!, context);
    const files = asObject(document)?.files;
    const vitest = Array.isArray(files);
    const tasks = vitest ? vitestTasks(files, file!, context) : tasksOf(document, file!, context);
    tellApart(tasks);
    const series = tasks.flatMap(seriesOf);
    return {
      format: vitest ? vitestFormat : tasksFormat,
      outcome: tasks.length === 0 ? 'empty' : series.length === 0 ? 'ok-no-samples' : 'ok',
      series,
      totals: { tasks: tasks.length },
      metadata: {
        ...nameOf(document),
        ...runtimeOf(tasks),
        ...failuresOf(tasks),
        ...(file!.encoding !== 'utf-8' && { encoding: file!.encoding }),
      },
    };
  },
};

function tasksOf(document: unknown, file: HarnessFile, context: ParseContext): Task[] {
  const around = asObject(document);
  const list = Array.isArray(document)
    ? document
    : (around?.tasks ?? around?._tasks ?? around?.results ?? around?.benchmarks);
  const single = around && (asObject(around.result) || asObject(around.latency)) ? [around] : undefined;
  const entries: unknown = list ?? single;
  if (!Array.isArray(entries)) {
    throw context.refusal(file, { message: 'The document has no list of tasks.', where: { line: 1 } });
  }
  return entries.map((value: unknown, index): Task => {
    const damaged = (message: string): Error =>
      context.refusal(file, { message: `Task ${index + 1}: ${message}; the file is damaged.` });
    const entry = asObject(value);
    if (!entry) throw damaged('it is no object');
    const named = typeof entry.name === 'string' ? entry.name : entry.taskName;
    const key = typeof named === 'string' ? named : `task ${index + 1}`;
    const inside = asObject(entry.result);
    const runs = asNumber(entry.runs);
    // `bench.results` are results without the tasks around them; a task that did not run has none.
    const result = inside ? { ...inside, ...(runs !== undefined && { runs }) } : 'result' in entry ? undefined : entry;
    return { key, result, damaged };
  });
}

function vitestTasks(files: unknown[], file: HarnessFile, context: ParseContext): Task[] {
  const members = (value: unknown): Record<string, unknown>[] =>
    Array.isArray(value) ? value.map(asObject).filter((one) => one !== undefined) : [];
  return members(files).flatMap((one) =>
    members(one.groups).flatMap((group) =>
      members(group.benchmarks).map((result, index): Task => {
        const [groupName, name] = [group.fullName, result.name].map((text) => (typeof text === 'string' ? text : ''));
        const damaged = (message: string): Error =>
          context.refusal(file, { message: `${groupName}, benchmark ${index + 1}: ${message}; the file is damaged.` });
        return { key: groupName ? `${groupName} > ${name}` : name!, result, damaged };
      }),
    ),
  );
}

function nameOf(document: unknown): { [name: string]: Json } {
  const name = asObject(document)?.name;
  return typeof name === 'string' ? { name } : {};
}

/** The runtime that measured, which version 4 and later tell with each result. */
function runtimeOf(tasks: readonly Task[]): { [name: string]: Json } {
  const result = tasks.find((task) => typeof task.result?.runtime === 'string')?.result;
  const text = (name: string): { [name: string]: Json } => {
    const value = result?.[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return { ...text('runtime'), ...text('runtimeVersion'), ...text('timestampProviderName') };
}
