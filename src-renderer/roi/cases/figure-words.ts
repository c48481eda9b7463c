import type { RoiScenarioFigures, RoiTarget, RoiValue } from '../../../src-shared/roi';
import { roiTargets } from '../../../src-shared/roi';
import type { Format, useText } from '../../ui';
import type { caseText } from './text';

/** The words of a case in the person's language. */
export type CaseWords = ReturnType<typeof useText<(typeof caseText)['messages']>>;

/** A value as it is read: one number, or one for each year with an arrow between. */
export function valueText(value: RoiValue | null, format: Format): string {
  if (value === null) return '–';
  return typeof value === 'string' ? format.number(value) : value.map((one) => format.number(one)).join(' → ');
}

/** A value with its unit, such as `1,200 hours/year`. A plain number has none. */
export function valueWithUnit(value: RoiValue | null, unit: string, format: Format): string {
  const text = valueText(value, format);
  if (unit === '1' || value === null) return text;
  return `${text}\u00a0${unit}`;
}

/** A figure that analyses aim at, as it is written: money in whole units, rates in percent, paybacks in years. */
export function targetText(target: RoiTarget, value: number | null, format: Format): string {
  if (value === null) return '–';
  if (target === 'netPresentValue' || target === 'net') return format.number(Math.round(value));
  if (target === 'paybackYears' || target === 'discountedPaybackYears') return format.number(value, { digits: 1 });
  return format.ratio(value, { maxDigits: 1 });
}

/** The figure of a scenario that a target means; null where it does not exist. */
export function targetValue(figures: RoiScenarioFigures, target: RoiTarget): number | null {
  if (target === 'netPresentValue') return Number(figures.netPresentValue);
  if (target === 'net') return Number(figures.net.total);
  return figures[target].value;
}

/** The targets to choose from, in words. */
export function targetOptions(t: CaseWords, currency: string): { value: RoiTarget; label: string }[] {
  return roiTargets.map((target) => ({ value: target, label: targetName(target, t, currency) }));
}

/** A target in words. */
export function targetName(target: RoiTarget, t: CaseWords, currency: string): string {
  return target === 'net' || target === 'netPresentValue' ? t(`figure.${target}`, { currency }) : t(`figure.${target}`);
}

/** Whether less of a figure is better. */
export const lessIsBetter = (target: RoiTarget): boolean =>
  target === 'paybackYears' || target === 'discountedPaybackYears';
