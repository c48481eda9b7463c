import { implementCommand } from '../../src-core/commands/implementation';
import { create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { awaitCustomer, customerAnswered, Quote, QuoteSent, QuoteWait } from '../../src-shared/quotes';

/** Asking the customer, and the answer: one question is open at a time, and only before the quote was sent. */
export const waitCommands = [
  implementCommand(awaitCustomer, ({ quote: id, question }, state, tools) => {
    const quote = state.require(Quote, id);
    if (state.where(QuoteWait, { quote: id, until: null }).length > 0) {
      throw new ProofdeskError({
        code: 'stale',
        message: `${quote.number} waits for the customer already.`,
        hint: 'Record the answer first.',
      });
    }
    if (state.where(QuoteSent, { quote: id }).length > 0) {
      throw new ProofdeskError({
        code: 'stale',
        message: `${quote.number} was sent, so its clock runs no more.`,
      });
    }
    const wait = tools.newId();
    return {
      changes: [create(QuoteWait, wait, { quote: id, question, from: tools.now })],
      resource: { entity: Quote.name, id },
      result: { id: wait },
    };
  }),
  implementCommand(customerAnswered, ({ quote: id }, state, tools) => {
    const quote = state.require(Quote, id);
    const [open] = state.where(QuoteWait, { quote: id, until: null });
    if (!open) {
      throw new ProofdeskError({ code: 'stale', message: `${quote.number} does not wait for the customer.` });
    }
    return {
      changes: [patch(QuoteWait, open.id, { until: tools.now }, { until: null })],
      resource: { entity: Quote.name, id },
      result: { id: open.id },
    };
  }),
];
