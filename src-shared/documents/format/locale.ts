import de from './cldr/de.json';
import en from './cldr/en.json';
import enGB from './cldr/en-GB.json';
import fr from './cldr/fr.json';
import ja from './cldr/ja.json';

/** The languages documents are written in; `en` writes dates the American way, `en-GB` the European way. */
export const documentLocales = ['en', 'en-GB', 'de', 'fr', 'ja'] as const;

export type DocumentLocale = (typeof documentLocales)[number];

/** What is taken from the Unicode CLDR for one locale (see `cldr/extract.mjs`); never from the machine's own ICU. */
export interface LocaleData {
  /** Version of the CLDR. */
  cldr: string;
  locale: string;
  decimal: string;
  group: string;
  minimumGroupingDigits: number;
  decimalPattern: string;
  percentPattern: string;
  currencyPattern: string;
  monthsWide: string[];
  monthsAbbreviated: string[];
  dateFormats: { long: string; medium: string; short: string };
  currencies: Record<string, { name: string; symbol: string }>;
}

const data: Record<DocumentLocale, LocaleData> = { en, 'en-GB': enGB, de, fr, ja };

/** The CLDR facts of a locale. */
export const localeData = (locale: DocumentLocale): LocaleData => data[locale];

/** The CLDR version that all formats come from; part of a document's statement. */
export const cldrVersion: string = en.cldr;

/** The plain language of a locale, as `lang` of a document and for its fixed words. */
export const languageOf = (locale: DocumentLocale): 'en' | 'de' | 'fr' | 'ja' => (locale === 'en-GB' ? 'en' : locale);
