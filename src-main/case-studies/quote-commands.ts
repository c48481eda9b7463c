import { implementCommand } from '../../src-core/commands/implementation';
import {
  addCustomerQuote,
  approveCustomerQuote,
  CustomerQuote,
  editCustomerQuote,
  removeCustomerQuote,
  withdrawCustomerQuote,
} from '../../src-shared/case-studies';
import { Contact } from '../../src-shared/deals';
import { archive, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { positionsBetween } from '../../src-shared/quotes';
import { guardDraft, quotesOf, requireDraft, requireStudy, type State, type StudyQuote } from './study-rows';

/** The day of a moment, in UTC. */
const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

function requireQuote(state: State, id: string): StudyQuote {
  const found = state.get(CustomerQuote, id);
  if (found && !found.archived) return found;
  throw new ProofdeskError({ code: 'not-found', message: 'There is no such customer quote.' });
}

/** Who speaks or approves has to be a contact of the account. */
function requireContact(state: State, id: string, account: string, field: string): void {
  const contact = state.get(Contact, id);
  if (contact && !contact.archived && contact.account === account) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: 'This has to be a contact of the account that the case study is about.',
    where: { field },
    hint: 'Add the contact to the account first.',
  });
}

function requirePast(day: string, now: number, field: string): void {
  if (day <= dayOf(now)) return;
  throw new ProofdeskError({ code: 'bad-input', message: `${day} is still to come.`, where: { field } });
}

export const quoteCommands = [
  implementCommand(addCustomerQuote, ({ study: named, contact, text, role }, state, tools) => {
    const study = requireDraft(state, named);
    requireContact(state, contact, study.account, 'contact');
    const [position] = positionsBetween(quotesOf(state, study.id).at(-1)?.position ?? null, null, 1);
    const id = tools.newId();
    return {
      changes: [
        guardDraft(study),
        create(CustomerQuote, id, { study: study.id, position: position!, contact, text, role: role ?? '' }),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      personal: contact,
      result: { id },
    };
  }),
  implementCommand(editCustomerQuote, ({ quote: id, text, role }, state) => {
    const quote = requireQuote(state, id);
    const study = requireDraft(state, quote.study);
    const other = text !== undefined && text !== quote.text;
    return {
      changes: [
        guardDraft(study),
        patch(CustomerQuote, id, { text, role }),
        // What was approved were other words.
        ...(other && quote.approval
          ? [patch(CustomerQuote, id, { approval: null }, { approval: quote.approval })]
          : []),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      personal: quote.contact,
      result: { id },
    };
  }),
  implementCommand(approveCustomerQuote, ({ quote: id, approval }, state, tools) => {
    const quote = requireQuote(state, id);
    const study = requireStudy(state, quote.study);
    requireContact(state, approval.by, study.account, 'approval.by');
    requirePast(approval.on, tools.now, 'approval.on');
    return {
      changes: [
        patch(
          CustomerQuote,
          id,
          { approval, withdrawn: null },
          { approval: quote.approval, withdrawn: quote.withdrawn },
        ),
      ],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id },
    };
  }),
  implementCommand(withdrawCustomerQuote, ({ quote: id, on, reason }, state, tools) => {
    const quote = requireQuote(state, id);
    if (!quote.approval || quote.withdrawn) {
      throw new ProofdeskError({
        code: 'stale',
        message: quote.withdrawn ? 'The approval was withdrawn already.' : 'No approval is on record for these words.',
      });
    }
    requirePast(on, tools.now, 'on');
    return {
      changes: [patch(CustomerQuote, id, { withdrawn: { on, reason } }, { withdrawn: null })],
      resource: { entity: 'caseStudy', id: quote.study },
      result: { id },
    };
  }),
  implementCommand(removeCustomerQuote, ({ quote: id }, state) => {
    const study = requireDraft(state, requireQuote(state, id).study);
    return {
      changes: [guardDraft(study), archive(CustomerQuote, id)],
      resource: { entity: 'caseStudy', id: study.id },
      result: { id },
    };
  }),
];
