/** What a delegation and who may hold it depend on. */
export const DELEGATION_ENTITIES = ['approvalDelegation', 'person', 'workspace', 'erasure'];

/** What a request and its decisions depend on. */
export const APPROVAL_ENTITIES = ['approvalRequest', 'approvalDecision', ...DELEGATION_ENTITIES];
