/** What a request and its decisions depend on. */
export const APPROVAL_ENTITIES = ['approvalRequest', 'approvalDecision', 'person', 'erasure'];
