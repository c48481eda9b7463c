import { ProofdeskError } from './errors';

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
  ['-nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** No number or word is longer. */
const longestWord = 400;

/**
 * Parses JSON like `JSON.parse`, but tells the place of an error, and with `bareNumbers` reads the tokens NaN and Infinity.
 * Works without recursion, so that depth costs no stack.
 */
export function parseJson(text: string, options: { bareNumbers?: boolean } = {}): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const bareNumbers = options.bareNumbers ?? false;
    // Nothing is built before it is known that all of it can be read: of damaged text only the place is wanted.
    new CarefulParser(text, bareNumbers, false).parse();
    return new CarefulParser(text, bareNumbers, true).parse();
  }
}

type Container = { open: '{' | '['; value: unknown[] | Record<string, unknown>; key: string };
/** What stands on the stack where nothing is built. */
const hollow = {
  '{': { open: '{', value: {}, key: '' },
  '[': { open: '[', value: [], key: '' },
} as const satisfies Record<'{' | '[', Container>;
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
    private readonly build: boolean,
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
    for (; this.#at < this.text.length; this.#at += 1) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  #put(value: unknown): void {
    if (this.#expecting !== 'value' && this.#expecting !== 'value or ]') this.#unexpected();
    this.#expecting = 'comma or end';
    if (!this.build) return;
    const top = this.#stack.at(-1);
    if (!top) this.#result = value;
    else if (Array.isArray(top.value)) top.value.push(value);
    // Defined, not assigned, where that would set the prototype; for every member it would cost several times as much.
    else if (top.key === '__proto__')
      Object.defineProperty(top.value, top.key, { value, enumerable: true, writable: true, configurable: true });
    else top.value[top.key] = value;
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
    const container: Container = this.build
      ? { open: bracket, value: bracket === '[' ? [] : {}, key: '' }
      : hollow[bracket];
    this.#put(container.value);
    this.#stack.push(container);
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
    let plain = true;
    for (; end < this.text.length; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === 0x22) break;
      if (code === 0x5c) end += 1;
      if (code === 0x5c || code < 0x20) plain = false;
    }
    if (end >= this.text.length) this.#fail('the document ends early, inside a string', this.text.length);
    const value = plain ? this.text.slice(this.#at + 1, end) : this.#escaped(end);
    if (this.#expecting === 'name' || this.#expecting === 'name or }') {
      if (this.build) this.#stack.at(-1)!.key = value;
      this.#expecting = 'colon';
    } else this.#put(value);
    this.#at = end + 1;
  }

  /** The string from here to its closing quotation mark, where it has escapes or what must be escaped. */
  #escaped(end: number): string {
    try {
      return JSON.parse(this.text.slice(this.#at, end + 1)) as string;
    } catch {
      return this.#fail('a string is not well formed');
    }
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

/** Line and column of a character in a text, both from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - (before.lastIndexOf('\n') + 1) + 1 };
}

/**
 * Parses JSON that a person gave, for a sentence in our own words where it is none.
 * @param what how the text is called in the sentence, such as `value.json` or `The input`
 * @throws ProofdeskError `bad-input` with line and column; an empty text is called empty
 */
export function jsonOf(text: string, what: string, place: { file?: string | undefined; hint?: string } = {}): unknown {
  const where = place.file === undefined ? {} : { file: place.file };
  const hint = place.hint === undefined ? {} : { hint: place.hint };
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.trim() === '') {
    throw new ProofdeskError({ code: 'bad-input', message: `${what} is empty.`, where, ...hint });
  }
  try {
    return parseJson(plain);
  } catch (cause) {
    if (!(cause instanceof JsonSyntaxError)) throw cause;
    throw new ProofdeskError(
      {
        code: 'bad-input',
        message: `${what} is not JSON: ${cause.message}.`,
        where: { ...where, ...lineAndColumn(plain, cause.at) },
        ...hint,
      },
      { cause },
    );
  }
}
