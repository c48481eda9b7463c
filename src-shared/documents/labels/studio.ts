import type { DocumentKind } from '../entity';
import { type DocumentLocale, languageOf } from '../format';

/** The fixed words of documents that are put together, and of binders. */
export interface StudioLabels {
  /** What a document is, for whom; stands in the header. */
  subject(kind: DocumentKind, customer: string): string;
  kind(kind: DocumentKind): string;
  builtFrom: string;
  source: string;
  version: string;
  digest: string;
  contents: string;
  attachments: string;
  page: string;
  /** Of a binder: how many documents and pages it holds. */
  holds(documents: string, pages: string): string;
  /** Follows the contents: what to do with the files that lie inside. */
  inside: string;
}

type Named = Partial<Record<DocumentKind, string>>;

const named = (names: Named, other: string, join: (name: string, customer: string) => string) => ({
  subject: (kind: DocumentKind, customer: string): string => join(names[kind] ?? other, customer),
  kind: (kind: DocumentKind): string => names[kind] ?? other,
});

const en: StudioLabels = {
  ...named(
    {
      quote: 'Quote',
      'order-form': 'Order form',
      acceptance: 'Acceptance sheet',
      'approval-sheet': 'Approval sheet',
      'sales-card': 'Sales card',
      'case-study': 'Case study',
      'success-plan': 'Success plan',
      'evidence-bundle': 'Evidence bundle',
      'proof-deck': 'Proof',
      roi: 'Value readout',
      'claim-chart': 'Claim chart',
      'defensibility-brief': 'Defensibility brief',
      'one-pager': 'One-pager',
      binder: 'Binder',
    },
    'Document',
    (name, customer) => `${name} for ${customer}`,
  ),
  builtFrom: 'What this document was built from',
  source: 'Source',
  version: 'Version',
  digest: 'Receipt or digest',
  contents: 'Contents',
  attachments: 'Attachments',
  page: 'Page',
  holds: (documents, pages) => `${documents} documents on ${pages} pages`,
  inside: 'Each document and each attachment lies inside this file as it was made. ‘proofdesk verify’ checks them all.',
};

const de: StudioLabels = {
  ...named(
    {
      quote: 'Angebot',
      'order-form': 'Bestellformular',
      acceptance: 'Annahmeblatt',
      'approval-sheet': 'Freigabeblatt',
      'sales-card': 'Verkaufskarte',
      'case-study': 'Fallstudie',
      'success-plan': 'Erfolgsplan',
      'evidence-bundle': 'Nachweispaket',
      'proof-deck': 'Nachweis',
      roi: 'Wertbetrachtung',
      'claim-chart': 'Anspruchstabelle',
      'defensibility-brief': 'Schutzübersicht',
      'one-pager': 'Kurzfassung',
      binder: 'Mappe',
    },
    'Dokument',
    (name, customer) => `${name} für ${customer}`,
  ),
  builtFrom: 'Woraus dieses Dokument gemacht ist',
  source: 'Quelle',
  version: 'Fassung',
  digest: 'Beleg oder Prüfsumme',
  contents: 'Inhalt',
  attachments: 'Anlagen',
  page: 'Seite',
  holds: (documents, pages) => `${documents} Dokumente auf ${pages} Seiten`,
  inside:
    'Jedes Dokument und jede Anlage liegt so in dieser Datei, wie sie gemacht wurde. „proofdesk verify“ prüft sie alle.',
};

const fr: StudioLabels = {
  ...named(
    {
      quote: 'Devis',
      'order-form': 'Bon de commande',
      acceptance: 'Fiche d’acceptation',
      'approval-sheet': 'Fiche de validation',
      'sales-card': 'Fiche de vente',
      'case-study': 'Étude de cas',
      'success-plan': 'Plan de réussite',
      'evidence-bundle': 'Dossier de preuves',
      'proof-deck': 'Preuve',
      roi: 'Bilan de valeur',
      'claim-chart': 'Tableau de revendications',
      'defensibility-brief': 'Note de protection',
      'one-pager': 'Résumé',
      binder: 'Dossier',
    },
    'Document',
    (name, customer) => `${name} pour ${customer}`,
  ),
  builtFrom: 'Ce dont ce document est fait',
  source: 'Source',
  version: 'Version',
  digest: 'Reçu ou empreinte',
  contents: 'Sommaire',
  attachments: 'Annexes',
  page: 'Page',
  holds: (documents, pages) => `${documents} documents sur ${pages} pages`,
  inside:
    'Chaque document et chaque annexe se trouve dans ce fichier tel qu’il a été fait. « proofdesk verify » les vérifie tous.',
};

const ja: StudioLabels = {
  ...named(
    {
      quote: '見積書',
      'order-form': '注文書',
      acceptance: '検収書',
      'approval-sheet': '承認書',
      'sales-card': '営業カード',
      'case-study': '導入事例',
      'success-plan': '成功計画',
      'evidence-bundle': '証拠一式',
      'proof-deck': '検証資料',
      roi: '価値試算',
      'claim-chart': 'クレームチャート',
      'defensibility-brief': '保護概要',
      'one-pager': '概要',
      binder: '資料一式',
    },
    '文書',
    (name, customer) => `${name}　${customer}様`,
  ),
  builtFrom: 'この文書の作成元',
  source: '出典',
  version: '版',
  digest: '記録または要約値',
  contents: '目次',
  attachments: '添付',
  page: 'ページ',
  holds: (documents, pages) => `文書${documents}件、${pages}ページ`,
  inside: '各文書と添付は、作成時のままこのファイルに含まれています。「proofdesk verify」で確認できます。',
};

/** The words in the language of a locale. */
export const studioLabels = (locale: DocumentLocale): StudioLabels => ({ en, de, fr, ja })[languageOf(locale)];
