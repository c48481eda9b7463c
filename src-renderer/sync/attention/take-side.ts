import type { DeskClient } from '../../../src-shared/contract';

type Edit = (desk: DeskClient, row: string, fields: Record<string, never>) => Promise<unknown>;

/**
 * The commands by which one edits a row's fields on its own screen, and the fields that they take as they are stored. What follows from
 * something else, or is said in another way than it is stored, is edited on the record.
 */
const EDITS: Readonly<Record<string, { fields: readonly string[]; edit: Edit }>> = {
  account: {
    fields: ['name'],
    edit: (desk, account, fields) => desk.deals.reviseAccount({ input: { account, ...fields } }),
  },
  contact: {
    fields: ['name', 'email'],
    edit: (desk, contact, fields) => desk.deals.reviseContact({ input: { contact, ...fields } }),
  },
  deal: {
    fields: ['owner', 'expectedClose'],
    edit: (desk, deal, fields) => desk.deals.revise({ input: { deal, ...fields } }),
  },
  quote: {
    fields: [
      'model',
      'currency',
      'startDate',
      'termMonths',
      'billing',
      'paymentDays',
      'validUntil',
      'orderDiscountBasisPoints',
      'orderDiscountAmount',
      'multiYear',
      'alternatives',
    ],
    edit: (desk, quote, fields) => desk.quotes.edit({ input: { quote, fields } }),
  },
  quoteLine: {
    fields: [
      'sku',
      'quantity',
      'discountBasisPoints',
      'unitPriceOverride',
      'contractUnitPrice',
      'discountAmount',
      'alternative',
      'ramp',
    ],
    edit: (desk, line, fields) => desk.quotes.reviseLine({ input: { line, fields } }),
  },
};

/**
 * Writes a value into the field as one would on the record itself: by the same policies, with a receipt. Null where the field has no
 * editing command that takes it so; then the record is where it is changed.
 */
export function takingOf(
  desk: DeskClient,
  entity: string,
  row: string,
  field: string,
  value: unknown,
): (() => Promise<unknown>) | null {
  const known = EDITS[entity];
  if (!known?.fields.includes(field)) return null;
  // The value was in that field before, and the command checks it again.
  const fields = { [field]: value } as Record<string, never>;
  return () => known.edit(desk, row, fields);
}
