import type { HarnessFile, ParseContext, Place } from '../interface';
import { wholeText } from './lines';

/** A JSON text that does not parse: what was wrong, and at which character. */
export class JsonSyntaxError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

const closing = { '{': '}', '[': ']' } as const;
const literals = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** What C++ and Python programs print for numbers that JSON does not have. */
const bareNumbers = new Map<string, number>([
  ['NaN', Number.NaN],
  ['nan', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** No number or word of a result file is longer. */
const longestWord = 400;

/**
 * Parses JSON like `JSON.parse`, but tells the place of an error, and with `bareNumbers` reads the tokens NaN and Infinity.
 * Works without recursion, so that depth costs no stack.
 */
export function parseJson(text: string, options: { bareNumbers?: boolean } = {}): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new CarefulParser(text, options.bareNumbers ?? false).parse();
  }
}

type Container = { open: '{' | '['; value: unknown[] | Record<string, unknown>; key: string };
type Expecting = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma or end';

/** Goes through the text one token at a time with a stack of its own; slower than the engine's parser, but knows where it is. */
class CarefulParser {
  readonly #stack: Container[] = [];
  #result: unknown;
  #expecting: Expecting = 'value';
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly allowBare: boolean,
  ) {}

  parse(): unknown {
    for (this.#skipSpace(); this.#at < this.text.length; this.#skipSpace()) {
      const character = this.text[this.#at]!;
      if (character === '{' || character === '[') this.#open(character);
      else if (character === '}' || character === ']') this.#close(character);
      else if (character === ',') this.#comma();
      else if (character === ':') this.#colon();
      else if (character === '"') this.#string();
      else this.#word();
    }
    if (this.#stack.length > 0 || this.#expecting !== 'comma or end') this.#fail('the document ends early');
    return this.#result;
  }

  #fail(message: string, at = this.#at): never {
    throw new JsonSyntaxError(message, at);
  }

  #skipSpace(): void {
    while (this.#at < this.text.length && ' \t\r\n'.includes(this.text[this.#at]!)) this.#at += 1;
  }

  #put(value: unknown): void {
    if (!this.#expecting.startsWith('value')) this.#unexpected();
    const top = this.#stack.at(-1);
    if (!top) this.#result = value;
    else if (Array.isArray(top.value)) top.value.push(value);
    // Defined, not assigned: a member may be called __proto__.
    else Object.defineProperty(top.value, top.key, { value, enumerable: true, writable: true, configurable: true });
    this.#expecting = 'comma or end';
  }

  #unexpected(): never {
    switch (this.#expecting) {
      case 'colon':
        return this.#fail('a “:” is missing');
      case 'comma or end':
        return this.#fail(this.#stack.length === 0 ? 'text after the end of the document' : 'a “,” is missing');
      case 'name':
      case 'name or }':
        return this.#fail('a name in quotation marks is missing');
      default:
        return this.#fail(`unexpected “${this.text[this.#at]}”`);
    }
  }

  #open(bracket: '{' | '['): void {
    const value = bracket === '[' ? [] : {};
    this.#put(value);
    this.#stack.push({ open: bracket, value, key: '' });
    this.#expecting = bracket === '[' ? 'value or ]' : 'name or }';
    this.#at += 1;
  }

  #close(bracket: '}' | ']'): void {
    const top = this.#stack.at(-1);
    if (!top || closing[top.open] !== bracket) this.#fail(`“${bracket}” closes nothing that is open`);
    const empty = bracket === ']' ? 'value or ]' : 'name or }';
    if (this.#expecting !== 'comma or end' && this.#expecting !== empty) this.#fail(`unexpected “${bracket}”`);
    this.#stack.pop();
    this.#expecting = 'comma or end';
    this.#at += 1;
  }

  #comma(): void {
    const top = this.#stack.at(-1);
    if (this.#expecting !== 'comma or end' || !top) this.#fail('unexpected “,”');
    this.#expecting = top!.open === '[' ? 'value' : 'name';
    this.#at += 1;
  }

  #colon(): void {
    if (this.#expecting !== 'colon') this.#fail('unexpected “:”');
    this.#expecting = 'value';
    this.#at += 1;
  }

  #string(): void {
    let end = this.#at + 1;
    for (; end < this.text.length && this.text[end] !== '"'; end += 1) if (this.text[end] === '\\') end += 1;
    if (end >= this.text.length) this.#fail('the document ends early, inside a string', this.text.length);
    let value: string;
    try {
      value = JSON.parse(this.text.slice(this.#at, end + 1)) as string;
    } catch {
      this.#fail('a string is not well formed');
    }
    if (this.#expecting === 'name' || this.#expecting === 'name or }') {
      this.#stack.at(-1)!.key = value;
      this.#expecting = 'colon';
    } else this.#put(value);
    this.#at = end + 1;
  }

  #word(): void {
    const rest = this.text.slice(this.#at, this.#at + longestWord);
    const word = /^[-+.\w]+/.exec(rest)?.[0];
    if (word === undefined) this.#fail(`unexpected character ${JSON.stringify(this.text[this.#at])}`);
    else if (literals.has(word)) this.#put(literals.get(word));
    else if (number.test(word)) this.#put(Number(word));
    else if (this.allowBare && bareNumbers.has(word)) this.#put(bareNumbers.get(word));
    else if (this.#at + word.length === this.text.length) this.#fail('the document ends early', this.text.length);
    else this.#fail(`“${word.slice(0, 20)}” is no JSON value`);
    this.#at += word!.length;
  }
}

/** Line and column (in characters) of a position in a text, and its byte in the file where that is known. */
export function placeInText(text: string, at: number, file: HarnessFile): Place {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1) + 1;
  return { line, column, ...(file.byteOffset !== null && { byte: Buffer.byteLength(before) + file.byteOffset }) };
}

/** Reads a file that is one JSON document. Throws the context's refusal, with the place, where it is none. */
export async function readJson(
  file: HarnessFile,
  context: ParseContext,
  options: { bareNumbers?: boolean } = {},
): Promise<unknown> {
  const text = await wholeText(file, context);
  try {
    return parseJson(text, options);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw context.refusal(file, {
      message: `The JSON is damaged: ${error.message}.`,
      where: placeInText(text, error.at, file),
      hint: 'Export the results again; a file that was cut off cannot be used.',
    });
  }
}

/** `value` as an object with string keys, or undefined. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** `value` as a finite number, or undefined: what the file does not say is absent. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The entries of an object whose values are objects, in the order of the file. */
export function objectEntries(value: unknown): [string, Record<string, unknown>][] {
  return Object.entries(asObject(value) ?? {}).flatMap(([name, entry]) => {
    const object = asObject(entry);
    return object ? [[name, object] as [string, Record<string, unknown>]] : [];
  });
}
