import type { ChartStanding, CitationKind, ClaimSetKind, ElementStatus } from '../../claims';
import { type DocumentLocale, languageOf } from '../format';
import type { Disclosure } from '../schema/base';

/** Fixed words of claim charts, defensibility briefs and sales cards. */
export interface ClaimLabels {
  chart: string;
  brief: string;
  card: string;
  /** To whom the document may go; it names no customer. */
  disclosures: Record<Disclosure, string>;
  draft: string;
  draftSentence: string;
  standings: Record<ChartStanding, string>;
  statuses: Record<ElementStatus, string>;
  setKinds: Record<ClaimSetKind, string>;
  citations: Record<CitationKind, string>;
  claimOf(claim: string, set: string): string;
  against(subject: string): string;
  ownPractice: string;
  archetype: string;
  element: string;
  mapping: string;
  evidence: string;
  noEvidence: string;
  noMapping: string;
  notOnDevice(file: string): string;
  holdsUntil: string;
  holdsOpen: string;
  subject: string;
  claims: string;
  independent: string;
  dependent: string;
  preamble: string;
  elements: string;
  elementsMet: string;
  withEvidence: string;
  cited: string;
  citedSentence: string;
  decisions: string;
  decided: Record<'approve' | 'return', string>;
  outOfDate: string;
  /** Says that a chart states correspondence and no more. */
  caveat: string;
  moreElements(count: string, chart: string): string;
  protects: string;
  designAround: string;
  alternatives: string;
  alternative: string;
  measured: string;
  notMeasured: string;
  noAlternatives: string;
  licensing: string;
  approvedVersion(chart: string, version: string): string;
  builtFrom: string;
  receipt: string;
  summary: string;
  /** Of a chart's Word file: what of it may be edited. */
  editing: string;
}

const en: ClaimLabels = {
  chart: 'Claim chart',
  brief: 'Defensibility brief',
  card: 'Sales card',
  disclosures: {
    public: 'Public',
    nda: 'Confidential, only under a confidentiality agreement',
    internal: 'Internal, not to be passed on',
  },
  draft: 'Not approved',
  draftSentence: 'Not approved: a draft for engineers and legal. Nothing in it may be said to a customer.',
  standings: {
    draft: 'Draft',
    'in-review': 'In review',
    'changes-requested': 'Changes requested',
    approved: 'Approved',
    released: 'Released to sales',
    expired: 'Expired',
    withdrawn: 'Withdrawn',
  },
  statuses: { met: 'Met', 'not-met': 'Not met', 'not-shown': 'Not shown', disputed: 'Disputed' },
  setKinds: { 'own-patent': 'Own patent', pending: 'Pending application', product: 'Product claims' },
  citations: {
    metric: 'Metric',
    log: 'Log',
    configuration: 'Configuration',
    screenshot: 'Screenshot',
    document: 'Document',
    web: 'Public address',
  },
  claimOf: (claim, set) => `Claim ${claim} of ${set}`,
  against: (subject) => `Held against: ${subject}`,
  ownPractice: 'Own practice',
  archetype: 'Class of product',
  element: 'Element',
  mapping: 'Mapping',
  evidence: 'Evidence',
  noEvidence: 'No evidence cited.',
  noMapping: 'Not mapped yet.',
  notOnDevice: (file) => `${file} was not at hand, or is not what was cited.`,
  holdsUntil: 'Holds until',
  holdsOpen: 'without end',
  subject: 'Subject',
  claims: 'Claims',
  independent: 'independent',
  dependent: 'dependent',
  preamble: 'Preamble',
  elements: 'elements',
  elementsMet: 'elements met',
  withEvidence: 'elements with evidence',
  cited: 'What is cited',
  citedSentence: 'Each file is known by the SHA-256 digest of its bytes. Any other bytes have another digest.',
  decisions: 'Decisions',
  decided: { approve: 'approved', return: 'returned' },
  outOfDate: 'Out of date',
  caveat:
    'A chart states which observable behaviour or configuration corresponds to which element. It is no assertion of infringement and no opinion on validity.',
  moreElements: (count, chart) => `${count} more elements stand in the claim chart ${chart}.`,
  protects: 'What is protected',
  designAround: 'Why it is hard to do otherwise',
  alternatives: 'Alternatives considered',
  alternative: 'Alternative',
  measured: 'What it costs',
  notMeasured: 'not measured',
  noAlternatives: 'No alternative was considered.',
  licensing: 'Licensing stance',
  approvedVersion: (chart, version) => `${chart}, approved version ${version}`,
  builtFrom: 'Built from approved charts only',
  receipt: 'Receipt',
  summary: 'Summary',
  editing:
    'Edit the summary and the shaded cells only, with tracked changes or without; comments may stand anywhere. A file that was changed in another place is not taken in again.',
};

