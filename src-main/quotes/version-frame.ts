import type { DocumentOrder } from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import type { Quote, QuoteVersion } from '../../src-shared/quotes';
import { documentFrame } from '../documents';
import type { Session } from '../session';

/** What every document of a frozen version says around its content: number, title as it was frozen, customer, who made it. */
export function versionFrame(
  session: Session,
  quote: RowOf<typeof Quote>,
  head: RowOf<typeof QuoteVersion>,
  said: {
    approved: boolean;
    disclosure: NonNullable<DocumentOrder['disclosure']>;
    paper: DocumentOrder['paper'];
    /** Whoever submitted the version unless said. */
    preparedBy?: string;
  },
): ReturnType<typeof documentFrame> {
  return documentFrame(session, {
    number: quote.number,
    version: head.version,
    title: String(head.header['title'] ?? quote.title),
    account: quote.account,
    preparedBy: said.preparedBy ?? head.by,
    approved: said.approved,
    disclosure: said.disclosure,
    ...(said.paper ? { paper: said.paper } : {}),
  });
}
