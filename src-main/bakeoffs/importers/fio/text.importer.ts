import type { HarnessFile, Importer, ParseContext, ParsedRun } from '../interface';
import { blocksOf, type ConsoleLine, consoleLines } from '../reading/console';
import { numberApart } from '../reading/several-results';
import { headText, isBlank } from '../reading/text';
import { metrics } from './metrics';
import { seriesOfDirection } from './series';
import { jobHeader, readTextJob, type TextJob } from './text-job';

const format = 'fio-text';

/** fio's normal output: a block of text a job, of versions 2 and 3. Figures have the few digits that are printed. */
export const importer: Importer = {
  tool: 'fio',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    const text = headText(head);
    return /\(groupid=\d+, jobs=\d+\): err=/.test(text) && !/"fio version"\s*:\s*"/.test(text)
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    const lines = await consoleLines(file!, context);
    const { before, blocks } = blocksOf(lines, ({ text }) => jobHeader.test(text));
    const jobs = blocks.map((block) => jobOf(block, file!, context));
    const series = jobs.flatMap(({ directions }) => directions.flatMap(seriesOfDirection));
    numberApart(series);
    const version = before.map(({ text }) => /^fio-(\d[\w.-]*)$/.exec(text)?.[1]).find((one) => one !== undefined);
    const durations = jobs.flatMap(({ directions }) => directions.flatMap(({ runtimeMs }) => runtimeMs ?? []));
    const operations = jobs.flatMap(({ directions }) => directions.flatMap(({ totalIos }) => totalIos ?? []));
    return {
      format,
      outcome:
        series.length === 0 ? 'ok-no-samples' : jobs.some(({ error }) => error !== 0) ? 'ok-with-failures' : 'ok',
      series,
      totals: {
        ...(operations.length > 0 && { count: operations.reduce((sum, ios) => sum + ios, 0) }),
        ...(durations.length > 0 && { durationSeconds: Math.max(...durations) / 1000 }),
      },
      metadata: {
        ...(version !== undefined && { fioVersion: `fio-${version}`, toolVersion: version }),
        jobs: jobs.map(({ name, error }) => ({ name, error })),
      },
    };
  },
};

function jobOf(block: readonly ConsoleLine[], file: HarnessFile, context: ParseContext): TextJob {
  const job = readTextJob(block);
  if (job.wrong) {
    throw context.refusal(file, {
      message: `“${job.wrong.text.slice(0, 80)}” is no figure of fio; the file is damaged.`,
      where: { line: job.wrong.line },
    });
  }
  return job;
}
