import { ProofdeskError } from '../../src-shared/kernel/errors';
import { diffModels, type PricingDiff } from '../../src-shared/pricing';
import type { Session } from '../session';
import { getModel } from './queries';

/** What differs between two versions; costs and floors only for those who may read them. */
export function diffVersions(session: Session, before: string, after: string): PricingDiff {
  if (before === after) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Choose two versions that differ.',
      where: { field: 'after' },
    });
  }
  const [old, now] = [getModel(session, before), getModel(session, after)];
  const line = ({ content: _content, problems: _problems, seesCost: _sees, ...one }: typeof old) => one;
  return {
    before: line(old),
    after: line(now),
    seesCost: old.seesCost,
    currency: old.currency === now.currency ? old.currency : null,
    changes: diffModels(old.content, now.content),
  };
}
