import { type DocumentLocale, languageOf } from '../format';

/** Headings of a quote's spreadsheet. */
export interface TableExportLabels {
  sheets: { quote: string; lines: string; bills: string; totals: string };
  facts: {
    number: string;
    version: string;
    title: string;
    customer: string;
    currency: string;
    startDate: string;
    months: string;
    validUntil: string;
    priceList: string;
    released: string;
  };
  yes: string;
  no: string;
  columns: {
    line: string;
    group: string;
    alternative: string;
    sku: string;
    item: string;
    quantity: string;
    unit: string;
    source: string;
    optional: string;
    list: string;
    lineDiscount: string;
    amount: string;
    multiYearDiscount: string;
    orderDiscount: string;
    net: string;
    annual: string;
    cost: string;
    margin: string;
    marginPercent: string;
    date: string;
    tax: string;
    gross: string;
    figure: string;
    value: string;
  };
  figures: {
    total: string;
    alternative(name: string): string;
    tax: string;
    gross: string;
    firstBill: string;
    recurring: string;
    oneTime: string;
    annual: string;
    optional: string;
    year(number: string): string;
  };
}

const en: TableExportLabels = {
  sheets: { quote: 'Quote', lines: 'Lines', bills: 'Bills', totals: 'Totals' },
  facts: {
    number: 'Number',
    version: 'Version',
    title: 'Title',
    customer: 'Customer',
    currency: 'Currency',
    startDate: 'Start',
    months: 'Term, months',
    validUntil: 'Valid until',
    priceList: 'Price list',
    released: 'Released',
  },
  yes: 'yes',
  no: 'no',
  columns: {
    line: 'Line',
    group: 'Group',
    alternative: 'Alternative',
    sku: 'Item code',
    item: 'Item',
    quantity: 'Quantity',
    unit: 'Unit',
    source: 'Quantity from',
    optional: 'Optional',
    list: 'At list price',
    lineDiscount: 'Discount of the line',
    amount: 'Amount',
    multiYearDiscount: 'Multi-year discount',
    orderDiscount: 'Discount on the order',
    net: 'Net',
    annual: 'Per year',
    cost: 'Cost',
    margin: 'Margin',
    marginPercent: 'Margin, % of net',
    date: 'Due',
    tax: 'Tax',
    gross: 'With tax',
    figure: 'Figure',
    value: 'Value',
  },
  figures: {
    total: 'Total contract value',
    alternative: (name) => `Total if ${name} is picked`,
    tax: 'Tax',
    gross: 'Total with tax',
    firstBill: 'First bill, with tax',
    recurring: 'Recurring',
    oneTime: 'One-time',
    annual: 'Annual recurring value',
    optional: 'Optional, in no other total',
    year: (number) => `Bills of year ${number}`,
  },
};

const de: TableExportLabels = {
  sheets: { quote: 'Angebot', lines: 'Positionen', bills: 'Rechnungen', totals: 'Summen' },
  facts: {
    number: 'Nummer',
    version: 'Fassung',
    title: 'Titel',
    customer: 'Kunde',
    currency: 'Währung',
    startDate: 'Beginn',
    months: 'Laufzeit, Monate',
    validUntil: 'Gültig bis',
    priceList: 'Preisliste',
    released: 'Freigegeben',
  },
  yes: 'ja',
  no: 'nein',
  columns: {
    line: 'Position',
    group: 'Gruppe',
    alternative: 'Variante',
    sku: 'Artikelnummer',
    item: 'Artikel',
    quantity: 'Menge',
    unit: 'Einheit',
    source: 'Menge aus',
    optional: 'Optional',
    list: 'Zum Listenpreis',
    lineDiscount: 'Nachlass der Position',
    amount: 'Betrag',
    multiYearDiscount: 'Mehrjahresnachlass',
    orderDiscount: 'Nachlass auf den Auftrag',
    net: 'Netto',
    annual: 'Pro Jahr',
    cost: 'Kosten',
    margin: 'Marge',
    marginPercent: 'Marge, % vom Netto',
    date: 'Fällig',
    tax: 'Steuer',
    gross: 'Mit Steuer',
    figure: 'Kennzahl',
    value: 'Wert',
  },
  figures: {
    total: 'Gesamter Vertragswert',
    alternative: (name) => `Gesamt bei Wahl von ${name}`,
    tax: 'Steuer',
    gross: 'Gesamt mit Steuer',
    firstBill: 'Erste Rechnung, mit Steuer',
    recurring: 'Wiederkehrend',
    oneTime: 'Einmalig',
    annual: 'Wiederkehrender Jahreswert',
    optional: 'Optional, in keiner anderen Summe',
    year: (number) => `Rechnungen im Jahr ${number}`,
  },
};

