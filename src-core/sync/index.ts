export { actsInFile, type FiledAct, renamed } from './acts-in-file';
export { type AppliedPage, applyPulled } from './apply-pulled';
export { type ConflictCard, type ConflictSide, openConflictCount, openConflicts, settleConflict } from './conflicts';
export { forkedChain, type Reissued } from './forked-chain';
export { finishHistory, historyHead, takeHistory } from './history';
export { discard, type Inbox, inbox, type RefusedAct, resend, type UndecidedAct } from './inbox';
export { beginUpload, joinWorkspace, unsentCount, unsentLines } from './join';
export { type NotedResults, noteResults, type PendingPage, pendingPage } from './pending';
export { dropReaders, finishWithdrawal, type ReadersChange, readersChange, takeParts } from './readers';
export {
  decisionHead,
  type KnownServer,
  noteJoining,
  noteRegistered,
  readersHere,
  requireWhole,
  serverOf,
  setSyncState,
} from './state';
export { finishLeavings, removeFromDisk, requireNotLeaving, takeOffDevice } from './take-off-disk';
export { takeSnapshot } from './take-snapshot';
export { type DecisionsReport, verifyDecisions } from './verify-decisions';
