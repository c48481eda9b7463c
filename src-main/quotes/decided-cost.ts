export {
  costOfVersion,
  type DecidedCost,
  decidedCost,
} from '../../src-shared/judging/quotes/decided-cost';
