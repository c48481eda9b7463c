import { z } from 'zod';
import { commandProcedure, outcomeSchema } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { recordActuals } from './actuals';
import { agreementView, renewalView } from './agreements';
import {
  addQuoteLines,
  archiveQuoteTemplate,
  cloneQuote,
  createQuote,
  editQuote,
  removeQuoteLines,
  reviseQuoteLine,
  saveQuoteTemplate,
} from './draft-commands';
import { day } from './draft-fields';
import { meteringProcedures } from './metering-procedures';
import { returnedSheet } from './returned-sheet';
import { readActuals, turnaroundAnswer } from './turnaround-views';
import {
  archiveQuote,
  recordQuoteAcceptance,
  recordQuoteSent,
  releaseQuote,
  reviseQuote,
  submitQuote,
} from './version-commands';
import { exported, frozen, quoteDetail, quoteStanding, quoteSummary, templateView } from './views';
import { awaitCustomer, customerAnswered } from './waits';

/** A file that was handed over, and the version whose sheet it is said to be. */
const sheetInput = z.object({ quote: z.string(), version: z.number().int().positive(), file: z.string() });

export const quotesContract = {
  list: procedure
    .input(
      z.object({
        deal: z.string().optional(),
        standing: quoteStanding.optional(),
        mine: z.boolean().optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(z.array(quoteSummary)),
  get: procedure.input(z.object({ id: z.string() })).output(quoteDetail),
  frozen: procedure.input(z.object({ quote: z.string(), version: z.number().int() })).output(frozen),
  /** Released versions as the customer may see them. */
  customer: customerProcedure.output(
    z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        version: z.number(),
        currency: z.string(),
        totalMinor: z.number(),
        /** Where the customer picks one of several: what each comes to. */
        alternatives: z.array(z.object({ name: z.string(), proposed: z.boolean(), totalMinor: z.number() })),
        validUntil: z.string(),
        startDate: z.string(),
        termMonths: z.number(),
        lines: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            group: z.string().nullable(),
            unit: z.string(),
            quantity: z.string(),
            optional: z.boolean(),
            alternative: z.string().nullable(),
            amountMinor: z.number(),
            note: z.string().nullable(),
          }),
        ),
        sentAt: z.number().nullable(),
        document: z.string().nullable(),
      }),
    ),
  ),
  /** A frozen version as a table or workbook; cost and margin only where they are asked for and may be read. */
  export: procedure
    .input(
      z.object({
        quote: z.string(),
        version: z.number().int().positive().optional(),
        format: z.enum(['csv', 'xlsx']),
        withCost: z.boolean().optional(),
      }),
    )
    .output(exported),
  ...meteringProcedures,
  templates: procedure.output(z.array(templateView)),
  /** What is agreed through an accepted quote, or the one that an amendment changes; as of a day, today unless said. */
  agreement: procedure.input(z.object({ quote: z.string(), on: day.optional() })).output(agreementView),
  /** What a renewal starts from, to compare it with; null for a quote that renews nothing. */
  renewal: procedure.input(z.object({ quote: z.string() })).output(renewalView.nullable()),
  create: commandProcedure(createQuote),
  clone: commandProcedure(cloneQuote),
  saveTemplate: commandProcedure(saveQuoteTemplate),
  archiveTemplate: commandProcedure(archiveQuoteTemplate),
  edit: commandProcedure(editQuote),
  addLines: commandProcedure(addQuoteLines),
  reviseLine: commandProcedure(reviseQuoteLine),
  removeLines: commandProcedure(removeQuoteLines),
  submit: commandProcedure(submitQuote),
  revise: commandProcedure(reviseQuote),
  release: commandProcedure(releaseQuote),
  recordSent: commandProcedure(recordQuoteSent),
  recordAcceptance: commandProcedure(recordQuoteAcceptance),
  /** Reads and checks an acceptance sheet that was handed over; nothing is recorded. */
  readSheet: procedure.input(sheetInput).output(returnedSheet),
  /** Records the acceptance that a returned sheet holds, and keeps the sheet. Refused while anything speaks against it. */
  acceptSheet: procedure
    .meta({ writes: true })
    .input(
      z.strictObject({
        input: sheetInput.extend(recordQuoteAcceptance.input.pick({ contact: true, optional: true }).shape),
      }),
    )
    .output(outcomeSchema(recordQuoteAcceptance.result)),
  awaitCustomer: commandProcedure(awaitCustomer),
  customerAnswered: commandProcedure(customerAnswered),
  recordActuals: commandProcedure(recordActuals),
  /** Rows of a file of actual figures, and what is wrong with them; nothing is recorded. */
  readActuals: procedure.input(z.object({ file: z.string() })).output(readActuals),
  /** How long quotes that were sent in a stretch of days took; the last twelve weeks unless said. */
  turnaround: procedure.input(z.object({ from: day.optional(), until: day.optional() })).output(turnaroundAnswer),
  archive: commandProcedure(archiveQuote),
};
