import type { z } from 'zod';
import { ChartElement, ClaimChart, ClaimSet, ClaimSetVersion, type ClaimText, ElementEvidence } from '../../claims';
import type { EntityDefinition, RowOf } from '../../kernel/entity';
import { ProofdeskError } from '../../kernel/errors';
import type { Rows } from '../../kernel/reading';

/** What plans and queries read of a workspace. */
export type State = Pick<Rows, 'get' | 'where'>;

/** A row of which all is on this device. */
export type Whole<D extends EntityDefinition> = { id: string; archived: boolean } & {
  [K in keyof D['fields']]: z.output<D['fields'][K]['schema']>;
};

export type ChartDraft = Whole<typeof ClaimChart>;
export type ElementDraft = Whole<typeof ChartElement>;
export type EvidenceDraft = Whole<typeof ElementEvidence>;
export type SetDraft = Whole<typeof ClaimSet>;
export type SetVersion = Whole<typeof ClaimSetVersion>;

/** A row of a draft as a whole one. Throws `unavailable` where this device was given only a part of it. */
export function whole<D extends EntityDefinition>(definition: D, row: RowOf<D>): Whole<D> {
  for (const [name, { schema }] of Object.entries(definition.fields)) {
    if ((row as Record<string, unknown>)[name] !== null) continue;
    if (schema.safeParse(null).success) continue;
    throw new ProofdeskError({
      code: 'unavailable',
      message: `This ${definition.label} is not on this device as a whole: it is for engineers and legal.`,
      hint: 'Work on it on a device of somebody who drafts or reviews claims.',
    });
  }
  return row as Whole<D>;
}

/** Whole rows whose fields equal the given values. */
export const wholeRows = <D extends EntityDefinition>(
  state: Pick<Rows, 'where'>,
  definition: D,
  fields: Partial<RowOf<D>>,
): Whole<D>[] => state.where(definition, fields).map((row) => whole(definition, row));

function notFound(what: string, named: string, hint: string): ProofdeskError {
  return new ProofdeskError({ code: 'not-found', message: `There is no ${what} ${named}.`, hint });
}

/** A row by its id or its number, archived ones by id only. */
function named<D extends EntityDefinition>(state: State, definition: D, name: string): Whole<D> | undefined {
  const row =
    state.get(definition, name) ?? state.where(definition, { number: name } as unknown as Partial<RowOf<D>>)[0];
  return row && whole(definition, row);
}

/** A set by its id or its number. */
export function requireSet(state: State, name: string): SetDraft {
  const found = named(state, ClaimSet, name);
  if (found && !found.archived) return found;
  throw notFound('claim set', name, 'The list of claim sets shows those that there are.');
}

/** A chart by its id or its number. */
export function requireChart(state: State, name: string): ChartDraft {
  const found = named(state, ClaimChart, name);
  if (found && !found.archived) return found;
  throw notFound('claim chart', name, 'The list of claim charts shows those that there are.');
}

/** A chart that is being worked on. Throws `stale` while a version is with legal or released. */
export function requireDraft(state: State, name: string): ChartDraft {
  const chart = requireChart(state, name);
  if (chart.status === 'draft') return chart;
  throw new ProofdeskError({
    code: 'stale',
    message: `Version ${chart.version} of ${chart.number} is ${chart.status === 'released' ? 'released' : 'with legal'} and does not change.`,
    hint: 'Open the next draft with “Revise”; the version stays as it is.',
  });
}

/** An element that is not taken out, of whatever chart. */
export function requireElement(state: State, id: string): ElementDraft {
  const row = state.get(ChartElement, id);
  if (row && !row.archived) return whole(ChartElement, row);
  throw notFound('element', id, 'It may have been taken out of its chart.');
}

/** Elements of a chart in their order. */
export function elementsOf(state: State, chart: string): ElementDraft[] {
  return wholeRows(state, ChartElement, { chart }).sort((a, b) =>
    a.position === b.position ? (a.id < b.id ? -1 : 1) : a.position < b.position ? -1 : 1,
  );
}

/** Evidence of a chart's elements, in the order in which it was attached. */
export function evidenceOf(state: State, chart: string): Map<string, EvidenceDraft[]> {
  const byElement = new Map<string, EvidenceDraft[]>();
  for (const row of wholeRows(state, ElementEvidence, { chart })) {
    byElement.set(row.element, [...(byElement.get(row.element) ?? []), row]);
  }
  return byElement;
}

/** A version of a set by its number; the newest where none is named. */
export function setVersion(state: State, set: SetDraft, version: number = set.version): SetVersion {
  const row = state.where(ClaimSetVersion, { set: set.id, version })[0];
  if (row) return whole(ClaimSetVersion, row);
  throw new ProofdeskError({
    code: 'not-found',
    message: `${set.number} has no version ${version}.`,
    hint: `The newest is ${set.version}.`,
  });
}

/** The version of the claims that a chart stands on, and its claim. */
export function chartedClaim(state: State, chart: ChartDraft): { version: SetVersion; claim: ClaimText } {
  const row = state.get(ClaimSetVersion, chart.setVersion);
  const version = row && whole(ClaimSetVersion, row);
  const claim = version?.claims.find(({ number }) => number === chart.claim);
  if (version && claim) return { version, claim };
  throw notFound('claim', String(chart.claim), 'The version of the claims that this chart stands on is not here.');
}
