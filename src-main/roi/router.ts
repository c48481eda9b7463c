import { implement } from '@orpc/server';
import { archiveValueCase, createValueCase, recordValueCase, reviseValueCase, roiContract } from '../../src-shared/roi';
import { running } from '../desk';
import type { Session } from '../session';
import { getValueCase, lineFromQuote, listValueCases } from './queries';

const os = implement(roiContract).$context<Session>();

export const roiRouter = os.router({
  list: os.list.handler(({ context, input }) => listValueCases(context, input)),
  get: os.get.handler(({ context, input }) => getValueCase(context, input.id)),
  fromQuote: os.fromQuote.handler(({ context, input }) =>
    lineFromQuote(context, input.quote, input.version, input.years),
  ),
  create: os.create.handler(running(createValueCase)),
  revise: os.revise.handler(running(reviseValueCase)),
  record: os.record.handler(running(recordValueCase)),
  archive: os.archive.handler(running(archiveValueCase)),
});
