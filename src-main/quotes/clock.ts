import { decisionsOn } from '../../src-core/workspace/request-decisions';
import { ApprovalRequest } from '../../src-shared/approvals';
import type { RowOf } from '../../src-shared/kernel/entity';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import {
  clockState,
  Quote,
  type QuoteClockView,
  QuoteSent,
  QuoteVersion,
  QuoteWait,
  releaseQuote,
  reviseQuote,
  turnaround,
} from '../../src-shared/quotes';
import { Workspace as Settings } from '../../src-shared/workspace';
import type { Session } from '../session';

/** A quote's turnaround clock, over all of its versions up to the first handover. */
export function quoteClock(session: Session, quote: RowOf<typeof Quote>): QuoteClockView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const sent = reader.where(QuoteSent, { quote: quote.id }).map(({ sentAt }) => sentAt);
  const requests = reader.where(ApprovalRequest, { subject: quote.id, command: releaseQuote.name });
  const submissions = reader.where(QuoteVersion, { quote: quote.id }).map(({ version, frozenAt, by }) => {
    const request = requests.find((one) => one.version === version);
    return {
      at: frozenAt,
      requester: request?.requester ?? by,
      needs: request?.needs ?? [],
      // What was kept from an earlier version was there when this one was handed in.
      decisions: (request ? decisionsOn(reader, request) : []).map((decision) => ({
        ...decision,
        decidedAt: Math.max(decision.decidedAt, frozenAt),
      })),
    };
  });
  const clock = turnaround({
    requestedAt: quote.requestedAt,
    now: session.desk.context.now(),
    submissions,
    takenBackAt: quote.status === 'draft' && submissions.length > 0 ? takenBackAt(session, quote.id) : null,
    sentAt: sent.length > 0 ? Math.min(...sent) : null,
    waits: reader.where(QuoteWait, { quote: quote.id }),
  });
  const targetMilliseconds = (reader.where(Settings, {})[0]?.turnaroundHours ?? 24) * 3_600_000;
  return { ...clock, targetMilliseconds, state: clockState(clock, targetMilliseconds) };
}

/** When a quote was last taken back into drafting: the time of that act's receipt. */
function takenBackAt(session: Session, quote: string): number | null {
  const workspace = session.desk.workspace();
  const hash = workspace.receiptOf(Quote.name, quote, reviseQuote.name);
  const receipt = hash === null ? undefined : workspace.journal.byHash(hash);
  return receipt ? clockMilliseconds(receipt.at) : null;
}
