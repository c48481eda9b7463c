import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CliCall } from './command';

/** The value of an option that must be given; `usage` where it is missing or blank. */
export function requiredOption(call: CliCall, name: string): string {
  const value = call.option(name);
  if (value !== undefined && value.trim() !== '') return value;
  throw new ProofdeskError({ code: 'usage', message: `--${name} is missing.` });
}

/** The id of the deal that `--deal` names by number, id or whole title; undefined where it was not given. */
export async function dealOption(call: CliCall, client: DeskClient): Promise<string | undefined> {
  const text = call.option('deal');
  return text === undefined ? undefined : (await client.deals.find({ text })).id;
}
