import { type DocumentLocale, languageOf } from '../format';

/** How a document says where a metered line's quantity comes from; numbers come written out, months as 2027-01. */
export interface QuantitySourceLabels {
  /** A period as the sentences below take it: `a month`. */
  per: Record<'month' | 'quarter' | 'year', string>;
  forecast(quantity: string, unit: string, per: string, start: string): string;
  growing(percent: string, per: string): string;
  shrinking(percent: string, per: string): string;
  seasons: string;
  usage: Record<'mean' | 'peak' | 'p95', (months: string, first: string, last: string) => string>;
  bakeoff(number: string, runs: string, volume: string): string;
}

const en: QuantitySourceLabels = {
  per: { month: 'a month', quarter: 'a quarter', year: 'a year' },
  forecast: (quantity, unit, per, start) => `Quantity from forecast: ${quantity} ${unit} ${per} in ${start}`,
  growing: (percent, per) => `growing ${percent} ${per}`,
  shrinking: (percent, per) => `shrinking ${percent} ${per}`,
  seasons: 'by season',
  usage: {
    mean: (months, first, last) => `Quantity from measured use: mean of ${months} months, ${first} to ${last}`,
    peak: (months, first, last) => `Quantity from measured use: largest of ${months} months, ${first} to ${last}`,
    p95: (months, first, last) =>
      `Quantity from measured use: 95th percentile of ${months} months, ${first} to ${last}`,
  },
  bakeoff: (number, runs, volume) =>
    `Quantity from measurements ${number}: mean use of ${runs} runs for one unit of work × ${volume} a month`,
};

const de: QuantitySourceLabels = {
  per: { month: 'im Monat', quarter: 'im Quartal', year: 'im Jahr' },
  forecast: (quantity, unit, per, start) => `Menge nach Prognose: ${quantity} ${unit} ${per}, Stand ${start}`,
  growing: (percent, per) => `Wachstum ${percent} ${per}`,
  shrinking: (percent, per) => `Rückgang ${percent} ${per}`,
  seasons: 'nach Jahreszeit',
  usage: {
    mean: (months, first, last) => `Menge nach gemessener Nutzung: Mittel aus ${months} Monaten, ${first} bis ${last}`,
    peak: (months, first, last) => `Menge nach gemessener Nutzung: größter von ${months} Monaten, ${first} bis ${last}`,
    p95: (months, first, last) =>
      `Menge nach gemessener Nutzung: 95. Perzentil von ${months} Monaten, ${first} bis ${last}`,
  },
  bakeoff: (number, runs, volume) =>
    `Menge nach Messung ${number}: mittlerer Verbrauch aus ${runs} Läufen je Arbeitseinheit × ${volume} im Monat`,
};

const fr: QuantitySourceLabels = {
  per: { month: 'par mois', quarter: 'par trimestre', year: 'par an' },
  forecast: (quantity, unit, per, start) => `Quantité selon prévision\u00a0: ${quantity} ${unit} ${per} en ${start}`,
  growing: (percent, per) => `croissance de ${percent} ${per}`,
  shrinking: (percent, per) => `baisse de ${percent} ${per}`,
  seasons: 'selon la saison',
  usage: {
    mean: (months, first, last) =>
      `Quantité selon l’usage mesuré\u00a0: moyenne de ${months} mois, de ${first} à ${last}`,
    peak: (months, first, last) =>
      `Quantité selon l’usage mesuré\u00a0: maximum de ${months} mois, de ${first} à ${last}`,
    p95: (months, first, last) =>
      `Quantité selon l’usage mesuré\u00a0: 95e centile de ${months} mois, de ${first} à ${last}`,
  },
  bakeoff: (number, runs, volume) =>
    `Quantité selon la mesure ${number}\u00a0: consommation moyenne de ${runs} essais par unité de travail × ${volume} par mois`,
};

const ja: QuantitySourceLabels = {
  per: { month: '月', quarter: '四半期', year: '年' },
  forecast: (quantity, unit, per, start) => `数量は予測による：${start}時点で${per}${quantity} ${unit}`,
  growing: (percent, per) => `${per}${percent}増`,
  shrinking: (percent, per) => `${per}${percent}減`,
  seasons: '季節変動あり',
  usage: {
    mean: (months, first, last) => `数量は実測使用量による：${first}～${last}の${months}か月の平均`,
    peak: (months, first, last) => `数量は実測使用量による：${first}～${last}の${months}か月の最大`,
    p95: (months, first, last) => `数量は実測使用量による：${first}～${last}の${months}か月の95パーセンタイル`,
  },
  bakeoff: (number, runs, volume) => `数量は測定${number}による：作業1単位あたり${runs}回の平均消費量 × 月${volume}`,
};

/** How a document says where a quantity comes from, in the language of its locale. */
export const quantitySourceLabels = (locale: DocumentLocale): QuantitySourceLabels =>
  ({ en, de, fr, ja })[languageOf(locale)];
