export { type Antecedent, findAntecedents } from './antecedents';
export { claimRules } from './rules';
export { type SplitClaim, splitClaim } from './split-claim';
