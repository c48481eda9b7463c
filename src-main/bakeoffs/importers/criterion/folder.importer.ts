import type { HarnessFile, Importer, Json, ParseContext, ParsedRun, ParsedSeries } from '../interface';
import { asNumber, asObject, readJson } from '../reading/json';
import { headText, isBlank } from '../reading/text';
import { estimatesOf, metrics, samplesOf, seriesOf, tellApart } from './estimates';
import { currentOf, partsOf, runsAmong } from './folders';

const directory = 'criterion-directory';
const estimatesOnly = 'criterion-estimates';
const sampleOnly = 'criterion-sample';

/**
 * What Criterion.rs leaves in `target/criterion`: a folder for each benchmark with its estimates, the time and iterations of each sample,
 * and its name. Also one of these files alone. Times are nanoseconds. The samples of one benchmark share one process and are no
 * executions of their own.
 */
export const importer: Importer = {
  tool: 'criterion',
  formats: [directory, estimatesOnly, sampleOnly],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    if (/^\s*\{\s*"sampling_mode"\s*:\s*"(Linear|Flat|Auto)"/.test(text) && /"iters"\s*:\s*\[/.test(text)) {
      return { format: sampleOnly, by: 'content' };
    }
    const estimates = /"point_estimate"\s*:/.test(text) && /"confidence_interval"\s*:/.test(text);
    return estimates && /"(median_abs_dev|MedianAbsDev)"\s*:/.test(text)
      ? { format: estimatesOnly, by: 'content' }
      : null;
  },

  together: runsAmong,

  async parse(files, context): Promise<ParsedRun> {
    const [first] = files;
    if (files.length === 1 && !first!.name.includes('/')) return oneFile(first!, context);
    const benchmarks = new Map<string, Map<string, Map<string, HarnessFile>>>();
    for (const file of files) {
      const { benchmark, baseline, file: name } = partsOf(file.name);
      const baselines = benchmarks.get(benchmark) ?? new Map<string, Map<string, HarnessFile>>();
      baselines.set(baseline, (baselines.get(baseline) ?? new Map<string, HarnessFile>()).set(name, file));
      benchmarks.set(benchmark, baselines);
    }
    const series: ParsedSeries[] = [];
    const others = new Set<string>();
    for (const [folder, baselines] of benchmarks) {
      const current = currentOf([...baselines.keys()]);
      for (const name of baselines.keys()) if (name !== current) others.add(name);
      if (current === undefined) continue;
      const found = await measurement(folder, current, baselines.get(current)!, context);
      if (found) series.push(found);
    }
    tellApart(series);
    return {
      format: directory,
      outcome: series.length > 0 ? 'ok' : 'ok-no-samples',
      series: series.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
      totals: { benchmarks: series.length },
      metadata: {
        units:
          'Criterion’s files do not say them; times are nanoseconds unless a measurement of another kind was chosen',
        ...(others.size > 0 && { otherMeasurements: [...others].sort() }),
      },
    };
  },
};

/** One measurement of one benchmark from its files. */
async function measurement(
  folder: string,
  baseline: string,
  files: ReadonlyMap<string, HarnessFile>,
  context: ParseContext,
): Promise<ParsedSeries | undefined> {
  const read = async (name: string): Promise<unknown> => {
    const file = files.get(name);
    return file && (await readJson(file, context));
  };
  const described = asObject(await read('benchmark.json'));
  const named = described?.full_id ?? described?.title;
  const key = typeof named === 'string' && named !== '' ? named : folder === '' ? 'unknown' : folder;
  const sample = await read('sample.json');
  const values = sample === undefined ? undefined : samplesOf(sample);
  if (values && 'wrong' in values) {
    throw context.refusal(files.get('sample.json')!, { message: `“${key}”: ${values.wrong}; the file is damaged.` });
  }
  const estimates = estimatesOf(await read('estimates.json'));
  if (!estimates && !values && files.has('estimates.json')) {
    throw context.refusal(files.get('estimates.json')!, { message: `“${key}” has no estimates; the file is damaged.` });
  }
  const mode = asObject(sample)?.sampling_mode;
  return seriesOf(key, 'ns', values, estimates, {
    ...(typeof mode === 'string' && { samplingMode: mode }),
    ...(baseline !== '' && baseline !== 'new' && { measurement: baseline }),
    ...throughputOf(described?.throughput),
  });
}

/** What one iteration works through: `{"Bytes": 1024}` or `{"Elements": 10}`. */
function throughputOf(value: unknown): { [name: string]: Json } {
  const amounts = Object.entries(asObject(value) ?? {}).flatMap(([name, amount]): [string, Json][] =>
    asNumber(amount) === undefined ? [] : [[name.toLowerCase(), amount as number]],
  );
  return amounts.length > 0 ? { workPerIteration: Object.fromEntries(amounts) } : {};
}

/** Estimates or samples without the folder around them: nothing says which benchmark they are of. */
async function oneFile(file: HarnessFile, context: ParseContext): Promise<ParsedRun> {
  const document = await readJson(file, context);
  const estimates = estimatesOf(document);
  const values = estimates ? undefined : samplesOf(document);
  if (values && 'wrong' in values) {
    throw context.refusal(file, {
      message: `The file has neither estimates nor samples: ${values.wrong}.`,
      where: { line: 1 },
    });
  }
  const series = seriesOf('unknown', 'ns', values, estimates, {});
  return {
    format: estimates ? estimatesOnly : sampleOnly,
    outcome: series ? 'ok' : 'ok-no-samples',
    series: series ? [series] : [],
    totals: {},
    metadata: {
      note: 'the name of the benchmark stands in benchmark.json beside this file; import the folder to have it',
      ...(file.encoding !== 'utf-8' && { encoding: file.encoding }),
    },
  };
}
