import { type DocumentLocale, languageOf } from '../format';

/** Fixed words of case studies, and of where their figures come from. */
export interface CaseStudyLabels {
  study(customer: string): string;
  situation: string;
  approach: string;
  results: string;
  figures: string;
  figure: string;
  value: string;
  against: string;
  source: string;
  verdict(number: string): string;
  run(number: string): string;
  usage(from: string, until: string): string;
  valueCase(number: string, version: string): string;
  stated(day: string): string;
  receipt: string;
  outOfDate: string;
  /** Says what the words of the customer are. */
  words: string;
  /** How the figures are to be read. */
  method: string;
}

const en: CaseStudyLabels = {
  study: (customer) => `Case study: ${customer}`,
  situation: 'Situation',
  approach: 'Approach',
  results: 'Results',
  figures: 'Figures and where they come from',
  figure: 'Figure',
  value: 'Result',
  against: 'Compared with',
  source: 'Source',
  verdict: (number) => `Recorded verdict ${number}: median of the runs`,
  run: (number) => `One run of ${number}`,
  usage: (from, until) => `Measured usage, ${from} to ${until}`,
  valueCase: (number, version) => `Value case ${number}, version ${version}`,
  stated: (day) => `Stated by the customer on ${day}`,
  receipt: 'receipt',
  outOfDate: 'Out of date',
  words: 'Quoted with recorded approval.',
  method:
    'Each figure was copied from what it was taken from when this version was handed in, with the receipt that recorded it. What the customer stated was not measured here.',
};

const de: CaseStudyLabels = {
  study: (customer) => `Fallstudie: ${customer}`,
  situation: 'Ausgangslage',
  approach: 'Vorgehen',
  results: 'Ergebnisse',
  figures: 'Zahlen und ihre Herkunft',
  figure: 'Zahl',
  value: 'Ergebnis',
  against: 'Verglichen mit',
  source: 'Quelle',
  verdict: (number) => `Festgehaltenes Urteil ${number}: Median der Läufe`,
  run: (number) => `Ein Lauf von ${number}`,
  usage: (from, until) => `Gemessene Nutzung, ${from} bis ${until}`,
  valueCase: (number, version) => `Wirtschaftlichkeit ${number}, Version ${version}`,
  stated: (day) => `Angabe des Kunden vom ${day}`,
  receipt: 'Beleg',
  outOfDate: 'Nicht mehr aktuell',
  words: 'Mit festgehaltener Freigabe zitiert.',
  method:
    'Jede Zahl wurde bei der Abgabe dieser Version von ihrer Quelle übernommen, mit dem Beleg, der sie festhielt. Was der Kunde angab, wurde hier nicht gemessen.',
};

const fr: CaseStudyLabels = {
  study: (customer) => `Étude de cas\u00a0: ${customer}`,
  situation: 'Situation',
  approach: 'Démarche',
  results: 'Résultats',
  figures: 'Les chiffres et leur origine',
  figure: 'Chiffre',
  value: 'Résultat',
  against: 'Comparé à',
  source: 'Source',
  verdict: (number) => `Verdict enregistré ${number}\u00a0: médiane des essais`,
  run: (number) => `Un essai de ${number}`,
  usage: (from, until) => `Usage mesuré, de ${from} à ${until}`,
  valueCase: (number, version) => `Calcul de valeur ${number}, version ${version}`,
  stated: (day) => `Déclaré par le client le ${day}`,
  receipt: 'reçu',
  outOfDate: 'Plus à jour',
  words: 'Cité avec un accord enregistré.',
  method:
    'Chaque chiffre a été repris de sa source lors de la remise de cette version, avec le reçu qui l’a enregistré. Ce que le client a déclaré n’a pas été mesuré ici.',
};

const ja: CaseStudyLabels = {
  study: (customer) => `導入事例：${customer}`,
  situation: '状況',
  approach: '取り組み',
  results: '成果',
  figures: '数値とその出所',
  figure: '数値',
  value: '結果',
  against: '比較対象',
  source: '出所',
  verdict: (number) => `記録された判定 ${number}：実行の中央値`,
  run: (number) => `${number} の実行 1 回`,
  usage: (from, until) => `計測された利用量、${from} から ${until}`,
  valueCase: (number, version) => `価値試算 ${number} 第 ${version} 版`,
  stated: (day) => `${day} のお客様の申告`,
  receipt: '記録',
  outOfDate: '最新ではありません',
  words: '記録された承諾に基づく引用。',
  method:
    '各数値は、この版の提出時に出所から記録とともに写したものです。お客様の申告は当方で計測したものではありません。',
};

const byLanguage = { en, de, fr, ja };

/** The words in the language of a locale. */
export const caseStudyLabels = (locale: DocumentLocale): CaseStudyLabels => byLanguage[languageOf(locale)];
