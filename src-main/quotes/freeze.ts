import type { PlanState, PlanTools } from '../../src-core/commands/implementation';
import { readersOf } from '../../src-core/workspace/readable';
import { Account, Deal } from '../../src-shared/deals';
import { type Change, create } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { type PricedQuote, type PricingModel, pricingRulesVersion, type QuoteInput } from '../../src-shared/pricing';
import { type Quote, QuoteVersion, QuoteVersionLines } from '../../src-shared/quotes';
import { repsSeeCost } from '../workspace';
import { priceDraft } from './pricing-of';

/** Rows of lines are cut at this many bytes of JSON, well under what one receipt may hold. */
const ROW_BYTES = 90 * 1024;

/**
 * Freezes a draft as its version n: a copy of its inputs (lines, terms, pinned model) and the figures that follow. Somebody who may not
 * read costs freezes none; finance's decision does.
 */
export function freeze(
  state: PlanState,
  tools: PlanTools,
  quote: RowOf<typeof Quote>,
): {
  changes: Change[];
  versionId: string;
  priced: PricedQuote;
  input: QuoteInput;
  /** The model without its costs, and what the document says beside lines and terms. */
  model: PricingModel;
  header: Record<string, unknown>;
  status: 'draft' | 'published' | 'retired';
} {
  const withCost = readersOf(tools.actor.roles, { repsSeeCost: repsSeeCost(state) }).includes('cost');
  const { priced, version, input } = priceDraft(state, quote, { withCost, roles: tools.actor.roles });
  const versionId = tools.newId();
  const { lines: inputLines, ...terms } = input;
  const { lines, cost, ...figures } = priced;
  const rows = cut(lines.map((line, index) => ({ line: inputLines[index]!, figures: line, cost: cost?.lines[index] })));
  const account = state.get(Account, quote.account);
  const deal = state.get(Deal, quote.deal);
  const header = {
    number: quote.number,
    title: quote.title,
    account: account?.name ?? '',
    address: account?.address ?? '',
    deal: deal?.title ?? '',
    contact: quote.contact,
    validUntil: quote.validUntil,
    customerNote: quote.customerNote,
  };
  const changes: Change[] = [
    create(QuoteVersion, versionId, {
      quote: quote.id,
      account: quote.account,
      version: quote.version,
      input: terms,
      model: version.content,
      ...(withCost && version.cost ? { modelCost: version.cost } : {}),
      figures,
      ...(cost ? { cost: withoutLines(cost) } : {}),
      header,
      rules: pricingRulesVersion,
      parts: rows.length,
      frozenAt: tools.now,
      by: tools.actor.id,
    }),
    ...rows.map((row, index) =>
      create(QuoteVersionLines, tools.newId(), {
        version: versionId,
        index,
        lines: row.map(({ line }) => line),
        figures: row.map(({ figures: one }) => one),
        ...(cost ? { cost: row.flatMap(({ cost: one }) => (one ? [one] : [])) } : {}),
      }),
    ),
  ];
  return { changes, versionId, priced, input, model: version.content, header, status: version.status };
}

function withoutLines<T extends { lines: unknown }>(cost: T): Omit<T, 'lines'> {
  const { lines: _lines, ...rest } = cost;
  return rest;
}

function cut<T>(items: readonly T[]): T[][] {
  const rows: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (rows.length === 0 || bytes + size > ROW_BYTES) {
      rows.push([]);
      bytes = 0;
    }
    rows.at(-1)!.push(item);
    bytes += size;
  }
  return rows;
}
