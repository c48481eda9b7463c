import { type DocumentLocale, languageOf } from '../format';

/** How a quote says, under a line, how its price comes about; numbers and prices come written out. */
export interface RateTermLabels {
  graduated: string;
  volume: string;
  stairStep: string;
  volumePackage: string;
  /** A tier: where it ends (null: open), where it began (null: at the first). */
  tier(from: string | null, upTo: string | null, unit: string): string;
  each(price: string): string;
  flat(price: string): string;
  plusFlat(price: string): string;
  package(size: string, unit: string, price: string): string;
  packageTier(size: string, price: string): string;
  committed(quantity: string, unit: string, price: string): string;
  overage(price: string): string;
  trueUp: Record<'billing-period' | 'term', string>;
  percentageOf(percent: string, names: string): string;
  free(quantity: string, unit: string): string;
  minimum(amount: string): string;
  maximum(amount: string): string;
  asBefore: string;
  /** Prices of the price list are in another currency than the quote. */
  converted(currency: string): string;
}

const en: RateTermLabels = {
  graduated: 'Each part of the quantity at the price of its tier:',
  volume: 'The whole quantity at the price of the tier that it reaches:',
  stairStep: 'One price for the whole step that the quantity reaches:',
  volumePackage: 'In whole packages of the tier that the quantity reaches:',
  tier: (from, upTo, unit) =>
    from === null
      ? upTo === null
        ? `every quantity`
        : `up to ${upTo} ${unit}`
      : upTo === null
        ? `above ${from} ${unit}`
        : `above ${from}, up to ${upTo} ${unit}`,
  each: (price) => `${price} each`,
  flat: (price) => `${price} in all`,
  plusFlat: (price) => `and ${price} once`,
  package: (size, unit, price) => `In whole packages of ${size} ${unit}, ${price} each package`,
  packageTier: (size, price) => `packages of ${size}, ${price} each package`,
  committed: (quantity, unit, price) => `${quantity} ${unit} are committed and paid in any case, at ${price} each`,
  overage: (price) => `use beyond that at ${price} each`,
  trueUp: { 'billing-period': 'settled in each billing period', term: 'settled over the whole term' },
  percentageOf: (percent, names) => `${percent} of: ${names}`,
  free: (quantity, unit) => `The first ${quantity} ${unit} of each period are free`,
  minimum: (amount) => `At least ${amount} a period, before discounts`,
  maximum: (amount) => `At most ${amount} a period, before discounts`,
  asBefore: 'Prices as given above for the same item',
  converted: (currency) =>
    `List prices and tiers with the mark ${currency} are in ${currency}; amounts are converted at the rate of the price list.`,
};

const de: RateTermLabels = {
  graduated: 'Jeder Teil der Menge zum Preis seiner Staffel:',
  volume: 'Die ganze Menge zum Preis der erreichten Staffel:',
  stairStep: 'Ein Preis für die ganze erreichte Stufe:',
  volumePackage: 'In ganzen Paketen der erreichten Staffel:',
  tier: (from, upTo, unit) =>
    from === null
      ? upTo === null
        ? 'jede Menge'
        : `bis ${upTo} ${unit}`
      : upTo === null
        ? `über ${from} ${unit}`
        : `über ${from} bis ${upTo} ${unit}`,
  each: (price) => `je ${price}`,
  flat: (price) => `insgesamt ${price}`,
  plusFlat: (price) => `und einmal ${price}`,
  package: (size, unit, price) => `In ganzen Paketen zu ${size} ${unit}, je Paket ${price}`,
  packageTier: (size, price) => `Pakete zu ${size}, je Paket ${price}`,
  committed: (quantity, unit, price) =>
    `${quantity} ${unit} sind fest zugesagt und in jedem Fall zu zahlen, je ${price}`,
  overage: (price) => `was darüber genutzt wird, je ${price}`,
  trueUp: { 'billing-period': 'abgerechnet je Abrechnungszeitraum', term: 'abgerechnet über die ganze Laufzeit' },
  percentageOf: (percent, names) => `${percent} von: ${names}`,
  free: (quantity, unit) => `Die ersten ${quantity} ${unit} je Zeitraum sind frei`,
  minimum: (amount) => `Mindestens ${amount} je Zeitraum, vor Nachlässen`,
  maximum: (amount) => `Höchstens ${amount} je Zeitraum, vor Nachlässen`,
  asBefore: 'Preise wie oben beim selben Artikel',
  converted: (currency) =>
    `Listenpreise und Staffeln mit dem Zeichen ${currency} sind in ${currency}; Beträge sind zum Kurs der Preisliste umgerechnet.`,
};

