import type { RunMapping } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { readRunsJob } from './jobs';
import { chosenMapping, fittingMappings } from './mapping-queries';

/** The series of a handed-over result file, to choose the rows of a bakeoff from. Nothing of it is stored. */
export async function lookInto(session: Session, file: string) {
  const { desk } = session;
  const { id, name, path } = desk.intake.file(file);
  const read = async (mapping?: RunMapping) => {
    const input = { files: [{ file: id, name, path, ...(mapping && { mapping }) }], metrics: [] };
    return (await desk.jobs.start(readRunsJob, { title: name, input }).result)[0];
  };
  let outcome = await read();
  // A file of another tool is read as a saved mapping says, where one was made for such files.
  const fitting = outcome?.unrecognised && fittingMappings(session, outcome.unrecognised)[0];
  if (fitting) outcome = await read(chosenMapping(session, { saved: fitting.id }));
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
