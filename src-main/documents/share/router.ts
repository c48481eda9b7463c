import { implement } from '@orpc/server';
import { shareDocuments, sharesContract } from '../../../src-shared/documents';
import { running } from '../../desk';
import type { Session } from '../../session';
import { handedOverOn, shareableOf } from './handed-over';
import { writeShare } from './share';

const os = implement(sharesContract).$context<Session>();

export const sharesRouter = os.router({
  offered: os.offered.handler(({ context, input }) => shareableOf(context, input.deal)),
  list: os.list.handler(({ context, input }) => handedOverOn(context, input.deal)),
  write: os.write.handler(({ context, input, signal }) => writeShare(context, input, { signal })),
  record: os.record.handler(running(shareDocuments)),
});
