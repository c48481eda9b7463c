import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CliCall, CliCommand } from '../command-line';
import type { Given } from './program';

type Reader = Pick<CliCall, 'argument' | 'argumentList' | 'has' | 'option' | 'optionList' | 'flag' | 'integer'>;

const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Reads what was typed by the names that the command declared; asking for any other name is a fault of the command. */
export function reader(command: CliCommand, given: Given): Reader {
  const argumentNames = new Set((command.arguments ?? []).map((argument) => argument.name));
  const optionNames = new Set((command.options ?? []).map((option) => option.name));
  const declared = (names: Set<string>, name: string) => {
    if (!names.has(name)) {
      throw new ProofdeskError({ code: 'internal', message: `${command.name.join(' ')} does not declare ${name}.` });
    }
  };
  const argumentOf = (name: string) => {
    declared(argumentNames, name);
    return given.arguments.get(name);
  };
  const optionOf = (name: string) => {
    declared(optionNames, name);
    return given.options[camelCase(name)];
  };
  const option = (name: string) => optionOf(name) as string | undefined;
  return {
    argument(name) {
      const value = argumentOf(name);
      if (typeof value !== 'string') throw new ProofdeskError({ code: 'usage', message: `${name} is missing.` });
      return value;
    },
    argumentList: (name) => (argumentOf(name) as string[] | undefined) ?? [],
    has: (name) => argumentOf(name) !== undefined,
    option,
    optionList: (name) => (optionOf(name) as string[] | undefined) ?? [],
    // The parser takes `--no-open` as the opposite of an option `--open` that is on by itself.
    flag(name) {
      declared(optionNames, name);
      return name.startsWith('no-') ? given.options[camelCase(name.slice(3))] === false : optionOf(name) === true;
    },
    integer(name, limits = {}) {
      const text = option(name);
      if (text === undefined) return undefined;
      const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = limits;
      if (!(value >= from && value <= to)) {
        const range = limits.from !== undefined && limits.to !== undefined ? ` from ${from} to ${to}` : '';
        throw new ProofdeskError({ code: 'usage', message: `--${name} takes a whole number${range}, not ${text}.` });
      }
      return value;
    },
  };
}
