import { type DocumentLocale, languageOf } from '../format';

/** How the documents of an amendment say what changes in an agreement; dates and numbers come written out. */
export interface AmendmentLabels {
  /** What this is, for somebody who holds only this page. */
  summary(agreement: string, from: string, until: string): string;
  /** Headings of the lines. */
  changes: string;
  follows: string;
  /** What was agreed, and given back for the days that are left. */
  asAgreed(quantity: string, unit: string): string;
  /** What is agreed from now on. */
  asChanged(quantity: string, unit: string): string;
  added(quantity: string, unit: string): string;
  removed: string;
  /** What the amendment costs, or gives back, until the agreement ends. */
  total(until: string): string;
  totalDefinition: string;
  /** The accepted versions that it stands on. */
  basis(versions: string): string;
  held: string;
}

const en: AmendmentLabels = {
  summary: (agreement, from, until) =>
    `This changes what was agreed with ${agreement}. It holds from ${from}, up to but not including ${until}, when the agreement ends. What is not listed here stays as it was agreed.`,
  changes: 'What changes',
  follows: 'What follows from it, as a percentage',
  asAgreed: (quantity, unit) => `Before: ${quantity} ${unit}, no longer charged`,
  asChanged: (quantity, unit) => `After: ${quantity} ${unit}`,
  added: (quantity, unit) => `New: ${quantity} ${unit}`,
  removed: 'After: none',
  total: (until) => `Difference until ${until}`,
  totalDefinition:
    'What is charged from then on less what is no longer charged, over all bills that are left, part periods by the day, before tax.',
  basis: (versions) => `Made on what is in force: ${versions}.`,
  held: 'Prices and discounts are those of the agreement.',
};

const de: AmendmentLabels = {
  summary: (agreement, from, until) =>
    `Dies ändert, was mit ${agreement} vereinbart wurde. Es gilt ab ${from}, bis ausschließlich ${until}, dem Ende der Vereinbarung. Was hier nicht genannt ist, bleibt wie vereinbart.`,
  changes: 'Was sich ändert',
  follows: 'Was sich anteilig mit ändert',
  asAgreed: (quantity, unit) => `Bisher: ${quantity} ${unit}, nicht mehr berechnet`,
  asChanged: (quantity, unit) => `Künftig: ${quantity} ${unit}`,
  added: (quantity, unit) => `Neu: ${quantity} ${unit}`,
  removed: 'Künftig: entfällt',
  total: (until) => `Unterschied bis ${until}`,
  totalDefinition:
    'Was künftig berechnet wird, abzüglich dessen, was nicht mehr berechnet wird, über alle verbleibenden Rechnungen, Teilzeiträume tagesgenau, vor Steuer.',
  basis: (versions) => `Grundlage ist, was gilt: ${versions}.`,
  held: 'Preise und Nachlässe sind die der Vereinbarung.',
};

const fr: AmendmentLabels = {
  summary: (agreement, from, until) =>
    `Ceci modifie ce qui a été convenu avec ${agreement}. Valable à partir du ${from} et jusqu’au ${until} exclu, fin de l’accord. Ce qui n’est pas cité ici reste comme convenu.`,
  changes: 'Ce qui change',
  follows: 'Ce qui en découle, en pourcentage',
  asAgreed: (quantity, unit) => `Avant\u00a0: ${quantity} ${unit}, n’est plus facturé`,
  asChanged: (quantity, unit) => `Après\u00a0: ${quantity} ${unit}`,
  added: (quantity, unit) => `Nouveau\u00a0: ${quantity} ${unit}`,
  removed: 'Après\u00a0: supprimé',
  total: (until) => `Différence jusqu’au ${until}`,
  totalDefinition:
    'Ce qui est facturé désormais, moins ce qui ne l’est plus, sur toutes les factures restantes, les périodes partielles au jour près, hors taxe.',
  basis: (versions) => `Établi sur ce qui est en vigueur\u00a0: ${versions}.`,
  held: 'Les prix et les remises sont ceux de l’accord.',
};

const ja: AmendmentLabels = {
  summary: (agreement, from, until) =>
    `${agreement}で合意した内容を変更します。${from}から、契約が終了する${until}の前日まで有効です。ここに記載のない内容は合意のまま変わりません。`,
  changes: '変更内容',
  follows: '割合により連動する内容',
  asAgreed: (quantity, unit) => `変更前：${quantity} ${unit}（以後請求なし）`,
  asChanged: (quantity, unit) => `変更後：${quantity} ${unit}`,
  added: (quantity, unit) => `追加：${quantity} ${unit}`,
  removed: '変更後：なし',
  total: (until) => `${until}までの差額`,
  totalDefinition:
    '残りのすべての請求について、今後請求する額から請求しなくなる額を引いた額です。期間の端数は日割り、税抜です。',
  basis: (versions) => `現在有効な内容（${versions}）に基づきます。`,
  held: '価格と値引は合意のとおりです。',
};

/** The words of a locale's language. */
export const amendmentLabels = (locale: DocumentLocale): AmendmentLabels => ({ en, de, fr, ja })[languageOf(locale)];
