import { Contact } from '../../src-shared/deals';
import {
  type AcceptanceSheet,
  customerPricingInput,
  type DocumentOrder,
  DocumentRecord,
  pointer,
  pricingFigures,
} from '../../src-shared/documents';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { pricingRulesVersion } from '../../src-shared/pricing';
import { Quote, QuoteAcceptance } from '../../src-shared/quotes';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { frozenNumber, readFrozen } from './pricing-of';
import { versionFrame } from './version-frame';

/**
 * The acceptance sheet of a version: which file is accepted, by its digest, and who accepted it when and with which signature. While
 * nobody accepted, it is a form to be filled in. The order form itself is never rewritten.
 */
export function acceptanceSheet(session: Session, order: DocumentOrder): BuiltMaterial {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const quote = reader.require(Quote, order.subject);
  const recorded = reader
    .where(QuoteAcceptance, { quote: quote.id })
    .filter(({ version: own }) => order.version === undefined || own === order.version)
    .at(-1);
  const version = recorded?.version ?? frozenNumber(quote, order.version);
  const { head, input, priced } = readFrozen(reader, quote.id, version);
  const accepts = acceptedFile(session, quote, version, recorded?.document);
  const receipt = recorded
    ? workspace.receiptOf(QuoteAcceptance.name, recorded.id, 'quote.recordAcceptance')
    : workspace.receiptOf(Quote.name, quote.id, 'quote.release');
  const disclosure = order.disclosure ?? 'nda';
  const { frame, brandFiles } = versionFrame(session, quote, head, { approved: true, disclosure, paper: order.paper });
  const figures = pricingFigures(priced);
  const offered = priced.alternatives ?? [];
  const picked = offered.findIndex(({ name }) => name === recorded?.alternative);
  const proposed = offered.find((own) => own.proposed);
  const name =
    picked >= 0 ? pointer('alternatives', picked, 'totalContractValue') : pointer('totals', 'totalContractValue');
  return {
    about: {
      title: `${quote.number}, version ${version}, acceptance`,
      deal: quote.deal,
      account: quote.account,
      entity: 'quote',
      subject: quote.id,
      version,
      final: true,
      disclosure,
      sources: receipt ? [receipt] : [],
      // A sheet with a name and a signature goes when the person is forgotten.
      ...(recorded && { readers: { group: 'personal' as const, contact: recorded.contact } }),
    },
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'acceptance',
        currency: priced.currency,
        accepts,
        total: picked >= 0 ? figures.alternatives![picked]!.totalContractValue : figures.totals.totalContractValue,
        validUntil: String(head.header['validUntil'] ?? quote.validUntil),
        alternatives: offered.map((own) => own.name),
        alternativeTotals: recorded ? [] : offered.map((_, at) => figures.alternatives![at]!.totalContractValue),
        ...(proposed && !recorded && { totalOf: proposed.name }),
        ...(recorded && { accepted: accepted(session, recorded, receipt) }),
        recomputations: [
          {
            kind: 'pricing',
            version: pricingRulesVersion,
            input: JSON.parse(JSON.stringify(customerPricingInput(head.model, input))),
            figures: [
              { name, at: '/total' },
              ...(recorded ? [] : offered).map((_, at) => ({
                name: pointer('alternatives', at, 'totalContractValue'),
                at: pointer('alternativeTotals', at),
              })),
            ],
          },
        ],
      },
    },
  };
}

function accepted(
  session: Session,
  { name, contact, acceptedOn, alternative, signature }: RowOf<typeof QuoteAcceptance>,
  receipt: string | null,
): NonNullable<AcceptanceSheet['accepted']> {
  const workspace = session.desk.workspace();
  if (name === null) {
    throw new ProofdeskError({
      code: 'not-found',
      message: 'Who accepted it was erased from this workspace, so there is nothing to show on a sheet.',
    });
  }
  const title = workspace.reader.get(Contact, contact)?.title;
  return {
    name,
    ...(title ? { title } : {}),
    on: acceptedOn,
    ...(alternative ? { alternative } : {}),
    ...(signature ? { signature } : {}),
    contested: receipt !== null && workspace.isContested(receipt),
  };
}

/** The file that the sheet is about: the one that was accepted, else the newest final order form, else the newest final quote. */
function acceptedFile(
  session: Session,
  quote: { id: string; number: string },
  version: number,
  digest: string | undefined,
): AcceptanceSheet['accepts'] {
  const built = session.desk
    .workspace()
    .reader.where(DocumentRecord, { subject: quote.id, version, final: true })
    .filter(({ kind }) => kind === 'order-form' || kind === 'quote');
  const found =
    digest === undefined
      ? (built.findLast(({ kind }) => kind === 'order-form') ?? built.at(-1))
      : built.findLast(({ file }) => file === digest);
  if (found)
    return { kind: found.kind === 'order-form' ? 'order-form' : 'quote', name: found.name, sha256: found.file };
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no order form of version ${version} of ${quote.number} that could be accepted.`,
    hint: `Build it first: \`proofdesk document build --kind order-form --subject ${quote.number}\`.`,
  });
}
