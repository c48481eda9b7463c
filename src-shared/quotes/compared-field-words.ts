/** What fields of a quote and of its lines are called where two sides are compared. English; a screen has them in its table of texts. */
export const comparedFieldWords = {
  'compare.field.quantity': 'Quantity',
  'compare.field.discountBasisPoints': 'Discount',
  'compare.field.discountAmount': 'Amount off',
  'compare.field.unitPriceOverride': 'Unit price',
  'compare.field.contractUnitPrice': 'Agreed price',
  'compare.field.group': 'Group',
  'compare.field.alternative': 'Alternative',
  'compare.field.alternatives': 'Alternatives',
  'compare.field.optional': 'Optional',
  'compare.field.credit': 'Credit',
  'compare.field.ramp': 'Ramp',
  'compare.field.startDate': 'Start',
  'compare.field.untilDate': 'Until',
  'compare.field.description': 'Description',
  'compare.field.note': 'Note',
  'compare.field.insideNote': 'Inside note',
  'compare.field.quantitySource': 'Quantity from',
  'compare.field.quantityFrom': 'Quantity taken',
  'compare.field.quantityRange': 'Forecast',
  'compare.field.options': 'Options',
  'compare.field.termMonths': 'Term, months',
  'compare.field.billing': 'Billing',
  'compare.field.paymentDays': 'Payment, days',
  'compare.field.currency': 'Currency',
  'compare.field.region': 'Region',
  'compare.field.priceDate': 'Prices of',
  'compare.field.escalator': 'Yearly rise',
  'compare.field.multiYear': 'Multi-year discount',
  'compare.field.orderDiscountBasisPoints': 'Order discount',
  'compare.field.orderDiscountAmount': 'Order discount, amount',
  'compare.field.tax': 'Tax',
  'compare.field.partner': 'Partner',
  'compare.field.nonStandardTerms': 'Terms that differ',
  'compare.field.title': 'Title',
  'compare.field.validUntil': 'Valid until',
  'compare.field.customerNote': 'Note for the customer',
  'compare.field.yearsRisen': 'Years that prices have risen',
  'compare.field.effectiveOn': 'Takes effect on',
} as const;

/** A compared field in English, for the command line; one without words keeps its own name. */
export function comparedFieldText(field: string): string {
  const key = `compare.field.${field}`;
  return key in comparedFieldWords ? comparedFieldWords[key as keyof typeof comparedFieldWords] : field;
}
