import { z } from 'zod';
import { commandProcedure } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import { figureChoiceSchema } from '../pinned-figures';
import {
  addCustomerQuote,
  addStudyMetric,
  approveCustomerQuote,
  archiveStudy,
  createStudy,
  editCustomerQuote,
  editStudy,
  editStudyMetric,
  publishStudy,
  removeCustomerQuote,
  removeStudyMetric,
  retractStudy,
  reviseStudy,
  submitStudy,
  withdrawCustomerQuote,
} from './commands';
import { studyStandings } from './schema';
import { customerStudy, frozenStudyView, studyPage, studySorts, studyView } from './views';

export const caseStudiesContract = {
  list: procedure
    .input(
      z.object({
        text: z.string().max(200).optional(),
        standing: z.enum(studyStandings).optional(),
        account: z.string().optional(),
        deal: z.string().optional(),
        mine: z.boolean().optional(),
        sort: z.enum(studySorts).default('created'),
        descending: z.boolean().default(true),
        limit: z.int().min(1).max(500).default(100),
        offset: z.int().min(0).default(0),
      }),
    )
    .output(studyPage),
  /** By id or number. */
  get: procedure.input(z.object({ study: z.string() })).output(studyView),
  /** A version as it was handed in; the newest where none is named. */
  frozen: procedure.input(z.object({ study: z.string(), version: z.int().optional() })).output(frozenStudyView),
  /** Figures that can be taken in: of its deal, or of all deals of its account. */
  choices: procedure.input(z.object({ study: z.string() })).output(z.array(figureChoiceSchema)),
  create: commandProcedure(createStudy),
  edit: commandProcedure(editStudy),
  archive: commandProcedure(archiveStudy),
  addMetric: commandProcedure(addStudyMetric),
  editMetric: commandProcedure(editStudyMetric),
  removeMetric: commandProcedure(removeStudyMetric),
  addQuote: commandProcedure(addCustomerQuote),
  editQuote: commandProcedure(editCustomerQuote),
  approveQuote: commandProcedure(approveCustomerQuote),
  withdrawQuote: commandProcedure(withdrawCustomerQuote),
  removeQuote: commandProcedure(removeCustomerQuote),
  submit: commandProcedure(submitStudy),
  revise: commandProcedure(reviseStudy),
  publish: commandProcedure(publishStudy),
  retract: commandProcedure(retractStudy),
  /** What is published of the account in customer view. */
  customer: customerProcedure.output(z.array(customerStudy)),
};