const fr: TableExportLabels = {
  sheets: { quote: 'Devis', lines: 'Lignes', bills: 'Factures', totals: 'Totaux' },
  facts: {
    number: 'Numéro',
    version: 'Version',
    title: 'Titre',
    customer: 'Client',
    currency: 'Devise',
    startDate: 'Début',
    months: 'Durée, mois',
    validUntil: 'Valable jusqu’au',
    priceList: 'Tarif',
    released: 'Publié',
  },
  yes: 'oui',
  no: 'non',
  columns: {
    line: 'Ligne',
    group: 'Groupe',
    alternative: 'Variante',
    sku: 'Code article',
    item: 'Article',
    quantity: 'Quantité',
    unit: 'Unité',
    source: 'Quantité d’après',
    optional: 'En option',
    list: 'Au prix tarif',
    lineDiscount: 'Remise de la ligne',
    amount: 'Montant',
    multiYearDiscount: 'Remise pluriannuelle',
    orderDiscount: 'Remise sur la commande',
    net: 'Net',
    annual: 'Par an',
    cost: 'Coût',
    margin: 'Marge',
    marginPercent: 'Marge, % du net',
    date: 'Échéance',
    tax: 'Taxe',
    gross: 'Avec taxe',
    figure: 'Chiffre',
    value: 'Valeur',
  },
  figures: {
    total: 'Valeur totale du contrat',
    alternative: (name) => `Total si ${name} est choisi`,
    tax: 'Taxe',
    gross: 'Total avec taxe',
    firstBill: 'Première facture, avec taxe',
    recurring: 'Récurrent',
    oneTime: 'Ponctuel',
    annual: 'Valeur annuelle récurrente',
    optional: 'En option, dans aucun autre total',
    year: (number) => `Factures de l’année ${number}`,
  },
};

const ja: TableExportLabels = {
  sheets: { quote: '見積', lines: '明細', bills: '請求', totals: '合計' },
  facts: {
    number: '番号',
    version: '版',
    title: '件名',
    customer: '顧客',
    currency: '通貨',
    startDate: '開始日',
    months: '期間（月）',
    validUntil: '有効期限',
    priceList: '価格表',
    released: '発行済',
  },
  yes: 'はい',
  no: 'いいえ',
  columns: {
    line: '行',
    group: 'グループ',
    alternative: '選択肢',
    sku: '品目コード',
    item: '品目',
    quantity: '数量',
    unit: '単位',
    source: '数量の根拠',
    optional: 'オプション',
    list: '定価での金額',
    lineDiscount: '品目の値引',
    amount: '金額',
    multiYearDiscount: '複数年割引',
    orderDiscount: '注文全体の値引',
    net: '正味',
    annual: '年額',
    cost: '原価',
    margin: '粗利',
    marginPercent: '粗利率（%）',
    date: '支払期日',
    tax: '税',
    gross: '税込',
    figure: '項目',
    value: '値',
  },
  figures: {
    total: '契約総額',
    alternative: (name) => `${name}を選んだ場合の合計`,
    tax: '税',
    gross: '税込合計',
    firstBill: '初回請求（税込）',
    recurring: '継続',
    oneTime: '一回限り',
    annual: '年間継続額',
    optional: 'オプション（他の合計に含まず）',
    year: (number) => `${number}年目の請求`,
  },
};

/** Headings in the language of a locale. */
export const tableExportLabels = (locale: DocumentLocale): TableExportLabels =>
  ({ en, de, fr, ja })[languageOf(locale)];
