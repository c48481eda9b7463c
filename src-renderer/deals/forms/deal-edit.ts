import type { DealDetail, Stage } from '../../../src-shared/deals';
import { minorUnitDigits, parseMajor } from '../../../src-shared/kernel/money';
import { decimalFromMinor } from '../../ui';

/** A deal as the form edits it. */
export interface DealEdit {
  title: string;
  account: string | null;
  /** In major units, as typed: an exact decimal. */
  value: string | null;
  currency: string;
  expectedClose: string | null;
  owner: string;
  /** Of a new deal only. */
  stage: Stage;
  source: string;
  nextStep: string;
  nextStepDue: string | null;
  notes: string;
  customerNotes: string;
}

export function newDealEdit(start: { account: string | null; currency: string; owner: string }): DealEdit {
  return {
    title: '',
    account: start.account,
    value: null,
    currency: start.currency,
    expectedClose: null,
    owner: start.owner,
    stage: 'qualification',
    source: '',
    nextStep: '',
    nextStepDue: null,
    notes: '',
    customerNotes: '',
  };
}

/** A deal that is there, as the form edits it; without a value it is offered the workspace's currency. */
export function dealEdit(deal: DealDetail, currency: string): DealEdit {
  const { title, account, expectedClose, owner, stage, source, nextStep, nextStepDue, notes, customerNotes } = deal;
  return {
    title,
    account,
    value:
      deal.valueMinor === null || deal.currency === null
        ? null
        : decimalFromMinor(deal.valueMinor, minorUnitDigits(deal.currency)),
    currency: deal.currency ?? currency,
    expectedClose,
    owner,
    stage,
    source,
    nextStep,
    nextStepDue,
    notes,
    customerNotes,
  };
}

/** Value and currency as commands take them. Throws `bad-input` for more decimals than the currency has. */
export function dealValue({ value, currency }: DealEdit): { minor: number; currency: string } | null {
  return value === null || value === '' ? null : { minor: parseMajor(value, currency, 'value'), currency };
}

/** The fields that differ, as `deal.revise` takes them; empty where nothing does. */
export function changedFields(before: DealEdit, after: DealEdit) {
  const changed = <K extends keyof DealEdit>(field: K) => trimmed(before[field]) !== trimmed(after[field]);
  const value = dealValue(after);
  const was = dealValue(before);
  return {
    ...(changed('title') && { title: after.title.trim() }),
    ...(changed('account') && after.account !== null && { account: after.account }),
    ...((value?.minor !== was?.minor || value?.currency !== was?.currency) && { value }),
    ...(changed('expectedClose') && { expectedClose: after.expectedClose }),
    ...(changed('owner') && { owner: after.owner }),
    ...(changed('source') && { source: after.source.trim() }),
    ...(changed('nextStep') && { nextStep: after.nextStep.trim() }),
    ...(changed('nextStepDue') && { nextStepDue: after.nextStepDue }),
    ...(changed('notes') && { notes: after.notes.trim() }),
    ...(changed('customerNotes') && { customerNotes: after.customerNotes.trim() }),
  };
}

function trimmed(value: string | null): string | null {
  return typeof value === 'string' ? value.trim() : value;
}
