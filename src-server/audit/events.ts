import { sha256 } from '../../src-core/ledger/digests';
import type { ReceiptHeader, ReceiptPart } from '../../src-shared/kernel/receipt';
import type { DecisionText, Pulled, Refusal } from '../../src-shared/sync/protocol';

/** Version of the events' data; it counts up when a field changes its meaning, and fields are only ever added within one. */
export const EVENT_SCHEMA = 'urn:proofdesk:schema:receipt-event:1';

/** One decided receipt as a CloudEvent (1.0, JSON format). */
export interface ReceiptEvent {
  specversion: '1.0';
  /** Hash of the receipt: with `source` it is the event's identity, however often it is delivered. */
  id: string;
  source: string;
  type: 'app.proofdesk.receipt.accepted' | 'app.proofdesk.receipt.contested' | 'app.proofdesk.receipt.refused';
  /** When the server decided, RFC 3339. */
  time: string;
  /** The command's name. */
  subject: string;
  datacontenttype: 'application/json';
  dataschema: typeof EVENT_SCHEMA;
  /** The workspace's number as text that sorts (the CloudEvents extension `sequence`). */
  sequence: string;
  data: {
    workspace: string;
    number: number;
    receipt: ReceiptHeader;
    /** Parts that the asker's roles may read. */
    parts: Record<string, ReceiptPart>;
    /** Names of the parts that are there and that they may not read, or that were erased. */
    withheld: string[];
    refusal: Refusal | null;
    /** Exact texts and signatures, for checking without Proofdesk. */
    signed: { header: string; signature: string; decision: string; decisionSignature: string };
  };
}

/** The event of what a reader pulled: it holds exactly what a pull by the same reader holds. */
export function receiptEvent({ decision, receipt, refusal }: Pulled): ReceiptEvent {
  const decided = JSON.parse(decision.text) as DecisionText;
  const header = JSON.parse(receipt.header) as ReceiptHeader;
  const parts = Object.fromEntries(
    Object.entries(receipt.parts).map(([readers, body]) => [readers, JSON.parse(body) as ReceiptPart]),
  );
  return {
    specversion: '1.0',
    id: sha256(receipt.header),
    source: `urn:proofdesk:workspace:${decided.workspace}`,
    type: `app.proofdesk.receipt.${decided.outcome}`,
    time: new Date(decided.arrival).toISOString(),
    subject: header.command.name,
    datacontenttype: 'application/json',
    dataschema: EVENT_SCHEMA,
    sequence: String(decided.number).padStart(16, '0'),
    data: {
      workspace: decided.workspace,
      number: decided.number,
      receipt: header,
      parts,
      withheld: Object.keys(header.parts).filter((readers) => !(readers in parts)),
      refusal,
      signed: {
        header: receipt.header,
        signature: receipt.signature,
        decision: decision.text,
        decisionSignature: decision.signature,
      },
    },
  };
}
