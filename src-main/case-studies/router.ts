import { implement } from '@orpc/server';
import {
  addCustomerQuote,
  addStudyMetric,
  approveCustomerQuote,
  archiveStudy,
  caseStudiesContract,
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
} from '../../src-shared/case-studies';
import { running } from '../desk';
import type { Session } from '../session';
import { choicesFor, customerStudies, frozenStudy, getStudy, listStudies } from './queries';

const os = implement(caseStudiesContract).$context<Session>();

export const caseStudiesRouter = os.router({
  list: os.list.handler(({ context, input }) => listStudies(context, input)),
  get: os.get.handler(({ context, input }) => getStudy(context, input.study)),
  frozen: os.frozen.handler(({ context, input }) => frozenStudy(context, input.study, input.version)),
  choices: os.choices.handler(({ context, input }) => choicesFor(context, input.study)),
  create: os.create.handler(running(createStudy)),
  edit: os.edit.handler(running(editStudy)),
  archive: os.archive.handler(running(archiveStudy)),
  addMetric: os.addMetric.handler(running(addStudyMetric)),
  editMetric: os.editMetric.handler(running(editStudyMetric)),
  removeMetric: os.removeMetric.handler(running(removeStudyMetric)),
  addQuote: os.addQuote.handler(running(addCustomerQuote)),
  editQuote: os.editQuote.handler(running(editCustomerQuote)),
  approveQuote: os.approveQuote.handler(running(approveCustomerQuote)),
  withdrawQuote: os.withdrawQuote.handler(running(withdrawCustomerQuote)),
  removeQuote: os.removeQuote.handler(running(removeCustomerQuote)),
  submit: os.submit.handler(running(submitStudy)),
  revise: os.revise.handler(running(reviseStudy)),
  publish: os.publish.handler(running(publishStudy)),
  retract: os.retract.handler(running(retractStudy)),
  customer: os.customer.handler(({ context }) => customerStudies(context)),
});
