export { decisionsOn } from '../../src-shared/judging/approvals/decisions-on';
