import { type DocumentLocale, languageOf } from '../format';

/** Fixed words of order forms and acceptance sheets. */
export interface OrderFormLabels {
  orderForm: string;
  customer: string;
  supplier: string;
  bills: string;
  billsSentence: string;
  /** The same where the customer picks one of several: of which one it is. */
  billsIfPicked(name: string): string;
  due: string;
  net: string;
  tax: string;
  gross: string;
  sum: string;
  chooseOne: string;
  chooseOptional: string;
  orderHeading: string;
  orderSentence(customer: string, company: string, number: string, version: string, until: string): string;
  forCustomer: string;
  forSupplier: string;
  placeAndDate: string;
  /** Of a sheet's field: how a day is written, so that it can be read back. */
  sheetDate: string;
  /** Of a sheet's field: a typed name counts as signature there. */
  sheetSignature: string;
  acceptance: string;
  acceptanceOf(number: string, version: string): string;
  acceptanceSentence(customer: string, file: string): string;
  accepts: string;
  fileDigest: string;
  digestSentence: string;
  acceptedBy: string;
  acceptedOn: string;
  picked: string;
  signedOnScreen: string;
  notSigned: string;
  contested: string;
  returnSentence(company: string, until: string): string;
  kinds: Record<'order-form' | 'quote', string>;
}

const en: OrderFormLabels = {
  orderForm: 'Order form',
  customer: 'Customer',
  supplier: 'Supplier',
  bills: 'Bills by date',
  billsSentence: 'Everything that is billed for what is listed above, without optional lines.',
  billsIfPicked: (name) => `Everything that is billed if ${name} is picked, without optional lines.`,
  due: 'Due',
  net: 'Net',
  tax: 'Tax',
  gross: 'To pay',
  sum: 'Sum',
  chooseOne: 'Tick one',
  chooseOptional: 'Tick what is ordered as well',
  orderHeading: 'Order',
  orderSentence: (customer, company, number, version, until) =>
    `${customer} orders from ${company} what ${number}, version ${version} lists, at its prices and on its terms. This order can be placed until ${until}.`,
  forCustomer: 'For the customer',
  forSupplier: 'For the supplier',
  placeAndDate: 'Place and date',
  sheetDate: 'Date, such as 2026-11-30',
  sheetSignature: 'Signature, typed or drawn',
  acceptance: 'Acceptance',
  acceptanceOf: (number, version) => `Acceptance of ${number}, version ${version}`,
  acceptanceSentence: (customer, file) => `${customer} accepts this file, as it is, and nothing else: ${file}`,
  accepts: 'What is accepted',
  fileDigest: 'SHA-256 of the file',
  digestSentence:
    'The digest above is worked out from the bytes of the file. Any change to the file, however small, gives another digest.',
  acceptedBy: 'Accepted by',
  acceptedOn: 'Accepted on',
  picked: 'Picked',
  signedOnScreen: 'Signed on screen',
  notSigned: 'Accepted without a signature on screen',
  contested: 'Recorded although something spoke against it; the receipt of the acceptance says what.',
  returnSentence: (company, until) =>
    `Fill in and sign this sheet, on screen or on paper, and return it to ${company} by ${until}.`,
  kinds: { 'order-form': 'Order form', quote: 'Quote' },
};

const de: OrderFormLabels = {
  orderForm: 'Bestellschein',
  customer: 'Kunde',
  supplier: 'Lieferant',
  bills: 'Rechnungen nach Datum',
  billsSentence: 'Alles, was für die oben stehenden Positionen berechnet wird, ohne wahlweise Positionen.',
  billsIfPicked: (name) => `Alles, was bei Wahl von ${name} berechnet wird, ohne wahlweise Positionen.`,
  due: 'Fällig',
  net: 'Netto',
  tax: 'Steuer',
  gross: 'Zu zahlen',
  sum: 'Summe',
  chooseOne: 'Bitte eines ankreuzen',
  chooseOptional: 'Ankreuzen, was zusätzlich bestellt wird',
  orderHeading: 'Bestellung',
  orderSentence: (customer, company, number, version, until) =>
    `${customer} bestellt bei ${company}, was ${number}, Fassung ${version} aufführt, zu den dort genannten Preisen und Bedingungen. Die Bestellung ist bis ${until} möglich.`,
  forCustomer: 'Für den Kunden',
  forSupplier: 'Für den Lieferanten',
  placeAndDate: 'Ort und Datum',
  sheetDate: 'Datum, etwa 30.11.2026',
  sheetSignature: 'Unterschrift, getippt oder gezeichnet',
  acceptance: 'Annahme',
  acceptanceOf: (number, version) => `Annahme von ${number}, Fassung ${version}`,
  acceptanceSentence: (customer, file) =>
    `${customer} nimmt dieses Dokument so an, wie es ist, und nichts anderes: ${file}`,
  accepts: 'Was angenommen wird',
  fileDigest: 'SHA-256 der Datei',
  digestSentence:
    'Die Prüfsumme oben ist aus den Bytes der Datei errechnet. Jede noch so kleine Änderung an der Datei ergibt eine andere.',
  acceptedBy: 'Angenommen von',
  acceptedOn: 'Angenommen am',
  picked: 'Gewählt',
  signedOnScreen: 'Am Bildschirm unterschrieben',
  notSigned: 'Ohne Unterschrift am Bildschirm angenommen',
  contested: 'Festgehalten, obwohl etwas dagegen sprach; der Beleg der Annahme sagt, was.',
  returnSentence: (company, until) =>
    `Bitte am Bildschirm oder auf Papier ausfüllen, unterschreiben und bis ${until} an ${company} zurücksenden.`,
  kinds: { 'order-form': 'Bestellschein', quote: 'Angebot' },
};

