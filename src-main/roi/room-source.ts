import { caseContent } from '../../src-shared/judging/value-cases/case-content';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { RoiCaseHead, RoiCaseVersion } from '../../src-shared/roi';
import type { RoomSource } from '../documents';
import { presentationOf } from './presentation';

/** Cases by models, for the interactive page that a customer is given. */
export const roiRoomSource: RoomSource = {
  list(session, deal) {
    const { reader } = session.desk.workspace();
    return reader
      .where(RoiCaseHead, { deal })
      .map((row) => {
        const last =
          row.version > 0 ? reader.where(RoiCaseVersion, { roiCase: row.id, version: row.version })[0] : undefined;
        const moved = last !== undefined && canonicalText(last.content) !== canonicalText(caseContent(reader, row));
        return {
          ...{ id: row.id, number: row.number, title: row.title, version: last?.version ?? null },
          stale: moved ? [`${row.number} changed after version ${row.version} was frozen.`] : [],
        };
      })
      .reverse();
  },
  presentation: presentationOf,
};
