import { type DocumentLocale, languageOf } from '../format';

/** How a quote's documents say what changes prices, of a line or of the whole; dates and numbers come written out. */
export interface QuoteTermLabels {
  agreedPrice: string;
  credit: string;
  offEachBill(amount: string): string;
  days(from: string, until: string): string;
  from(day: string): string;
  until(day: string): string;
  /** A stretch of a ramp: its months, counted from the line's first, and how many a period. */
  stretch(first: string, last: string, quantity: string, unit: string): string;
  stretchPrice(price: string): string;
  stretchDiscount(percent: string): string;
  region(name: string): string;
  pricesOf(day: string): string;
  rise: Record<'price' | 'amount', (percent: string) => string>;
  partner(tier: string): string;
  exempt(reason: string): string;
  taxIn(jurisdiction: string): string;
  taxContained(jurisdiction: string): string;
  taxRounding: Record<'line' | 'total', string>;
  withTax: string;
  withoutTax: string;
  /** Heading of the lines of one alternative only. */
  alternative(name: string, group: string): string;
  alternativeProposed(name: string, group: string): string;
  /** The total of one alternative, when it is picked. */
  alternativeTotal(name: string): string;
  /** What the customer does with them; names joined. */
  pickOne(names: string): string;
  alternativesNote: string;
}

const en: QuoteTermLabels = {
  agreedPrice: 'Price as agreed in the contract',
  credit: 'Credit: given back',
  offEachBill: (amount) => `${amount} off each bill`,
  days: (from, until) => `From ${from}, up to but not including ${until}`,
  from: (day) => `From ${day}`,
  until: (day) => `Up to but not including ${day}`,
  stretch: (first, last, quantity, unit) => `Months ${first} to ${last}: ${quantity} ${unit}`,
  stretchPrice: (price) => `at ${price}`,
  stretchDiscount: (percent) => `less ${percent}`,
  region: (name) => `Prices are those of the region ${name}.`,
  pricesOf: (day) => `Prices and exchange rates are those of ${day}.`,
  rise: {
    price: (percent) => `Prices of recurring items rise by ${percent} at each anniversary of the start.`,
    amount: (percent) => `Amounts of recurring items rise by ${percent} at each anniversary of the start.`,
  },
  partner: (tier) => `Bought by a reseller of the tier ${tier}.`,
  exempt: (reason) => `No tax is charged: ${reason}`,
  taxIn: (jurisdiction) => `Tax, ${jurisdiction}`,
  taxContained: (jurisdiction) => `Of which tax, ${jurisdiction}`,
  taxRounding: { line: 'Rounded for each line and bill.', total: 'Rounded once for each bill.' },
  withTax: 'Total with tax',
  withoutTax: 'Total without tax',
  alternative: (name, group) => `${name} only: ${group}`,
  alternativeProposed: (name, group) => `${name}, as proposed: ${group}`,
  alternativeTotal: (name) => `Total if ${name} is picked`,
  pickOne: (names) => `Pick one: ${names}`,
  alternativesNote:
    'This quote offers alternatives of which one is picked. Items under no alternative are part of each.',
};

const de: QuoteTermLabels = {
  agreedPrice: 'Preis wie im Vertrag vereinbart',
  credit: 'Gutschrift',
  offEachBill: (amount) => `${amount} Nachlass auf jede Rechnung`,
  days: (from, until) => `Ab ${from}, bis ausschließlich ${until}`,
  from: (day) => `Ab ${day}`,
  until: (day) => `Bis ausschließlich ${day}`,
  stretch: (first, last, quantity, unit) => `Monate ${first} bis ${last}: ${quantity} ${unit}`,
  stretchPrice: (price) => `zu ${price}`,
  stretchDiscount: (percent) => `abzüglich ${percent}`,
  region: (name) => `Es gelten die Preise der Region ${name}.`,
  pricesOf: (day) => `Es gelten die Preise und Wechselkurse vom ${day}.`,
  rise: {
    price: (percent) => `Die Preise wiederkehrender Positionen steigen an jedem Jahrestag des Beginns um ${percent}.`,
    amount: (percent) => `Die Beträge wiederkehrender Positionen steigen an jedem Jahrestag des Beginns um ${percent}.`,
  },
  partner: (tier) => `Kauf durch einen Wiederverkäufer der Stufe ${tier}.`,
  exempt: (reason) => `Es wird keine Steuer berechnet: ${reason}`,
  taxIn: (jurisdiction) => `Steuer, ${jurisdiction}`,
  taxContained: (jurisdiction) => `Darin Steuer, ${jurisdiction}`,
  taxRounding: { line: 'Je Position und Rechnung gerundet.', total: 'Je Rechnung einmal gerundet.' },
  withTax: 'Gesamt mit Steuer',
  withoutTax: 'Gesamt ohne Steuer',
  alternative: (name, group) => `Nur in ${name}: ${group}`,
  alternativeProposed: (name, group) => `${name}, wie vorgeschlagen: ${group}`,
  alternativeTotal: (name) => `Gesamt bei Wahl von ${name}`,
  pickOne: (names) => `Eine wählen: ${names}`,
  alternativesNote:
    'Dieses Angebot enthält Varianten, von denen eine gewählt wird. Positionen ohne Variante gehören zu jeder.',
};

