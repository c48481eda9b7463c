/**
 * A message that depends on a number, by the plural categories of CLDR. English needs `one` and `other`; a translation
 * adds what its language needs. The number is the variable `count`, and `{count}` writes it in the person's locale.
 */
export interface PluralMessage {
  zero?: string;
  one?: string;
  two?: string;
  few?: string;
  many?: string;
  other: string;
}

/** Words for a person. `{name}` stands for a variable. */
export type Message = string | PluralMessage;
export type Messages = Record<string, Message>;

/** The English words of one area of the product (a domain, or `ui`), by key. */
export interface Catalogue<M extends Messages> {
  area: string;
  messages: M;
}

/** One area in another language; what it lacks is shown in English. */
export interface Translation {
  area: string;
  locale: string;
  messages: Partial<Record<string, Message>>;
}

/** The variables that a text names: `'{from} to {to}'` has `from` and `to`. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type VariablesOf<M> = M extends string
  ? { [Name in NamesIn<M>]: string | number }
  : { [Name in Exclude<NamesIn<M[keyof M]>, 'count'>]: string | number } & { count: number };
type VariableArguments<M> = [keyof VariablesOf<M>] extends [never] ? [] : [variables: VariablesOf<M>];

/** `t('key', variables)`: keys and variables are checked against the English catalogue. */
export type Translate<M extends Messages> = <Key extends keyof M & string>(
  key: Key,
  ...variables: VariableArguments<M[Key]>
) => string;

/**
 * Declares the English words of an area, in a file of its own beside the screens that use them.
 *
 * @example
 * export const quotesText = defineText('quotes', {
 *   title: 'Quotes',
 *   'lines.count': { one: '{count} line', other: '{count} lines' },
 *   'sent.to': 'Sent to {person}',
 * });
 * // in a component
 * const t = useText(quotesText);
 * t('lines.count', { count: 3 });
 */
export function defineText<const M extends Messages>(area: string, messages: M): Catalogue<M> {
  return { area, messages };
}

/** Declares an area's words in another language, with keys checked against the English ones. */
export function translateText<M extends Messages>(
  catalogue: Catalogue<M>,
  locale: string,
  messages: { [Key in keyof M]?: Message },
): Translation {
  return { area: catalogue.area, locale, messages: messages as Partial<Record<string, Message>> };
}
