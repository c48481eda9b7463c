import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type FigureChoice, type FigureOrder, type FigureView, valueFigures } from '../../src-shared/pinned-figures';
import type { CliCall, CliOption } from '../command-line';

/** The options that name a figure and where it is taken from. */
export const figureOptions: readonly CliOption[] = [
  { name: 'verdict', value: 'VERDICT', about: 'of a recorded verdict: its number, or its bakeoff’s' },
  { name: 'row', value: 'KEY', about: 'which row of the verdict; the first unless said' },
  { name: 'run', value: 'RUN', about: 'of one run, by its id; --metric names the row' },
  { name: 'metric', value: 'ID', about: 'the row of the run' },
  { name: 'usage', value: 'LINE', about: 'of the usage file that a quote line is metered by, by the line’s id' },
  { name: 'value-case', value: 'CASE', about: 'of a recorded value case: its number or id; --figure says which' },
  { name: 'figure', value: 'NAME', choices: valueFigures, about: 'the figure of the value case' },
  {
    name: 'stated-by',
    value: 'CONTACT',
    about: 'nothing measured it: the customer’s contact who stated it, by name or id',
  },
  { name: 'on', value: 'DAY', about: 'the day on which it was stated' },
  { name: 'how', value: 'WORDS', about: 'how it was stated: by e-mail, in a call' },
  { name: 'value', value: 'NUMBER', about: 'what was stated' },
  { name: 'unit', value: 'UNIT', about: 'the unit of what was stated' },
  { name: 'against', value: 'NUMBER', about: 'what it was before' },
  { name: 'label', value: 'TEXT', about: 'what the figure is called' },
];

/**
 * The figure that the options name; undefined where none does. `account`: whose contacts may have stated it; `offered`: the options that the
 * command declares.
 */
export async function figureOption(
  call: CliCall,
  client: DeskClient,
  account: string,
  offered: readonly string[] = figureOptions.map(({ name }) => name),
): Promise<FigureOrder | undefined> {
  const kinds = ['verdict', 'run', 'usage', 'value-case', 'stated-by'].filter(
    (name) => offered.includes(name) && call.option(name) !== undefined,
  );
  if (kinds.length > 1)
    throw new ProofdeskError({ code: 'usage', message: `A figure has one source, not ${kinds.join(' and ')}.` });
  const needed = (name: string): string => {
    const value = call.option(name);
    if (value !== undefined && value.trim() !== '') return value;
    throw new ProofdeskError({ code: 'usage', message: `--${kinds[0]} needs --${name}.` });
  };
  switch (kinds[0]) {
    case 'verdict':
      return { kind: 'verdict', verdict: needed('verdict'), row: call.option('row') };
    case 'run':
      return { kind: 'run', run: needed('run'), metric: needed('metric') };
    case 'usage':
      return { kind: 'usage', line: needed('usage') };
    case 'value-case':
      return {
        kind: 'value-case',
        valueCase: needed('value-case'),
        figure: needed('figure') as (typeof valueFigures)[number],
      };
    case 'stated-by':
      return {
        kind: 'stated',
        contact: await contactNamed(client, account, needed('stated-by')),
        ...{ on: needed('on'), how: needed('how'), label: needed('label'), value: needed('value') },
        unit: call.option('unit') ?? '',
        against: call.option('against') ?? null,
      };
    default:
      return undefined;
  }
}

/** The id of a contact of an account by name or id. Throws `not-found` with those that there are. */
export async function contactNamed(client: DeskClient, account: string, named: string): Promise<string> {
  const { rows } = await client.deals.contacts({ account });
  const found = rows.filter(({ id, name }) => id === named || name?.toLowerCase() === named.trim().toLowerCase());
  if (found.length === 1) return found[0]!.id;
  throw new ProofdeskError({
    code: 'not-found',
    message:
      found.length > 1 ? `Several contacts are called “${named}”.` : `There is no contact “${named}” at this account.`,
    hint:
      rows.length === 0 ? 'Add the contact first.' : `There are ${rows.map(({ name, id }) => name ?? id).join(', ')}.`,
  });
}

/** A figure in a cell: `162000.00 EUR`. */
export const figureText = ({ value, unit }: { value: string; unit: string }): string =>
  unit ? `${value} ${unit}` : value;

/** Why a figure is out of date, in a cell. */
export const staleText = ({ stale }: Pick<FigureView, 'stale'>): string => stale.join(' ');

/** How a choice is ordered on the command line. */
export function orderText({ order }: FigureChoice): string {
  switch (order.kind) {
    case 'verdict':
      return `--verdict ${order.verdict} --row ${order.row ?? ''}`.trim();
    case 'run':
      return `--run ${order.run} --metric ${order.metric}`;
    case 'usage':
      return `--usage ${order.line}`;
    case 'value-case':
      return `--value-case ${order.valueCase} --figure ${order.figure}`;
    case 'stated':
      return '--stated-by';
  }
}
