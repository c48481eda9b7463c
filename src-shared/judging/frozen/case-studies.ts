import { CaseStudyVersion, CaseStudyVersionQuote, caseStudyRulesVersion, quotePrinting } from '../../case-studies';
import { changeOf, changesOf } from '../../kernel/judged';
import { draftContent, quotesOf, requireDraft } from '../case-studies/study-rows';
import { FaultsOf, type FrozenRule } from '../frozen-fault';

/** A handed-in case study: a copy of its draft, with the customer's words that may be printed and no others. */
export const submitStudyFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, CaseStudyVersion, 'create');
  const found = new FaultsOf(CaseStudyVersion.name, id, 'version');
  const study = requireDraft(known, String(fields.study));
  const content = draftContent(known, study);
  found.rules(fields.rules, caseStudyRulesVersion);
  found.copies('account', fields.account, study.account);
  found.copies('version', fields.version, study.version);
  found.copies('content', fields.content, content);
  const printed = quotesOf(known, study.id).filter((one) => quotePrinting(one, content).as !== null);
  const words = changesOf(act, CaseStudyVersionQuote, 'create').map((change) => change.fields);
  found.copies(
    'quotes',
    [...words].sort((a, b) => (a.index ?? 0) - (b.index ?? 0)),
    printed.map(({ id: quote, contact, text, role, approval }, index) => ({
      ...{ version: id, index, quote, contact, text: text ?? '', role, approval },
    })),
  );
  return found.faults;
};
