import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { createFormat, type Format } from '../format/format';
import type { Catalogue, Messages, Translate, Translation } from './catalogue';
import { uiText } from './english';
import { createTranslate } from './translate';

interface LocaleValue {
  locale: string;
  timeZone: string;
  translations: readonly Translation[];
  format: Format;
}

export interface LocaleProviderProps {
  /** BCP 47, such as `en-GB`; left out, the language of the browser or system. */
  locale?: string;
  /** IANA name; left out, the system's. */
  timeZone?: string;
  translations?: readonly Translation[];
  children: ReactNode;
}

const NO_TRANSLATIONS: readonly Translation[] = [];

function localeValue(locale: string, timeZone: string, translations: readonly Translation[]): LocaleValue {
  const format = createFormat({ locale, timeZone, t: createTranslate(uiText, locale, translations) });
  return { locale, timeZone, translations, format };
}

// Where the system's locale is POSIX, Chromium says `en-US@posix`, which is no language tag (RFC 5646).
const systemLocale = () => (typeof navigator === 'undefined' ? 'en' : navigator.language.split('@')[0] || 'en');
const systemTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const LocaleContext = createContext<LocaleValue | null>(null);
let systemValue: LocaleValue | undefined;

/** Decides language, number and date formats, and time zone for everything inside. */
export function LocaleProvider({ locale, timeZone, translations = NO_TRANSLATIONS, children }: LocaleProviderProps) {
  const value = useMemo(
    () => localeValue(locale ?? systemLocale(), timeZone ?? systemTimeZone(), translations),
    [locale, timeZone, translations],
  );
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>;
}

function useLocaleValue(): LocaleValue {
  const value = useContext(LocaleContext);
  if (value) return value;
  // Without a provider (a component looked at on its own) the system's settings hold.
  systemValue ??= localeValue(systemLocale(), systemTimeZone(), NO_TRANSLATIONS);
  return systemValue;
}

/** The person's locale and time zone. */
export function useLocale(): { locale: string; timeZone: string } {
  return useLocaleValue();
}

/** Figures, amounts, dates and durations as the person's locale writes them. */
export function useFormat(): Format {
  return useLocaleValue().format;
}

/** `t('key', variables)` for one catalogue, in the person's language. */
export function useText<M extends Messages>(catalogue: Catalogue<M>): Translate<M> {
  const { locale, translations } = useLocaleValue();
  return useMemo(() => createTranslate(catalogue, locale, translations), [catalogue, locale, translations]);
}
