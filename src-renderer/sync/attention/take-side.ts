import type { DeskClient } from '../../../src-shared/contract';

/** Header fields of a quote that its editing command writes; those that follow from something else are edited on the quote itself. */
const QUOTE_FIELDS = ['model', 'orderDiscountBasisPoints', 'orderDiscountAmount', 'alternatives'];
/** Likewise of a line. */
const LINE_FIELDS = [
  'sku',
  'quantity',
  'discountBasisPoints',
  'unitPriceOverride',
  'contractUnitPrice',
  'discountAmount',
  'alternative',
  'ramp',
];

/**
 * The command that writes a value into the field, as one would on the record itself: by the same policies, with a receipt. Null where the field
 * has no editing command of its own; then the record is where it is changed.
 */
export function takingOf(
  desk: DeskClient,
  entity: string,
  row: string,
  field: string,
  value: unknown,
): (() => Promise<unknown>) | null {
  // The value was in that field before: the command checks it again.
  const fields = { [field]: value } as Record<string, never>;
  if (entity === 'quote' && QUOTE_FIELDS.includes(field)) {
    return () => desk.quotes.edit({ input: { quote: row, fields } });
  }
  if (entity === 'quoteLine' && LINE_FIELDS.includes(field)) {
    return () => desk.quotes.reviseLine({ input: { line: row, fields } });
  }
  return null;
}
