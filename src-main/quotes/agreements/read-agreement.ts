export {
  amendmentOf,
  changedSince,
  isAccepted,
  readAgreement,
  type StandingAgreement,
} from '../../../src-shared/judging/quotes/read-agreement';
