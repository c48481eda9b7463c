export {
  frozenNumber,
  limitingRole,
  pinnedModel,
  priceDraft,
  readFrozen,
  readFrozenRows,
} from '../../src-shared/judging/quotes/pricing-of';