const de: ClaimLabels = {
  chart: 'Anspruchstabelle',
  brief: 'Schutzübersicht',
  card: 'Vertriebsblatt',
  disclosures: {
    public: 'Öffentlich',
    nda: 'Vertraulich, nur mit Vertraulichkeitsvereinbarung',
    internal: 'Intern, nicht zur Weitergabe',
  },
  draft: 'Nicht freigegeben',
  draftSentence:
    'Nicht freigegeben: ein Entwurf für Technik und Rechtsabteilung. Nichts davon darf einem Kunden gesagt werden.',
  standings: {
    draft: 'Entwurf',
    'in-review': 'In Prüfung',
    'changes-requested': 'Änderungen verlangt',
    approved: 'Freigegeben',
    released: 'An den Vertrieb freigegeben',
    expired: 'Abgelaufen',
    withdrawn: 'Zurückgezogen',
  },
  statuses: { met: 'Erfüllt', 'not-met': 'Nicht erfüllt', 'not-shown': 'Nicht gezeigt', disputed: 'Strittig' },
  setKinds: { 'own-patent': 'Eigenes Patent', pending: 'Anmeldung', product: 'Produktangaben' },
  citations: {
    metric: 'Messgröße',
    log: 'Protokoll',
    configuration: 'Konfiguration',
    screenshot: 'Bildschirmfoto',
    document: 'Dokument',
    web: 'Öffentliche Adresse',
  },
  claimOf: (claim, set) => `Anspruch ${claim} aus ${set}`,
  against: (subject) => `Gegenübergestellt: ${subject}`,
  ownPractice: 'Eigene Ausführung',
  archetype: 'Produktklasse',
  element: 'Merkmal',
  mapping: 'Zuordnung',
  evidence: 'Nachweis',
  noEvidence: 'Kein Nachweis angeführt.',
  noMapping: 'Noch nicht zugeordnet.',
  notOnDevice: (file) => `${file} lag nicht vor oder ist nicht, was angeführt wurde.`,
  holdsUntil: 'Gilt bis',
  holdsOpen: 'unbefristet',
  subject: 'Gegenstand',
  claims: 'Ansprüche',
  independent: 'unabhängig',
  dependent: 'abhängig',
  preamble: 'Oberbegriff',
  elements: 'Merkmale',
  elementsMet: 'Merkmale erfüllt',
  withEvidence: 'Merkmale mit Nachweis',
  cited: 'Was angeführt wird',
  citedSentence:
    'Jede Datei ist an der SHA-256-Prüfsumme ihrer Bytes zu erkennen. Andere Bytes haben eine andere Prüfsumme.',
  decisions: 'Entscheidungen',
  decided: { approve: 'freigegeben', return: 'zurückgegeben' },
  outOfDate: 'Überholt',
  caveat:
    'Die Tabelle sagt, welches beobachtbare Verhalten oder welche Konfiguration welchem Merkmal entspricht. Sie behauptet keine Verletzung und äußert sich nicht zur Rechtsbeständigkeit.',
  moreElements: (count, chart) => `${count} weitere Merkmale stehen in der Anspruchstabelle ${chart}.`,
  protects: 'Was geschützt ist',
  designAround: 'Warum es schwer anders geht',
  alternatives: 'Erwogene Alternativen',
  alternative: 'Alternative',
  measured: 'Was sie kostet',
  notMeasured: 'nicht gemessen',
  noAlternatives: 'Es wurde keine Alternative erwogen.',
  licensing: 'Haltung zu Lizenzen',
  approvedVersion: (chart, version) => `${chart}, freigegebene Fassung ${version}`,
  builtFrom: 'Nur aus freigegebenen Tabellen',
  receipt: 'Beleg',
  summary: 'Zusammenfassung',
  editing:
    'Nur die Zusammenfassung und die farbigen Zellen ändern, mit oder ohne Nachverfolgung; Kommentare dürfen überall stehen. Eine an anderer Stelle geänderte Datei wird nicht wieder eingelesen.',
};