const fr: RateTermLabels = {
  graduated: 'Chaque part de la quantité au prix de son palier\u00a0:',
  volume: 'Toute la quantité au prix du palier atteint\u00a0:',
  stairStep: 'Un prix pour tout l’échelon atteint\u00a0:',
  volumePackage: 'Par lots entiers du palier atteint\u00a0:',
  tier: (from, upTo, unit) =>
    from === null
      ? upTo === null
        ? 'toute quantité'
        : `jusqu’à ${upTo} ${unit}`
      : upTo === null
        ? `au-delà de ${from} ${unit}`
        : `au-delà de ${from}, jusqu’à ${upTo} ${unit}`,
  each: (price) => `${price} l’unité`,
  flat: (price) => `${price} en tout`,
  plusFlat: (price) => `et ${price} une fois`,
  package: (size, unit, price) => `Par lots entiers de ${size} ${unit}, ${price} le lot`,
  packageTier: (size, price) => `lots de ${size}, ${price} le lot`,
  committed: (quantity, unit, price) => `${quantity} ${unit} engagés et dus dans tous les cas, à ${price} l’unité`,
  overage: (price) => `au-delà à ${price} l’unité`,
  trueUp: { 'billing-period': 'décompte à chaque période de facturation', term: 'décompte sur toute la durée' },
  percentageOf: (percent, names) => `${percent} de\u00a0: ${names}`,
  free: (quantity, unit) => `Les ${quantity} premiers ${unit} de chaque période sont gratuits`,
  minimum: (amount) => `Au moins ${amount} par période, avant remises`,
  maximum: (amount) => `Au plus ${amount} par période, avant remises`,
  asBefore: 'Prix indiqués plus haut pour le même article',
  converted: (currency) =>
    `Les prix tarif et paliers marqués ${currency} sont en ${currency}\u00a0; les montants sont convertis au taux du tarif.`,
};

const ja: RateTermLabels = {
  graduated: '数量の各部分に、その段階の単価を適用します：',
  volume: '到達した段階の単価を全数量に適用します：',
  stairStep: '到達した区分全体で一つの価格です：',
  volumePackage: '到達した段階のパック単位です：',
  tier: (from, upTo, unit) =>
    from === null
      ? upTo === null
        ? '全数量'
        : `${upTo} ${unit}まで`
      : upTo === null
        ? `${from} ${unit}超`
        : `${from}超～${upTo} ${unit}まで`,
  each: (price) => `単価${price}`,
  flat: (price) => `一式${price}`,
  plusFlat: (price) => `ほかに${price}`,
  package: (size, unit, price) => `${size} ${unit}のパック単位、1パック${price}`,
  packageTier: (size, price) => `${size}のパック、1パック${price}`,
  committed: (quantity, unit, price) => `${quantity} ${unit}は確約分で必ず支払、単価${price}`,
  overage: (price) => `超過分は単価${price}`,
  trueUp: { 'billing-period': '請求期間ごとに精算', term: '全期間で精算' },
  percentageOf: (percent, names) => `次の${percent}：${names}`,
  free: (quantity, unit) => `各期間の最初の${quantity} ${unit}は無料`,
  minimum: (amount) => `1期間につき最低${amount}（値引前）`,
  maximum: (amount) => `1期間につき最高${amount}（値引前）`,
  asBefore: '単価は上記の同じ品目と同じ',
  converted: (currency) =>
    `${currency}と記した定価と段階価格は${currency}建てです。金額は価格表のレートで換算しています。`,
};

/** The words of a locale's language. */
export const rateTermLabels = (locale: DocumentLocale): RateTermLabels => ({ en, de, fr, ja })[languageOf(locale)];
