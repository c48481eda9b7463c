import type { ChangeView } from '../../../src-shared/kernel/command';

/** One part of an act's input that can be changed in place before it is done again. */
export interface InputField {
  key: string;
  /** What it is called: as the field that it writes is, else its own name in words. */
  label: string;
  kind: 'text' | 'number' | 'yes-no' | 'choice';
  value: string | number | boolean;
  /** Of a choice: the words that there are. */
  options?: readonly string[];
}

/** Of parts of an input that are one word of a list: the words. */
export type Choices = Readonly<Record<string, readonly string[]>>;

/** Ids and digests lead to a row or a file; a person would not know what to write instead. */
const NAMES_SOMETHING =
  /^([0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26})$/i;

/** The parts of an input that are texts, words of a list, numbers or yes and no, with their names; what only names a row is left as it is. */
export function editableFields(
  input: Readonly<Record<string, unknown>>,
  changes: readonly ChangeView[],
  choices: Choices = {},
): InputField[] {
  const labels = new Map(changes.flatMap(({ fields }) => fields.map(({ field, label }) => [field, label])));
  return Object.entries(input).flatMap(([key, value]): InputField[] => {
    const label = labels.get(key) ?? inWords(key);
    if (typeof value === 'boolean') return [{ key, label, kind: 'yes-no', value }];
    if (typeof value === 'number') return [{ key, label, kind: 'number', value }];
    const options = choices[key];
    if (typeof value === 'string' && options) {
      // `to` of a move is called as the field that it goes into.
      const written = changes.flatMap(({ fields }) => fields).find(({ after }) => after === value);
      return [{ key, label: written?.label ?? label, kind: 'choice', value, options }];
    }
    if (typeof value === 'string' && !NAMES_SOMETHING.test(value)) return [{ key, label, kind: 'text', value }];
    return [];
  });
}

/** `on-track` as "on track". */
export const choiceInWords = (word: string): string => word.replaceAll('-', ' ');

/** `discountRate` as "Discount rate". */
export function inWords(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The input with what was written in its fields; null where nothing differs. Numbers come as they were typed. */
export function editedInput(
  input: Readonly<Record<string, unknown>>,
  fields: readonly InputField[],
  written: Readonly<Record<string, string | boolean>>,
): { input: Record<string, unknown> | null; bad: string[] } {
  const changed: Record<string, unknown> = {};
  const bad: string[] = [];
  for (const { key, kind, value } of fields) {
    const now = written[key];
    if (now === undefined) continue;
    if (kind === 'number') {
      const number = Number(String(now).trim().replace(',', '.'));
      if (String(now).trim() === '' || !Number.isFinite(number)) bad.push(key);
      else if (number !== value) changed[key] = number;
    } else if (now !== value) changed[key] = now;
  }
  return { input: Object.keys(changed).length > 0 ? { ...input, ...changed } : null, bad };
}