const fr: QuoteTermLabels = {
  agreedPrice: 'Prix convenu au contrat',
  credit: 'Avoir',
  offEachBill: (amount) => `${amount} de remise sur chaque facture`,
  days: (from, until) => `Du ${from}, jusqu’au ${until} exclu`,
  from: (day) => `À partir du ${day}`,
  until: (day) => `Jusqu’au ${day} exclu`,
  stretch: (first, last, quantity, unit) => `Mois ${first} à ${last}\u00a0: ${quantity} ${unit}`,
  stretchPrice: (price) => `à ${price}`,
  stretchDiscount: (percent) => `moins ${percent}`,
  region: (name) => `Les prix sont ceux de la région ${name}.`,
  pricesOf: (day) => `Les prix et les taux de change sont ceux du ${day}.`,
  rise: {
    price: (percent) => `Les prix des articles récurrents augmentent de ${percent} à chaque anniversaire du début.`,
    amount: (percent) =>
      `Les montants des articles récurrents augmentent de ${percent} à chaque anniversaire du début.`,
  },
  partner: (tier) => `Acheté par un revendeur du niveau ${tier}.`,
  exempt: (reason) => `Aucune taxe n’est facturée\u00a0: ${reason}`,
  taxIn: (jurisdiction) => `Taxe, ${jurisdiction}`,
  taxContained: (jurisdiction) => `Dont taxe, ${jurisdiction}`,
  taxRounding: { line: 'Arrondie par ligne et par facture.', total: 'Arrondie une fois par facture.' },
  withTax: 'Total avec taxe',
  withoutTax: 'Total sans taxe',
  alternative: (name, group) => `${name} seulement\u00a0: ${group}`,
  alternativeProposed: (name, group) => `${name}, proposé\u00a0: ${group}`,
  alternativeTotal: (name) => `Total si ${name} est choisi`,
  pickOne: (names) => `En choisir un\u00a0: ${names}`,
  alternativesNote:
    'Cette offre comporte des variantes dont une est choisie. Les articles sans variante font partie de chacune.',
};

const ja: QuoteTermLabels = {
  agreedPrice: '契約で合意した価格',
  credit: '返金',
  offEachBill: (amount) => `請求ごとに${amount}値引`,
  days: (from, until) => `${from}から${until}の前日まで`,
  from: (day) => `${day}から`,
  until: (day) => `${day}の前日まで`,
  stretch: (first, last, quantity, unit) => `${first}～${last}か月目：${quantity} ${unit}`,
  stretchPrice: (price) => `単価${price}`,
  stretchDiscount: (percent) => `${percent}引`,
  region: (name) => `価格は地域${name}のものです。`,
  pricesOf: (day) => `価格と為替レートは${day}のものです。`,
  rise: {
    price: (percent) => `継続品目の単価は、開始日の各応当日に${percent}上がります。`,
    amount: (percent) => `継続品目の金額は、開始日の各応当日に${percent}上がります。`,
  },
  partner: (tier) => `${tier}区分の再販業者による購入です。`,
  exempt: (reason) => `税は請求しません：${reason}`,
  taxIn: (jurisdiction) => `税（${jurisdiction}）`,
  taxContained: (jurisdiction) => `うち税（${jurisdiction}）`,
  taxRounding: { line: '品目と請求ごとに端数処理。', total: '請求ごとに一度端数処理。' },
  withTax: '税込合計',
  withoutTax: '税抜合計',
  alternative: (name, group) => `${name}のみ：${group}`,
  alternativeProposed: (name, group) => `${name}（提案）：${group}`,
  alternativeTotal: (name) => `${name}を選んだ場合の合計`,
  pickOne: (names) => `一つ選択：${names}`,
  alternativesNote: 'この見積には選択肢があり、一つを選びます。選択肢に属さない品目はすべてに含まれます。',
};

/** The words of a locale's language. */
export const quoteTermLabels = (locale: DocumentLocale): QuoteTermLabels => ({ en, de, fr, ja })[languageOf(locale)];
