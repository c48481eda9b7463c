import { ApprovalRequest, type ApprovalRequestView } from '../../src-shared/approvals';
import {
  type ApprovalSheet,
  approvalRoles,
  changeRows,
  type DocumentOrder,
  insideFigurePlaces,
  insideFigures,
  labelsOf,
  pointer,
} from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type PricedQuote, pricingRulesVersion } from '../../src-shared/pricing';
import { compareQuotes, Quote, QuoteVersion } from '../../src-shared/quotes';
import { requestView } from '../approvals';
import { readableFor } from '../desk';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { personName } from '../workspace';
import { type InsideVersion, readInside } from './inside-version';
import { frozenNumber } from './pricing-of';
import { versionFrame } from './version-frame';

const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/**
 * The internal approval sheet of a version: margin and floors, guardrails, who decided what and why, what is otherwise than in the last
 * approved version, and every line with its cost. Its file is for readers of costs alone.
 *
 * @throws ProofdeskError `forbidden` for those who may not read costs.
 */
export function approvalSheet(session: Session, order: DocumentOrder): BuiltMaterial {
  if (!readableFor(session).has('cost')) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'An approval sheet shows cost and margin, which are not for you to read.',
      hint: 'Ask finance or delivery for it.',
    });
  }
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const quote = reader.require(Quote, order.subject);
  const version = frozenNumber(quote, order.version);
  const inside = readInside(reader, quote.id, version);
  const { head, priced } = inside;
  const request = reader.where(ApprovalRequest, { subject: quote.id, version, command: 'quote.release' })[0];
  const view = request ? requestView(session, request) : null;
  const released = quote.status === 'released' && quote.version === version;
  const { frame, brandFiles } = versionFrame(session, quote, head, {
    approved: released,
    disclosure: 'internal',
    paper: order.paper,
    preparedBy: session.desk.actor(session),
  });
  const locale = frame.locale ?? 'en-GB';
  const since = view?.since?.state === 'approved' ? view.since.version : null;
  const before = since === null ? null : readInside(reader, quote.id, since);
  const changes = before && {
    version: before.head.version,
    rows: changeRows(compareQuotes(before, inside), before.priced, priced),
  };
  const figures = insideFigures(priced);
  const receipt = workspace.receiptOf(QuoteVersion.name, head.id, 'quote.submit');
  const erased = labelsOf(locale).erasedPerson;
  return {
    about: {
      title: `${quote.number}, version ${version}, approval sheet`,
      deal: quote.deal,
      account: quote.account,
      entity: 'quote',
      subject: quote.id,
      version,
      // Never for sending.
      final: false,
      disclosure: 'internal',
      sources: [receipt, ...(view?.decisions ?? []).map((one) => one.receipt)].filter((hash) => hash !== null),
      readers: { group: 'cost' },
    },
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'approval-sheet',
        currency: priced.currency,
        state: released ? 'released' : (view?.state ?? 'waiting'),
        submitted: { by: personName(workspace, head.by) ?? erased, at: instant(head.frozenAt) },
        validUntil: String(head.header['validUntil'] ?? quote.validUntil),
        term: { start: priced.startDate, months: priced.termMonths },
        priceList: `${head.model.name} ${head.model.version}`,
        ...named(inside, figures),
        needs: view?.needs ?? [],
        missing: view?.missing ?? [],
        decisions: decisionsOf(view, erased),
        ...(changes && { changes }),
        ...(quote.insideNote && quote.version === version ? { insideNote: quote.insideNote } : {}),
        recomputations: [
          {
            kind: 'pricing-inside',
            version: pricingRulesVersion,
            input: plain(pricingOf(inside)),
            figures: insideFigurePlaces(figures).map((place) => ({ name: place, at: place })),
          },
          ...(before && changes
            ? [
                {
                  kind: 'quote-changes',
                  version: pricingRulesVersion,
                  input: plain({ before: pricingOf(before), after: pricingOf(inside) }),
                  figures: changes.rows.flatMap((row, at) =>
                    (['before', 'after'] as const)
                      .filter((name) => row[name] !== undefined)
                      .map((name) => ({ name: pointer('rows', at, name), at: pointer('changes', 'rows', at, name) })),
                  ),
                },
              ]
            : []),
        ],
      },
    },
  };
}

/** Plain JSON: what is not there is not said. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** Everything that its figures follow from. */
const pricingOf = ({ model, input, priced }: InsideVersion) => ({
  model,
  quote: input,
  ...(priced.guardrails.role !== null && { role: priced.guardrails.role }),
});

/** The figures with the names that belong to them. */
function named(
  { input, priced }: InsideVersion,
  figures: ReturnType<typeof insideFigures>,
): Pick<ApprovalSheet, 'total' | 'alternatives' | 'families' | 'guardrails' | 'lines'> {
  const { guardrails, cost } = priced;
  const nameOf = (id: string) => priced.lines.find((line) => line.id === id)?.name ?? id;
  const notes = new Map(input.lines.map(({ id, insideNote }) => [id, insideNote]));
  return {
    total: figures.total,
    alternatives: (priced.alternatives ?? []).map(({ name, proposed }, at) => ({
      name,
      proposed,
      ...figures.alternatives[at]!,
    })),
    families: priced.families.map(({ name }, at) => ({
      family: name,
      ...figures.families[at]!,
      holds: floorHolds(guardrails, name),
    })),
    guardrails: {
      ...(guardrails.role !== null && { role: guardrails.role }),
      ...figures.guardrails,
      ...(guardrails.largestDiscountLine !== null && { largestDiscountLine: nameOf(guardrails.largestDiscountLine) }),
      floorsFrom: guardrails.floorsFrom,
      nonStandardTerms: guardrails.nonStandardTerms,
      delivery: guardrails.delivery.map(({ line, reason }) => ({
        line: nameOf(line),
        reason: reason === 'service' || reason === 'dedicated-capacity' ? reason : ('lead-time' as const),
      })),
      unknownCost: (cost?.unknown ?? []).map(nameOf),
    },
    lines: priced.lines.map((line, at) => ({
      name: line.name,
      quantity: line.quantity,
      unit: line.unit,
      optional: line.optional,
      ...figures.lines[at]!,
      ...(notes.get(line.id) ? { insideNote: notes.get(line.id)! } : {}),
    })),
  };
}

function floorHolds(guardrails: PricedQuote['guardrails'], family: string): 'yes' | 'no' | 'unknown' {
  if (guardrails.familiesUnderFloor.includes(family)) return 'no';
  return guardrails.floors.some((floor) => floor.family === family) ? 'yes' : 'unknown';
}

function decisionsOf(view: ApprovalRequestView | null, erased: string): ApprovalSheet['decisions'] {
  return [...(view?.decisions ?? [])]
    .sort((a, b) => a.decidedAt - b.decidedAt)
    .map((one) => ({
      role: approvalRoles.find((role) => role === one.role) ?? 'other',
      person: one.byName ?? erased,
      ...(one.onBehalfOf && { onBehalfOf: one.onBehalfOfName ?? erased }),
      decision: one.decision,
      at: instant(one.decidedAt),
      reason: one.reason,
      ...(one.kept && view?.kept ? { ofVersion: view.kept.version } : {}),
    }));
}
