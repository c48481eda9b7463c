import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { changeSchema } from '../kernel/receipt';

/** Somebody asks for approval: of a frozen version (by its receipt), or of a command with its input and planned changes. */
export const ApprovalRequest = defineEntity({
  name: 'approvalRequest',
  schema: 1,
  label: 'approval request',
  fields: {
    /** What is to be approved, as the inbox shows it: "Quote Q-A7-0142, version 3". */
    title: field(z.string(), { label: 'Subject', merge: 'immutable', search: 'title' }),
    command: field(z.string(), { label: 'Command', merge: 'immutable', index: true }),
    entity: field(z.string(), { label: 'Kind', merge: 'immutable' }),
    subject: field(z.string(), { label: 'Row', merge: 'immutable', index: true }),
    /** For a frozen version: its number within the subject. */
    version: field(z.number().int().nullable(), { label: 'Version', merge: 'immutable' }),
    /** Needed approvals: `finance`, `delivery`, `finance:2`. */
    needs: field(z.array(z.string()), { label: 'Needs', merge: 'immutable' }),
    requester: field(z.string(), { label: 'Asked by', merge: 'immutable', index: true }),
    requestedAt: field(z.number().int(), { label: 'Asked', merge: 'immutable' }),
    input: field(z.record(z.string(), z.unknown()).nullable(), { label: 'Input', merge: 'immutable' }),
    changes: field(z.array(changeSchema).nullable(), { label: 'Planned changes', merge: 'immutable' }),
    /** Withdrawn, or overtaken by a newer version. */
    closed: field(z.boolean().default(false), { label: 'Closed', merge: 'guarded', index: true }),
  },
});

/** One person's decision. It changes no status: "approved" is derived from decisions. */
export const ApprovalDecision = defineEntity({
  name: 'approvalDecision',
  schema: 1,
  label: 'decision',
  fields: {
    request: field(z.string(), { label: 'Request', merge: 'immutable', index: true }),
    role: field(z.string(), { label: 'For', merge: 'immutable' }),
    decision: field(z.enum(['approve', 'return']), { label: 'Decision', merge: 'immutable' }),
    reason: field(z.string().max(2000), { label: 'Reason', merge: 'immutable', search: 'text' }),
    by: field(z.string(), { label: 'By', merge: 'immutable', index: true }),
    decidedAt: field(z.number().int(), { label: 'Decided', merge: 'immutable' }),
    /** Figures that only this decision may freeze, such as cost and margin. */
    cost: field(z.unknown().nullable().default(null), {
      label: 'Cost and margin',
      readers: 'cost',
      merge: 'immutable',
    }),
  },
});
