import type { StudyView } from '../../src-shared/case-studies';
import type { DeskClient } from '../../src-shared/contract';
import type { CliArgument, CliCall } from '../command-line';

export const studyArgument: CliArgument = { name: 'STUDY', about: 'its number or id' };

/** A study with the client, by the line's argument. */
export async function studyNamed(call: CliCall): Promise<{ client: DeskClient; study: StudyView }> {
  const client = await call.client();
  return { client, study: await client.caseStudies.get({ study: call.argument('STUDY') }) };
}
