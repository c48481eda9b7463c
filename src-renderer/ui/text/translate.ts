import type { Catalogue, Message, Messages, Translate, Translation } from './catalogue';

/**
 * The function that turns keys of `catalogue` into words for `locale`. A translation for the exact locale comes before one
 * for its language (`de-CH` before `de`), and English before nothing.
 */
export function createTranslate<M extends Messages>(
  catalogue: Catalogue<M>,
  locale: string,
  translations: readonly Translation[] = [],
): Translate<M> {
  const language = locale.split('-')[0] ?? locale;
  const own = translations.filter((translation) => translation.area === catalogue.area);
  const layers = [locale, language].flatMap((wanted) => own.filter((translation) => translation.locale === wanted));
  const english = new Intl.PluralRules('en');
  const plural = new Intl.PluralRules(locale);
  const figures = new Intl.NumberFormat(locale);
  const write = (value: string | number) =>
    typeof value === 'number' ? figures.format(value).replace(/^[-\u2212]/, '\u2212') : value;

  const translate = (key: string, variables: Record<string, string | number> = {}): string => {
    const translated = layers.find((layer) => layer.messages[key] !== undefined)?.messages[key];
    const message: Message | undefined = translated ?? catalogue.messages[key];
    // A key that exists in no language is a mistake in the code; showing it finds the place faster than an empty label.
    if (message === undefined) return `${catalogue.area}.${key}`;
    const rules = translated === undefined ? english : plural;
    const text =
      typeof message === 'string' ? message : (message[rules.select(Number(variables['count'] ?? 0))] ?? message.other);
    return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = variables[name];
      return value === undefined ? placeholder : write(value);
    });
  };
  return translate as Translate<M>;
}