const fr: ClaimLabels = {
  chart: 'Tableau de revendication',
  brief: 'Note de protection',
  card: 'Fiche de vente',
  disclosures: {
    public: 'Public',
    nda: 'Confidentiel, uniquement sous accord de confidentialité',
    internal: 'Interne, ne pas transmettre',
  },
  draft: 'Non approuvé',
  draftSentence:
    'Non approuvé\u00a0: un projet pour la technique et le service juridique. Rien n’en peut être dit à un client.',
  standings: {
    draft: 'Projet',
    'in-review': 'En examen',
    'changes-requested': 'Modifications demandées',
    approved: 'Approuvé',
    released: 'Remis aux ventes',
    expired: 'Expiré',
    withdrawn: 'Retiré',
  },
  statuses: { met: 'Rempli', 'not-met': 'Non rempli', 'not-shown': 'Non montré', disputed: 'Contesté' },
  setKinds: { 'own-patent': 'Brevet propre', pending: 'Demande en cours', product: 'Allégations du produit' },
  citations: {
    metric: 'Mesure',
    log: 'Journal',
    configuration: 'Configuration',
    screenshot: 'Capture d’écran',
    document: 'Document',
    web: 'Adresse publique',
  },
  claimOf: (claim, set) => `Revendication ${claim} de ${set}`,
  against: (subject) => `Mis en regard de\u00a0: ${subject}`,
  ownPractice: 'Mise en œuvre propre',
  archetype: 'Classe de produits',
  element: 'Élément',
  mapping: 'Correspondance',
  evidence: 'Preuve',
  noEvidence: 'Aucune preuve citée.',
  noMapping: 'Pas encore mis en correspondance.',
  notOnDevice: (file) => `${file} n’était pas disponible, ou n’est pas ce qui a été cité.`,
  holdsUntil: 'Valable jusqu’au',
  holdsOpen: 'sans limite',
  subject: 'Objet',
  claims: 'Revendications',
  independent: 'indépendante',
  dependent: 'dépendante',
  preamble: 'Préambule',
  elements: 'éléments',
  elementsMet: 'éléments remplis',
  withEvidence: 'éléments avec preuve',
  cited: 'Ce qui est cité',
  citedSentence:
    'Chaque fichier est connu par l’empreinte SHA-256 de ses octets. D’autres octets ont une autre empreinte.',
  decisions: 'Décisions',
  decided: { approve: 'approuvé', return: 'renvoyé' },
  outOfDate: 'Périmé',
  caveat:
    'Le tableau dit quel comportement observable ou quelle configuration correspond à quel élément. Il n’affirme aucune contrefaçon et ne se prononce pas sur la validité.',
  moreElements: (count, chart) => `${count} autres éléments figurent dans le tableau ${chart}.`,
  protects: 'Ce qui est protégé',
  designAround: 'Pourquoi il est difficile de faire autrement',
  alternatives: 'Solutions envisagées',
  alternative: 'Solution',
  measured: 'Ce qu’elle coûte',
  notMeasured: 'non mesuré',
  noAlternatives: 'Aucune autre solution n’a été envisagée.',
  licensing: 'Position sur les licences',
  approvedVersion: (chart, version) => `${chart}, version approuvée ${version}`,
  builtFrom: 'Établie à partir de tableaux approuvés seulement',
  receipt: 'Reçu',
  summary: 'Résumé',
  editing:
    'Modifier seulement le résumé et les cellules colorées, avec ou sans suivi des modifications\u00a0; les commentaires sont permis partout. Un fichier modifié ailleurs n’est pas repris.',
};

