/**
 * What the fields of a model are called where two versions are compared. English; a screen takes them into its own table of texts, where
 * they can be translated.
 */
export const modelFieldWords = {
  'field.name': 'name',
  'field.family': 'family',
  'field.unit': 'unit',
  'field.metered': 'metered by use',
  'field.description': 'description',
  'field.from': 'from',
  'field.until': 'until',
  'field.billingPeriod': 'billed',
  'field.rate': 'rate',
  'field.kind': 'kind',
  'field.unitPrice': 'unit price',
  'field.price': 'price',
  'field.flatFee': 'flat fee',
  'field.packageSize': 'units in a package',
  'field.packagePrice': 'price of a package',
  'field.tiers': 'tier {number}',
  'field.upTo': 'up to',
  'field.commitment': 'committed units',
  'field.committedUnitPrice': 'price of a committed unit',
  'field.overageUnitPrice': 'price of a unit above',
  'field.trueUp': 'use above it is settled',
  'field.percent': 'percent',
  'field.of': 'of',
  'field.skus': 'codes',
  'field.families': 'families',
  'field.freeAllowance': 'free units',
  'field.minimum': 'least a period',
  'field.maximum': 'most a period',
  'field.discountable': 'order discounts reach it',
  'field.escalates': 'rises every year',
  'field.taxCategory': 'tax category',
  'field.delivery': 'delivery',
  'field.service': 'a service',
  'field.dedicatedCapacity': 'dedicated capacity',
  'field.leadTimeDays': 'lead time in days',
  'field.cost': 'cost',
  'field.fixed': 'fixed, a period',
  'field.perUnit': 'a unit',
  'field.discountBasisPoints': 'discount',
  'field.parts': 'part {number}',
  'field.options': 'option {number}',
  'field.choices': 'choice {number}',
  'field.sku': 'code',
  'field.quantity': 'quantity',
  'field.counts': 'counts',
  'field.least': 'at least',
  'field.most': 'at most',
  'field.standard': 'standard',
  'field.reason': 'why',
  'field.currency': 'currency',
  'field.rounding': 'a half cent is rounded',
  'field.discountMode': 'several discounts',
  'field.discountOrder': 'order of discounts',
  'field.taxRounding': 'tax is rounded',
  'field.pricesIncludeTax': 'prices contain the tax',
  'field.standardMonths': 'standard terms in months',
  'field.shortestMonths': 'shortest term in months',
  'field.longestMonths': 'longest term in months',
  'field.billing': 'billing that is standard',
  'field.paymentDays': 'payment in days',
  'field.proration': 'part periods',
  'field.escalator': 'yearly rise',
  'field.basisPoints': 'percentage',
  'field.compound': 'on the rise before it',
  'field.on': 'on',
  'field.resellDiscountBasisPoints': 'resell discount',
  'field.registrationBonusBasisPoints': 'registration bonus',
  'field.royalties': 'royalty of {code}',
} as const;

export type ModelFieldKey = keyof typeof modelFieldWords;

/** Turns a key of `modelFieldWords` into words of a language. */
export type FieldWriter = (key: ModelFieldKey, variables?: Record<string, string | number>) => string;

/** English, for the command line. */
export const englishField: FieldWriter = (key, variables = {}) =>
  modelFieldWords[key].replace(/\{(\w+)\}/g, (place, name: string) => String(variables[name] ?? place));

const isKey = (key: string): key is ModelFieldKey => key in modelFieldWords;

/**
 * The path of a field that differs, in words: `rate.tiers.2.unitPrice` is "Rate, tier 2, unit price". What has no word keeps its own.
 */
export function modelFieldText(path: string, write: FieldWriter = englishField): string {
  // A code may contain points itself.
  if (path.startsWith('royalties.'))
    return capital(write('field.royalties', { code: path.slice('royalties.'.length) }));
  const parts = path.split('.');
  const said = parts.flatMap((part, index) => {
    if (/^\d+$/.test(part)) return [];
    const key = `field.${part}`;
    const number = parts[index + 1];
    return [isKey(key) ? write(key, number === undefined ? {} : { number }) : part];
  });
  return capital(said.join(', '));
}

/** Whether a field holds hundredths of a per cent. */
export const isShare = (path: string): boolean => /basisPoints$/i.test(path) || path.startsWith('royalties.');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
