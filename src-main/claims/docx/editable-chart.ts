import { documentFileName, parseDocumentData } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { chartWithin } from '../documents/chart-document';
import { writeChartDocx } from './write-chart';

const MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A draft or a version of a chart as a Word file that can be edited and read back; for those who draft and review. */
export async function editableChart(
  session: Session,
  { chart: subject, version }: { chart: string; version?: number | undefined },
): Promise<{ name: string; mediaType: string; encoding: 'base64'; content: string }> {
  const { chart, elements, document } = await chartWithin(session, { subject, version }, false);
  const data = parseDocumentData(document.data);
  if (data.kind !== 'claim-chart') throw new ProofdeskError({ code: 'internal', message: 'A chart is no chart.' });
  const bytes = writeChartDocx({ data, workspace: session.desk.workspace().id, chart, elements });
  return {
    name: documentFileName(data).replace(/\.pdf$/, '.docx'),
    mediaType: MEDIA_TYPE,
    encoding: 'base64',
    content: Buffer.from(bytes).toString('base64'),
  };
}
