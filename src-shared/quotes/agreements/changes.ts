import { z } from 'zod';
import { formatDecimal, parseDecimal } from '../../kernel/decimal';
import { ProofdeskError } from '../../kernel/errors';
import { type PricingModel, type QuoteInput, type QuoteLine, skuRow } from '../../pricing';
import { basisPoints, decimal } from '../draft-fields';
import { laterDay, paidOnce } from './in-force';

/** What a line that an amendment brings says of its price. */
const newLine = {
  sku: z.string().min(1).max(80),
  discountBasisPoints: basisPoints.optional(),
  unitPriceOverride: decimal.optional(),
  options: z.array(z.string().min(1).max(80)).max(200).optional(),
  note: z.string().max(2000).optional(),
};

/** One thing that an amendment changes. `line` is the id of a line that is in force; `id` is given to a line that comes. */
export const amendmentChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), id: z.string().min(1).max(80).optional(), quantity: decimal, ...newLine }),
  z.object({ kind: z.literal('remove'), line: z.string().min(1).max(120) }),
  z.object({ kind: z.literal('more'), line: z.string().min(1).max(120), by: decimal }),
  z.object({ kind: z.literal('fewer'), line: z.string().min(1).max(120), by: decimal }),
  z.object({
    kind: z.literal('swap'),
    id: z.string().min(1).max(80).optional(),
    line: z.string().min(1).max(120),
    /** As many as there were unless said. */
    quantity: decimal.optional(),
    ...newLine,
  }),
]);
export type AmendmentChange = z.infer<typeof amendmentChange>;

export const amendmentChanges = z.array(amendmentChange).max(500);

interface Amending {
  model: PricingModel;
  terms: Omit<QuoteInput, 'lines'>;
  effectiveOn: string;
}

/**
 * The lines of an agreement after changes, one after the other. Throws `bad-input` naming the change: a line that is not in force, fewer
 * than there are, what was paid once already, an item that the pinned model does not have, nothing to change by.
 */
export function changedLines(
  before: readonly QuoteLine[],
  changes: readonly AmendmentChange[],
  amending: Amending,
): QuoteLine[] {
  let lines = [...before];
  changes.forEach((change, index) => {
    const refuse = (message: string, hint: string, field: string): never => {
      throw new ProofdeskError({ code: 'bad-input', message, where: { field: `changes.${index}.${field}` }, hint });
    };
    if (change.kind === 'add')
      lines = [...lines, broughtLine(change, change.quantity, change.id ?? `new-${index + 1}`, amending, refuse)];
    else lines = changedLine(lines, change, index, amending, refuse);
  });
  return lines;
}

type Refuse = (message: string, hint: string, field: string) => never;

function changedLine(
  lines: readonly QuoteLine[],
  change: Exclude<AmendmentChange, { kind: 'add' }>,
  index: number,
  amending: Amending,
  refuse: Refuse,
): QuoteLine[] {
  const { model, terms, effectiveOn } = amending;
  const own = lines.filter(({ id }) => id === change.line || id.startsWith(`${change.line}#`));
  const [first] = own;
  if (!first) {
    return refuse(
      `Nothing that is in force on ${effectiveOn} is the line ${change.line}`,
      'Choose one of the lines that are in force on that day.',
      'line',
    );
  }
  const name = nameOf(model, first.sku, terms);
  const once = paidOnce(model, first.sku, terms);
  const begun = (first.startDate ?? terms.startDate) <= effectiveOn && effectiveOn !== terms.startDate;
  const past = once === 'whole' && begun && (first.startDate ?? terms.startDate) < effectiveOn;
  if (past)
    refuse(
      `${name} was charged once, before ${effectiveOn}`,
      'What was paid once is not in force; give a credit on a quote of its own.',
      'line',
    );
  if (once === 'part' && begun && change.kind !== 'more')
    refuse(
      `${name} holds something that was charged once, before ${effectiveOn}`,
      'Only more of it can be agreed.',
      'line',
    );
  const rest = (kept: (line: QuoteLine) => QuoteLine[]): QuoteLine[] =>
    lines.flatMap((line) => (own.includes(line) ? kept(line) : [line]));
  if (change.kind === 'remove') return rest(() => []);
  if (change.kind === 'swap') {
    const id = change.id ?? `new-${index + 1}`;
    const swapped = own.map((line, at) => ({
      ...broughtLine(change, change.quantity ?? line.quantity, at === 0 ? id : `${id}#${at + 1}`, amending, refuse),
      ...(line.startDate !== undefined && { startDate: line.startDate }),
      ...(line.untilDate !== undefined && { untilDate: line.untilDate }),
      ...(line.group !== undefined && { group: line.group }),
    }));
    return rest((line) => (line === first ? swapped : []));
  }
  const by = parseDecimal(change.by, 'by');
  if (by === 0n) refuse(`${name} is to change by nothing`, 'Say by how many.', 'by');
  return rest((line) => {
    const there = parseDecimal(line.quantity, 'quantity');
    const quantity = change.kind === 'more' ? there + by : there - by;
    if (quantity < 0n) {
      refuse(
        `${name} cannot be ${change.by} fewer: there are ${line.quantity} from ${laterDay(line.startDate ?? terms.startDate, effectiveOn)}`,
        `Take at most ${line.quantity}, or remove the line.`,
        'by',
      );
    }
    return quantity === 0n ? [] : [{ ...line, quantity: formatDecimal(quantity) }];
  });
}

/** A line that an amendment brings, from its first day to the end. */
function broughtLine(
  change: Extract<AmendmentChange, { kind: 'add' | 'swap' }>,
  quantity: string,
  id: string,
  { model, terms, effectiveOn }: Amending,
  refuse: Refuse,
): QuoteLine {
  const known =
    model.skus.some(({ code }) => code === change.sku) || model.bundles?.some(({ code }) => code === change.sku);
  if (!known) {
    refuse(
      `${model.name} ${model.version}, on which the agreement stands, has no ${change.sku}`,
      'Choose an item of that model, quote it by itself, or renew on the current model.',
      'sku',
    );
  }
  return {
    id,
    sku: change.sku,
    quantity,
    ...(change.discountBasisPoints ? { discountBasisPoints: change.discountBasisPoints } : {}),
    ...(change.unitPriceOverride !== undefined && { unitPriceOverride: change.unitPriceOverride }),
    ...(change.options && { options: change.options }),
    ...(change.note && { note: change.note }),
    ...(effectiveOn === terms.startDate ? {} : { startDate: effectiveOn }),
  };
}

/** What an item is called in the model. */
export function nameOf(
  model: PricingModel,
  code: string,
  terms: Pick<QuoteInput, 'region' | 'priceDate' | 'startDate'>,
): string {
  return model.bundles?.find((bundle) => bundle.code === code)?.name ?? skuRow(model, code, terms)?.name ?? code;
}
