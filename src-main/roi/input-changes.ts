import type { z } from 'zod';
import type { PlanState, PlanTools } from '../../src-core/commands/implementation';
import { Bakeoff, VerdictRecord } from '../../src-shared/bakeoffs';
import { Account, Contact } from '../../src-shared/deals';
import { inputRowsOf } from '../../src-shared/judging/value-cases/case-content';
import { type Change, create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote, QuoteLine } from '../../src-shared/quotes';
import {
  type RoiCaseContent,
  RoiCaseInputRow,
  type RoiCaseValue,
  type RoiFrom,
  type RoiModelContent,
  type RoiModelInput,
  type roiInputEntrySchema,
  roiSourceSchema,
} from '../../src-shared/roi';
import { takeFigure } from './workspace-figures';

type Entry = z.output<typeof roiInputEntrySchema>;

interface Setting {
  state: PlanState;
  tools: PlanTools;
  roiCase: { id: string; account: string; currency: string };
  content: RoiModelContent;
  entries: readonly Entry[];
}

/** The changes by which inputs are set: what an entry does not say stays as it was; a new value is nobody's confirmed one any more. */
export function inputChanges({ state, tools, roiCase, content, entries }: Setting): Change[] {
  const rows = inputRowsOf(state, roiCase.id);
  const seen = new Set<string>();
  return entries.map((entry, index): Change => {
    const field = `inputs.${index}`;
    const input = content.inputs.find(({ name }) => name === entry.name);
    if (!input) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `The model has no input ${entry.name}.`,
        where: { field: `${field}.name` },
        hint: `It has ${content.inputs.map(({ name }) => name).join(', ')}.`,
      });
    }
    if (seen.has(entry.name))
      throw refused(`${field}.name`, `${input.label} (${entry.name}) is set twice.`, 'Set each input once.');
    seen.add(entry.name);
    if (entry.confirmed?.contact) state.require(Contact, entry.confirmed.contact);
    const before = rows.get(entry.name);
    const after = setValue(entry, input, before, { state, tools, roiCase, content, entries }, field);
    checkShape(after, input, field);
    return before
      ? patch(RoiCaseInputRow, before.id, after)
      : create(RoiCaseInputRow, tools.newId(), {
          roiCase: roiCase.id,
          account: roiCase.account,
          name: entry.name,
          ...after,
        });
  });
}

function setValue(
  entry: Entry,
  input: RoiModelInput,
  before: RoiCaseValue | undefined,
  { state, tools, roiCase }: Setting,
  field: string,
): RoiCaseValue {
  const said = <T>(own: T | undefined, otherwise: T): T => (own === undefined ? otherwise : own);
  if (entry.from) {
    requireAccount(state, accountOf(state, entry.from), roiCase.account, `${field}.from`);
    const taken = takeFigure(state, tools.receiptOf.bind(tools), entry.from, input, roiCase.currency);
    return {
      ...taken,
      low: said(entry.low, taken.low),
      high: said(entry.high, taken.high),
      confirmed: entry.confirmed ?? null,
      reason: entry.reason ?? null,
    };
  }
  const value = entry.value ?? before?.value ?? input.value;
  if (value === null || value === undefined)
    throw refused(`${field}.value`, `${input.label} (${input.name}) has no value yet.`, 'Give one with its source.');
  const changed = entry.value !== undefined && String(entry.value) !== String(before?.value);
  if (changed && !entry.source) {
    throw refused(
      `${field}.source`,
      `${input.label} (${input.name}) needs to say where ${String(entry.value)} comes from.`,
      'Say who gave the figure, or in which paper it stands.',
    );
  }
  const source = entry.source
    ? roiSourceSchema.parse(entry.source)
    : (before?.source ??
      roiSourceSchema.parse({ kind: 'default', text: input.source === '' ? 'Default of the model' : input.source }));
  return {
    value,
    low: said(entry.low, changed ? null : (before?.low ?? null)),
    high: said(entry.high, changed ? null : (before?.high ?? null)),
    source,
    confirmed: said(entry.confirmed, changed ? null : (before?.confirmed ?? null)),
    reason: said(entry.reason, changed ? null : (before?.reason ?? null)),
  };
}

/** The account that a figure is about; null for a bakeoff that is nobody's. */
function accountOf(state: PlanState, from: RoiFrom): string | null {
  switch (from.kind) {
    case 'quote':
      return state.require(Quote, from.quote).account;
    case 'verdict':
      return state.require(Bakeoff, state.require(VerdictRecord, from.verdict).bakeoff).account;
    case 'usage':
      return state.require(Quote, state.require(QuoteLine, from.line).quote).account;
  }
}

/** Makes sure that nothing of one customer gets into what another is shown. */
export function requireAccount(state: PlanState, found: string | null, wanted: string, field: string): void {
  if (found === null || found === wanted) return;
  const name = state.get(Account, found)?.name ?? 'another account';
  throw refused(
    field,
    `This is about ${name}, and the case is about ${state.get(Account, wanted)?.name ?? 'another account'}.`,
    'Take a quote, verdict or usage of the case’s own account.',
  );
}

function checkShape({ value, low, high }: RoiCaseValue, input: RoiModelInput, field: string): void {
  const name = `${input.label} (${input.name})`;
  if (input.shape === 'number' && Array.isArray(value))
    throw refused(`${field}.value`, `${name} is one number, and ${value.length} are given.`, 'Give one number.');
  if (input.shape === 'by-year' && (low !== null || high !== null))
    throw refused(`${field}.low`, `${name} is by year and has no range.`, 'Leave low and high out.');
  if ((low === null) !== (high === null))
    throw refused(
      `${field}.${low === null ? 'low' : 'high'}`,
      `The range of ${name} has one end only.`,
      'Give both ends, or neither.',
    );
  if (low === null || high === null || Array.isArray(value)) return;
  if (Number(low) > Number(value) || Number(value) > Number(high))
    throw refused(
      `${field}.value`,
      `${name} is ${value}, outside of its range ${low} to ${high}.`,
      'The value lies within its range.',
    );
}

const refused = (field: string, message: string, hint: string): ProofdeskError =>
  new ProofdeskError({ code: 'bad-input', message, where: { field }, hint });

/** The values that were set in a case. */
export const ownValues = (content: RoiCaseContent): RoiCaseValue[] => Object.values(content.inputs);
