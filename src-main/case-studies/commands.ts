import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { ApprovalRequest } from '../../src-shared/approvals';
import {
  archiveStudy,
  CaseStudy,
  CaseStudyVersion,
  CaseStudyVersionQuote,
  caseStudyRulesVersion,
  createStudy,
  editStudy,
  publishStudy,
  quotePrinting,
  retractStudy,
  reviseStudy,
  submitStudy,
} from '../../src-shared/case-studies';
import { Account, Deal } from '../../src-shared/deals';
import { archiveStudyFacts, publishStudyFacts } from '../../src-shared/judging/facts/case-studies';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { metricCommands } from './metric-commands';
import { quoteCommands } from './quote-commands';
import {
  draftBlockers,
  draftContent,
  frozenVersion,
  guardDraft,
  quotesOf,
  requireDraft,
  requireStudy,
} from './study-rows';

export const caseStudyCommands = [
  ...metricCommands,
  ...quoteCommands,
  implementCommand(createStudy, ({ account: named, deal: dealId, ...fields }, state, tools) => {
    const deal = dealId ? state.require(Deal, dealId) : null;
    const account = deal?.account ?? named;
    if (!account) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A case study is about an account or one of its deals.',
        where: { field: 'account' },
      });
    }
    const { name } = state.require(Account, account);
    const id = tools.newId();
    const number = tools.number('CS');
    return {
      changes: [
        create(CaseStudy, id, {
          ...fields,
          number,
          title: fields.title ?? `${deal?.title ?? name}: results`,
          account,
          deal: deal?.id ?? null,
          status: 'draft',
          version: 1,
          owner: tools.actor.id,
          created: tools.now,
        }),
      ],
      resource: { entity: 'caseStudy', id },
      result: { id, number },
    };
  }),
  implementCommand(editStudy, ({ study: named, ...fields }, state) => {
    // To whom it belongs is no part of what it says.
    const study = fields.owner ? requireStudy(state, named) : requireDraft(state, named);
    const { owner, ...content } = fields;
    const changes = Object.keys(content).length > 0 ? [guardDraft(requireDraft(state, study.id))] : [];
    return {
      changes: [...changes, patch(CaseStudy, study.id, fields)],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id: study.id },
    };
  }),
  implementCommand(archiveStudy, ({ study: named }, state, tools) => {
    const study = requireStudy(state, named);
    return { ...judgedBy(archiveStudyFacts, tools, [archive(CaseStudy, study.id)]), result: { id: study.id } };
  }),
  implementCommand(submitStudy, ({ study: named }, state, tools) => {
    const study = requireDraft(state, named);
    const blockers = draftBlockers(state, study);
    if (blockers.length > 0) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: `${study.number} cannot be handed in yet: ${blockers.join(' ')}`,
        hint: 'Put these right first.',
        details: { blockers },
      });
    }
    const content = draftContent(state, study);
    const versionId = tools.newId();
    const request = tools.newId();
    const printed = quotesOf(state, study.id).filter((one) => quotePrinting(one, content).as !== null);
    const open = state.where(ApprovalRequest, { subject: study.id, command: publishStudy.name, closed: false });
    const facts = { blockers: 0, disclosure: study.disclosure, anonymised: study.anonymised };
    return {
      changes: [
        patch(CaseStudy, study.id, { status: 'submitted' }, { status: 'draft', version: study.version }),
        create(CaseStudyVersion, versionId, {
          ...{ study: study.id, account: study.account, version: study.version, content },
          ...{ rules: caseStudyRulesVersion, by: tools.actor.id, at: tools.now },
        }),
        ...printed.map(({ id, contact, text, role, approval }, index) =>
          create(CaseStudyVersionQuote, tools.newId(), {
            ...{ version: versionId, index, quote: id, contact, text: text ?? '', role, approval: approval! },
          }),
        ),
        ...open.map((old) => patch(ApprovalRequest, old.id, { closed: true }, { closed: false })),
        create(ApprovalRequest, request, {
          title: `Case study ${study.number}, version ${study.version}: ${study.title}`,
          command: publishStudy.name,
          entity: CaseStudy.name,
          subject: study.id,
          version: study.version,
          // Asked for whoever may publish it: that is not always who hands it in.
          needs: tools.needsFor(publishStudy.name, { entity: CaseStudy.name, id: study.id }, facts, ['legal']),
          requester: tools.actor.id,
          requestedAt: tools.now,
          input: null,
          changes: null,
        }),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      result: { version: study.version, versionId, request },
    };
  }),
  implementCommand(reviseStudy, ({ study: named }, state) => {
    const study = requireStudy(state, named);
    if (study.status === 'draft')
      throw new ProofdeskError({ code: 'stale', message: `${study.number} is a draft already.` });
    const open = state.where(ApprovalRequest, { subject: study.id, command: publishStudy.name, closed: false });
    const version = study.version + 1;
    return {
      changes: [
        patch(CaseStudy, study.id, { status: 'draft', version }, { status: 'submitted', version: study.version }),
        // Asked for what is published already: that stands.
        ...(study.published === study.version ? [] : open).map((old) =>
          patch(ApprovalRequest, old.id, { closed: true }, { closed: false }),
        ),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      result: { version },
    };
  }),
  implementCommand(publishStudy, ({ study: named, version }, state, tools) => {
    const study = requireStudy(state, named);
    frozenVersion(state, study, version);
    if (study.published === version) {
      throw new ProofdeskError({
        code: 'stale',
        message: `Version ${version} of ${study.number} is published already.`,
      });
    }
    return {
      ...judgedBy(publishStudyFacts, tools, [
        patch(CaseStudy, study.id, { published: version }, { published: study.published }),
      ]),
      result: { version },
    };
  }),
  implementCommand(retractStudy, ({ study: named }, state) => {
    const study = requireStudy(state, named);
    if (study.published === null)
      throw new ProofdeskError({ code: 'stale', message: `${study.number} is not published.` });
    return {
      changes: [patch(CaseStudy, study.id, { published: null }, { published: study.published })],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id: study.id },
    };
  }),
];
