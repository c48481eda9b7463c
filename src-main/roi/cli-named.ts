import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { RoiCaseView, RoiInputView, RoiTarget, RoiValue } from '../../src-shared/roi';
import type { CliCall } from '../command-line';

export const noModel = { 66: 'there is no such ROI model' };
export const noCase = { 66: 'there is no such ROI case, input or scenario' };
export const forbidden = { 77: 'the policies forbid it' };

export const modelArgument = {
  name: 'MODEL',
  about:
    'its name (then its newest published version), name and version such as "Consolidation 1", or the id of the version',
};
export const caseArgument = { name: 'CASE', about: 'its number or id' };
export const scenarioOption = {
  name: 'scenario',
  value: 'KEY',
  about: 'of which scenario; expected unless said otherwise',
};

/** The words by which targets are typed. */
const targetWords: Record<string, RoiTarget> = {
  npv: 'netPresentValue',
  net: 'net',
  return: 'returnOnInvestment',
  irr: 'internalRate',
  payback: 'paybackYears',
  'discounted-payback': 'discountedPaybackYears',
};

export const targetOption = {
  name: 'target',
  value: 'FIGURE',
  choices: Object.keys(targetWords),
  about: 'the figure that is looked at; npv unless said otherwise',
};

/** The figure that `--target` names. */
export const targetOf = (call: CliCall): RoiTarget => targetWords[call.option('target') ?? 'npv'] ?? 'netPresentValue';

/** A figure in the words and the unit in which people read it. */
export function sayTarget(target: RoiTarget, value: number | null, currency: string): string {
  if (value === null) return 'none';
  switch (target) {
    case 'netPresentValue':
    case 'net':
      return `${value.toFixed(0)} ${currency}`;
    case 'returnOnInvestment':
    case 'internalRate':
      return `${(value * 100).toFixed(1)} %`;
    default:
      return `${(value * 12).toFixed(1)} months`;
  }
}

/** What is wanted of a figure as typed: months of a payback, per cent of a rate, else money. */
export function wantedOf(call: CliCall, target: RoiTarget): number {
  const text = call.argument('WANTED');
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    throw new ProofdeskError({
      code: 'usage',
      message: `${text} is no number.`,
      where: { field: 'WANTED' },
      hint: 'Give months of a payback, per cent of a rate or a return, else an amount.',
    });
  }
  const value = Number(text);
  if (target === 'paybackYears' || target === 'discountedPaybackYears') return value / 12;
  return target === 'internalRate' || target === 'returnOnInvestment' ? value / 100 : value;
}

export const targetNames: Record<RoiTarget, string> = {
  netPresentValue: 'Net present value',
  net: 'Net benefit',
  returnOnInvestment: 'Return on investment',
  internalRate: 'Internal rate of return',
  paybackYears: 'Payback',
  discountedPaybackYears: 'Discounted payback',
};

/** `NAME=VALUE` pairs; a value with commas is one number for each year. */
export function pairsOf(list: readonly string[], argument: string): { name: string; value: RoiValue }[] {
  return list.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new ProofdeskError({
        code: 'usage',
        message: `${text} is not NAME=VALUE.`,
        where: { field: argument },
        hint: 'Write for instance operators=6, or price=310000,325000,340000 for one number a year.',
      });
    }
    const value = text.slice(at + 1).trim();
    return {
      name: text.slice(0, at).trim(),
      value: value.includes(',') ? value.split(',').map((own) => own.trim()) : value,
    };
  });
}

/** An input's value in words: `310000, 325000 EUR/year`. */
export function sayValue({ value, shownUnit }: Pick<RoiInputView, 'value' | 'shownUnit'>): string {
  if (value === null) return 'missing';
  const text = [value].flat().join(', ');
  return shownUnit === '1' ? text : `${text} ${shownUnit}`;
}

/** The case that an argument names. */
export async function caseNamed(call: CliCall, client: DeskClient): Promise<RoiCaseView> {
  return client.roi.case({ case: call.argument('CASE') });
}