const ja: ClaimLabels = {
  chart: 'クレームチャート',
  brief: '権利防御の概要',
  card: '営業用シート',
  disclosures: { public: '公開', nda: '秘密、秘密保持契約のもとでのみ開示', internal: '社内限り' },
  draft: '未承認',
  draftSentence: '未承認：技術部門と法務部門のための草案であり、内容を顧客に伝えてはなりません。',
  standings: {
    draft: '草案',
    'in-review': '確認中',
    'changes-requested': '修正依頼',
    approved: '承認済み',
    released: '営業に公開済み',
    expired: '期限切れ',
    withdrawn: '取り下げ',
  },
  statuses: { met: '充足', 'not-met': '非充足', 'not-shown': '未確認', disputed: '争いあり' },
  setKinds: { 'own-patent': '自社特許', pending: '出願中', product: '製品の主張' },
  citations: {
    metric: '測定値',
    log: 'ログ',
    configuration: '設定',
    screenshot: '画面写真',
    document: '文書',
    web: '公開アドレス',
  },
  claimOf: (claim, set) => `${set}の請求項${claim}`,
  against: (subject) => `対比の対象：${subject}`,
  ownPractice: '自社の実施',
  archetype: '製品の類型',
  element: '構成要件',
  mapping: '対応',
  evidence: '証拠',
  noEvidence: '証拠の引用はありません。',
  noMapping: 'まだ対応付けられていません。',
  notOnDevice: (file) => `${file}は手元にないか、引用時のものと異なります。`,
  holdsUntil: '有効期限',
  holdsOpen: '期限なし',
  subject: '対象',
  claims: '請求項',
  independent: '独立',
  dependent: '従属',
  preamble: '前提部',
  elements: '構成要件',
  elementsMet: '充足する構成要件',
  withEvidence: '証拠のある構成要件',
  cited: '引用したもの',
  citedSentence: '各ファイルは、その内容のSHA-256で特定されます。内容が異なれば値も異なります。',
  decisions: '決定',
  decided: { approve: '承認', return: '差し戻し' },
  outOfDate: '古くなっています',
  caveat:
    '本表は、観察できる挙動または設定がどの構成要件に対応するかを述べるものです。侵害の主張でも、有効性についての意見でもありません。',
  moreElements: (count, chart) => `ほか${count}件の構成要件はクレームチャート${chart}にあります。`,
  protects: '保護の対象',
  designAround: '別の方法が難しい理由',
  alternatives: '検討した代替案',
  alternative: '代替案',
  measured: 'その代償',
  notMeasured: '未測定',
  noAlternatives: '代替案は検討されていません。',
  licensing: 'ライセンスの方針',
  approvedVersion: (chart, version) => `${chart}、承認された第${version}版`,
  builtFrom: '承認されたチャートのみに基づく',
  receipt: '受領記録',
  summary: '要約',
  editing:
    '要約と色付きのセルだけを編集してください（変更履歴の有無は問いません）。コメントはどこに付けてもかまいません。ほかの箇所が変更されたファイルは取り込まれません。',
};

/** The words of a locale's language. */
export const claimLabels = (locale: DocumentLocale): ClaimLabels => ({ en, de, fr, ja })[languageOf(locale)];
