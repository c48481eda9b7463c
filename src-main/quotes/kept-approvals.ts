export { keptApprovals } from '../../src-shared/judging/quotes/kept-approvals';
