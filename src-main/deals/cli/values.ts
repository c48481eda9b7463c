import type { DeskClient } from '../../../src-shared/contract';
import { openStages, type Stage, stages } from '../../../src-shared/deals';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { formatMinor, parseMajor } from '../../../src-shared/kernel/money';
import type { CliCall } from '../../command-line';

/** An amount for a table: `42000.00 EUR`; nothing where there is none. */
export function money(minor: number | string | null, currency: string | null): string | null {
  return minor === null || currency === null ? null : `${formatMinor(BigInt(minor), currency)} ${currency}`;
}

/** `--value "42000 EUR"` in minor units; `usage` for anything else. */
export function amountOption(call: CliCall, name: string): { minor: number; currency: string } | undefined {
  const text = call.option(name);
  if (text === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s+([A-Z]{3})$/.exec(text.trim());
  if (!match) {
    throw new ProofdeskError({
      code: 'usage',
      message: `--${name} takes an amount and its currency, not ${text}.`,
      hint: 'Write it as "42000 EUR" or "1250.75 USD".',
    });
  }
  return { minor: parseMajor(match[1]!, match[2]!, name), currency: match[2]! };
}

/** A stage as typed; `usage` with all of them otherwise. */
export function stageNamed(text: string): Stage {
  const stage = stages.find((one) => one === text.trim().toLowerCase());
  if (stage) return stage;
  throw new ProofdeskError({
    code: 'usage',
    message: `There is no stage ${text}.`,
    hint: `The stages are ${stages.join(', ')}.`,
  });
}

/** `NAME=VALUE` options as pairs; `usage` for one without `=`. */
export function pairsOption(call: CliCall, name: string): [string, string][] {
  return call.optionList(name).map((text) => {
    const at = text.lastIndexOf('=');
    if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    throw new ProofdeskError({ code: 'usage', message: `--${name} takes NAME=VALUE, not ${text}.` });
  });
}

/** The person acting, or whom a name, an e-mail or an id means. */
export async function personOption(call: CliCall, name: string): Promise<string | undefined> {
  const text = call.option(name);
  return text === undefined ? undefined : (await call.session()).desk.person(text);
}

/** The value of an option that must be given. */
export function required(value: string | undefined, name: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new ProofdeskError({ code: 'usage', message: `--${name} is missing.` });
}

/** Stages of repeated `--stage` options; `open` stands for all that are open. */
export function stagesOf(texts: readonly string[]): Stage[] {
  return [...new Set(texts.flatMap((text) => (text === 'open' ? [...openStages] : [stageNamed(text)])))];
}

/** The id of the account that a name means; makes it where that was asked for. */
export async function accountOf(client: DeskClient, name: string, makeIt: boolean): Promise<string> {
  try {
    return (await client.deals.findAccount({ text: name })).id;
  } catch (thrown) {
    const missing = thrown instanceof ProofdeskError && thrown.code === 'not-found';
    if (!makeIt || !missing || !thrown.message.startsWith('There is no')) throw thrown;
    return (await client.deals.createAccount({ input: { name } })).result!.id;
  }
}
