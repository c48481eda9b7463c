import { customerRow } from '../../src-core/workspace/readable';
import { Account } from '../../src-shared/deals';
import { caseContent } from '../../src-shared/judging/value-cases/case-content';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { contentForRoom, RoiCaseHead, type RoiPresentation, slidersOf } from '../../src-shared/roi';
import type { Session } from '../session';
import { getFrozenRoiCase, requireCase } from './case-queries';

/**
 * A case for the room: what a customer may see of it, whoever asks. In customer view only cases of the account that is shown are there at
 * all.
 */
export function presentationOf(session: Session, text: string, version?: number): RoiPresentation {
  const { reader } = session.desk.workspace();
  const row = requireCase(session, text);
  if (session.customerAccount !== null && row.account !== session.customerAccount)
    throw new ProofdeskError({ code: 'not-found', message: `There is no ROI case ${text}.` });
  const content = contentForRoom(
    version === undefined ? caseContent(reader, row) : getFrozenRoiCase(session, text, version).content,
  );
  const { number = '', title = '' } = customerRow(RoiCaseHead, row);
  return {
    number,
    title,
    accountName: reader.get(Account, row.account)?.name ?? '',
    content,
    sliders: slidersOf(content),
  };
}
