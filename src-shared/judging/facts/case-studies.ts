import { ApprovalRequest } from '../../approvals';
import { CaseStudy, publishStudy } from '../../case-studies';
import { changeOf, type FactRule } from '../../kernel/judged';
import { frozenVersion, studyVersionBlockers } from '../case-studies/study-rows';

export const archiveStudyFacts: FactRule = (act, known) => {
  const { id } = changeOf(act, CaseStudy, 'archive');
  return {
    resource: { entity: CaseStudy.name, id },
    facts: { published: known.require(CaseStudy, id).published !== null },
  };
};

export const publishStudyFacts: FactRule = (act, known) => {
  const { id, fields } = changeOf(act, CaseStudy, 'patch');
  const version = fields.published ?? 0;
  const { row } = frozenVersion(known, known.require(CaseStudy, id), version);
  const request = known.where(ApprovalRequest, { subject: id, command: publishStudy.name, version })[0];
  return {
    resource: { entity: CaseStudy.name, id },
    facts: {
      blockers: studyVersionBlockers(known, id, version).length,
      disclosure: row.content.disclosure,
      anonymised: row.content.anonymised,
    },
    ...(request && { approvalRequest: request.id }),
  };
};
