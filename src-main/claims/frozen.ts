export {
  type ChartContent,
  claimRulesVersion,
  draftContent,
  freezeChart,
  frozenVersion,
} from '../../src-shared/judging/claims/frozen';
