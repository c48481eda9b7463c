import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { readRunsJob } from './jobs';

/** The series of a handed-over result file, to choose the rows of a bakeoff from. Nothing of it is stored. */
export async function lookInto(session: Session, file: string) {
  const { desk } = session;
  const { id, name, path } = desk.intake.file(file);
  const [outcome] = await desk.jobs.start(readRunsJob, {
    title: name,
    input: { files: [{ file: id, name, path }], metrics: [] },
  }).result;
  await desk.intake.discard(id);
  if (outcome?.problem) throw new ProofdeskError(outcome.problem);
  if (!outcome?.run) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} describes a run and holds no results.`,
      where: { file: name },
      hint: 'Choose the result file itself.',
    });
  }
  const { tool, format, series, seriesCount } = outcome.run;
  return { name, tool, format, series, seriesCount };
}
