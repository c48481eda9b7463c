import { caseContent } from '../../src-shared/judging/value-cases/case-content';
import type { RoiSimulation, RoiSimulationRequest } from '../../src-shared/roi';
import { roiSimulationRequest } from '../../src-shared/roi';
import type { Session } from '../session';
import { requireCase } from './case-queries';
import { simulateRoiJob } from './simulate-job';

/** Draws a case as it stands; as a job that can be cancelled. */
export async function simulateCase(
  session: Session,
  request: RoiSimulationRequest,
  signal?: AbortSignal,
): Promise<RoiSimulation> {
  const { case: text, scenario, draws, seed, shape } = roiSimulationRequest.parse(request);
  const row = requireCase(session, text);
  const content = caseContent(session.desk.workspace().reader, row);
  return session.desk.jobs.start(simulateRoiJob, {
    title: `Draws of ${row.number}`,
    input: { content, draws, seed, shape, ...(scenario === undefined ? {} : { scenario }) },
    ...(signal ? { signal } : {}),
  }).result;
}
