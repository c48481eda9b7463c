import type { DocumentLocale } from '../../src-shared/documents';
import { currencies } from '../../src-shared/kernel/currencies';
import type { SelectOption, Translate } from '../ui';
import type { workspaceText } from './text';

/** Currencies that a price can be in today: ISO 4217 without historic ones and those that have no minor unit. */
export const currencyOptions: readonly SelectOption[] = Object.entries(currencies)
  .filter(([, { digits, withdrawn }]) => digits !== null && withdrawn === undefined)
  .map(([code, { name }]) => ({ value: code, label: `${code} – ${name}` }));

/** In the order in which they are offered. */
const locales: readonly DocumentLocale[] = ['en-GB', 'en', 'de', 'fr', 'ja'];

/** The languages that documents can be written in. */
export function localeOptions(t: Translate<(typeof workspaceText)['messages']>): SelectOption[] {
  return locales.map((locale) => ({ value: locale, label: t(`locale.${locale}`) }));
}

/** What is likely to be right for this computer. */
export function likelyLocale(language = navigator.language): DocumentLocale {
  const exact = locales.find((locale) => locale.toLowerCase() === language.toLowerCase());
  if (exact) return exact;
  const [base] = language.split('-');
  if (base === 'en') return language === 'en-US' ? 'en' : 'en-GB';
  return locales.find((locale) => locale === base) ?? 'en-GB';
}
