import { implement } from '@orpc/server';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  addQuoteLines,
  archiveQuote,
  archiveQuoteTemplate,
  awaitCustomer,
  cloneQuote,
  createQuote,
  customerAnswered,
  editQuote,
  quotesContract,
  recordActuals,
  recordQuoteAcceptance,
  recordQuoteSent,
  releaseQuote,
  removeQuoteLines,
  reviseQuote,
  reviseQuoteLine,
  saveQuoteTemplate,
  submitQuote,
} from '../../src-shared/quotes';
import { running } from '../desk';
import type { Session } from '../session';
import { readActualsFile } from './actuals';
import { agreementView, renewalViewOf } from './agreements/queries';
import { exportQuote } from './export';
import { meterLine } from './metering/meter-line';
import { consumptionFor } from './metering/queries';
import { readUsage } from './metering/usage-file';
import { customerQuotes, getFrozen, getQuote, listQuotes } from './queries';
import { acceptReturnedSheet, readReturnedSheet } from './returned-sheet';
import { listQuoteTemplates } from './template-commands';
import { turnaroundAnswer } from './turnaround';

const os = implement(quotesContract).$context<Session>();

export const quotesRouter = os.router({
  list: os.list.handler(({ context, input }) => listQuotes(context, input)),
  get: os.get.handler(({ context, input }) => getQuote(context, input.id)),
  frozen: os.frozen.handler(({ context, input }) => getFrozen(context, input.quote, input.version)),
  customer: os.customer.handler(({ context }) => customerQuotes(context)),
  export: os.export.handler(({ context, input }) => exportQuote(context, input)),
  meterLine: os.meterLine.handler(({ context, input }) => meterLine(context, input)),
  readUsage: os.readUsage.handler(({ context, input }) => readUsage(context, input)),
  consumption: os.consumption.handler(({ context, input }) => consumptionFor(context, input)),
  templates: os.templates.handler(({ context }) => listQuoteTemplates(context)),
  agreement: os.agreement.handler(({ context, input }) => agreementView(context, input.quote, input.on)),
  renewal: os.renewal.handler(({ context, input }) => renewalViewOf(context, input.quote)),
  create: os.create.handler(running(createQuote)),
  clone: os.clone.handler(running(cloneQuote)),
  saveTemplate: os.saveTemplate.handler(running(saveQuoteTemplate)),
  archiveTemplate: os.archiveTemplate.handler(running(archiveQuoteTemplate)),
  edit: os.edit.handler(running(editQuote)),
  addLines: os.addLines.handler(running(addQuoteLines)),
  reviseLine: os.reviseLine.handler(running(reviseQuoteLine)),
  removeLines: os.removeLines.handler(running(removeQuoteLines)),
  submit: os.submit.handler(running(submitQuote)),
  revise: os.revise.handler(running(reviseQuote)),
  release: os.release.handler(running(releaseQuote)),
  recordSent: os.recordSent.handler(running(recordQuoteSent)),
  recordAcceptance: os.recordAcceptance.handler((call) => {
    // A sheet is only ever named by the desk that read it: what it says is then what is recorded.
    if (call.input.input.sheet !== undefined) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'A returned sheet is handed over as a file, not named by its digest.',
        where: { field: 'sheet' },
      });
    }
    return running(recordQuoteAcceptance)(call);
  }),
  readSheet: os.readSheet.handler(({ context, input }) => readReturnedSheet(context, input)),
  acceptSheet: os.acceptSheet.handler(({ context, input }) => acceptReturnedSheet(context, input.input)),
  awaitCustomer: os.awaitCustomer.handler(running(awaitCustomer)),
  customerAnswered: os.customerAnswered.handler(running(customerAnswered)),
  recordActuals: os.recordActuals.handler(running(recordActuals)),
  readActuals: os.readActuals.handler(({ context, input }) => readActualsFile(context, input.file)),
  turnaround: os.turnaround.handler(({ context, input }) => turnaroundAnswer(context, input)),
  archive: os.archive.handler(running(archiveQuote)),
});