const fr: OrderFormLabels = {
  orderForm: 'Bon de commande',
  customer: 'Client',
  supplier: 'Fournisseur',
  bills: 'Factures par date',
  billsSentence: 'Tout ce qui est facturé pour les articles ci-dessus, hors options.',
  billsIfPicked: (name) => `Tout ce qui est facturé si ${name} est choisi, hors options.`,
  due: 'Échéance',
  net: 'Net',
  tax: 'Taxe',
  gross: 'À payer',
  sum: 'Somme',
  chooseOne: 'Cocher un seul choix',
  chooseOptional: 'Cocher ce qui est commandé en plus',
  orderHeading: 'Commande',
  orderSentence: (customer, company, number, version, until) =>
    `${customer} commande à ${company} ce que ${number}, version ${version} énumère, aux prix et conditions indiqués. Cette commande peut être passée jusqu’au ${until}.`,
  forCustomer: 'Pour le client',
  forSupplier: 'Pour le fournisseur',
  placeAndDate: 'Lieu et date',
  sheetDate: 'Date, par exemple 30/11/2026',
  sheetSignature: 'Signature, saisie ou dessinée',
  acceptance: 'Acceptation',
  acceptanceOf: (number, version) => `Acceptation de ${number}, version ${version}`,
  acceptanceSentence: (customer, file) =>
    `${customer} accepte ce document tel qu’il est, et rien d’autre\u00a0: ${file}`,
  accepts: 'Ce qui est accepté',
  fileDigest: 'SHA-256 du fichier',
  digestSentence:
    'L’empreinte ci-dessus est calculée à partir des octets du fichier. La moindre modification du fichier en donne une autre.',
  acceptedBy: 'Accepté par',
  acceptedOn: 'Accepté le',
  picked: 'Choix',
  signedOnScreen: 'Signé à l’écran',
  notSigned: 'Accepté sans signature à l’écran',
  contested: 'Consigné bien que quelque chose s’y oppose\u00a0; le reçu de l’acceptation dit quoi.',
  returnSentence: (company, until) =>
    `À remplir et à signer, à l’écran ou sur papier, et à retourner à ${company} au plus tard le ${until}.`,
  kinds: { 'order-form': 'Bon de commande', quote: 'Devis' },
};

const ja: OrderFormLabels = {
  orderForm: '注文書',
  customer: '注文者',
  supplier: '供給者',
  bills: '日付別の請求',
  billsSentence: '上記の品目について請求されるすべて。オプションは含みません。',
  billsIfPicked: (name) => `${name}を選んだ場合に請求されるすべて。オプションは含みません。`,
  due: '支払期日',
  net: '正味',
  tax: '税',
  gross: '支払額',
  sum: '合計',
  chooseOne: '一つに印を付けてください',
  chooseOptional: '併せて注文するものに印を付けてください',
  orderHeading: '注文',
  orderSentence: (customer, company, number, version, until) =>
    `${customer}は、${number}（第${version}版）に記載の品目を、記載の価格と条件で${company}に注文します。この注文は${until}まで可能です。`,
  forCustomer: '注文者',
  forSupplier: '供給者',
  placeAndDate: '場所と日付',
  sheetDate: '日付（例：2026/11/30）',
  sheetSignature: '署名（入力または手書き）',
  acceptance: '承諾',
  acceptanceOf: (number, version) => `${number}（第${version}版）の承諾書`,
  acceptanceSentence: (customer, file) => `${customer}は、次の文書をこのとおり承諾し、それ以外は承諾しません：${file}`,
  accepts: '承諾の対象',
  fileDigest: 'ファイルのSHA-256',
  digestSentence: '上の値はファイルの内容から計算されます。わずかでも変更すると別の値になります。',
  acceptedBy: '承諾者',
  acceptedOn: '承諾日',
  picked: '選択',
  signedOnScreen: '画面上で署名',
  notSigned: '画面上の署名なしで承諾',
  contested: '異議となる点があるまま記録されました。内容は承諾の受領記録にあります。',
  returnSentence: (company, until) =>
    `画面上または紙にご記入・ご署名のうえ、${until}までに${company}へご返送ください。`,
  kinds: { 'order-form': '注文書', quote: '見積書' },
};

/** The words of a locale's language. */
export const orderFormLabels = (locale: DocumentLocale): OrderFormLabels => ({ en, de, fr, ja })[languageOf(locale)];
