import { compareErrorRates, type ErrorRateComparison } from './statistics';
import { shortNumber } from './verdict-wording';

/** Failures of all runs of a side counted together. They describe; the verdict rests on the rates of the runs. */
export interface PooledFailures extends ErrorRateComparison {
  ours: { failed: number; tried: number };
  theirs: { failed: number; tried: number };
  sentence: string;
}

const percent = (share: number): string => `${shortNumber(share * 100)} %`;
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * Wilson's interval of each side's pooled rate, Newcombe's of the difference ours − theirs, and Fisher's test; null where one side
 * tried nothing. Requests of one run share its conditions, so none of these decides.
 */
export function pooledFailures(ours: PooledFailures['ours'], theirs: PooledFailures['theirs']): PooledFailures | null {
  if (ours.tried === 0 || theirs.tried === 0) return null;
  const compared = compareErrorRates(theirs.failed, theirs.tried, ours.failed, ours.tried);
  const side = ({ failed, tried }: PooledFailures['ours'], [low, high]: [number, number]): string =>
    `${grouped(failed)} of ${grouped(tried)} (${percent(low)} to ${percent(high)})`;
  return {
    ...compared,
    ...{ ours, theirs },
    sentence: `Counted together, ours ${side(ours, compared.wilsonB)}, theirs ${side(theirs, compared.wilsonA)} failed; described only, since requests of one run share its conditions.`,
  };
}
