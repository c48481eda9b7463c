import { resolve } from 'node:path';
import { z } from 'zod';
import { readNamedText } from '../../src-core/files/named-file';
import type { ChartView, ElementView } from '../../src-shared/claims';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CliArgument, CliCall, CliOption } from '../command-line';

/** The exit codes that most commands of claims share. */
export const draftExitCodes = {
  65: 'what is said is not valid, or the chart is not a draft',
  66: 'there is no such set, chart or workspace',
  77: 'drafts are for engineers and legal, or the policies forbid it',
} as const;

export const chartArgument: CliArgument = { name: 'CHART', about: 'its number or id' };
export const setArgument: CliArgument = { name: 'SET', about: 'its number or id' };
export const elementArgument: CliArgument = { name: 'ELEMENT', about: 'its label, such as 1[a], or id' };
export const releaseArgument: CliArgument = { name: 'RELEASE', about: 'the number of its chart, or its id' };
export const reasonOption: CliOption = { name: 'reason', value: 'TEXT', about: 'why; kept with the receipt' };

/** A chart with the element that was named by its label or id. */
export async function elementNamed(
  call: CliCall,
  client: DeskClient,
): Promise<{ chart: ChartView; element: ElementView }> {
  const chart = await client.claims.chart({ chart: call.argument('CHART') });
  return { chart, element: elementOf(chart, call.argument('ELEMENT')) };
}

export function elementOf(chart: ChartView, named: string): ElementView {
  const element = chart.rows.find(({ id, label }) => id === named || label.toLowerCase() === named.toLowerCase());
  if (element) return element;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${chart.number} has no element ${named}.`,
    hint: `It has ${chart.rows.map(({ label }) => label).join(', ')}.`,
  });
}

/** Hands a file over that was named on the command line, and gives its id. */
export async function handedFile(call: CliCall, named: string): Promise<string> {
  const { desk } = await call.session();
  return (await desk.intake.point(resolve(call.io.folder, named))).id;
}

/** A JSON file that was named, as text. */
export const namedText = (call: CliCall, named: string): Promise<string> =>
  readNamedText(resolve(call.io.folder, named), named);

/** `12-18` or `12` as lines. */
export function lineRange(text: string): { fromLine: number; toLine: number } {
  const found = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(text.trim());
  if (!found) throw new ProofdeskError({ code: 'usage', message: `--lines takes 12 or 12-18, not ${text}.` });
  const fromLine = Number(found[1]);
  return { fromLine, toLine: Number(found[2] ?? fromLine) };
}

/** An option that has to be one of these words. */
export function wordOption<W extends string>(call: CliCall, name: string, words: readonly W[]): W | undefined {
  const given = call.option(name);
  if (given === undefined) return undefined;
  const found = words.find((word) => word === given);
  if (found) return found;
  throw new ProofdeskError({ code: 'usage', message: `--${name} is one of ${words.join(', ')}, not ${given}.` });
}

export const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** As many rows as a page of a list holds. */
const PAGE = 500;

/** All rows of a list that is asked for page by page. */
export async function everyPage<Row>(ask: (page: { limit: number; offset: number }) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await ask({ limit: PAGE, offset: rows.length });
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** The last day that `--expires` says; null for `never`, or where it is left out. */
export function lastDay(call: CliCall): string | null {
  const said = call.option('expires');
  if (said === undefined || said === 'never') return null;
  if (z.iso.date().safeParse(said).success) return said;
  throw new ProofdeskError({
    code: 'usage',
    message: `--expires takes a day such as 2027-03-31, or never, not ${said}.`,
  });
}
