import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';
import { changeSchema } from '../kernel/receipt';

/** Whether approvals of an earlier version stand for this one as well, and why. */
export const keptApprovals = z.object({
  /** The request whose approvals they were, and the version that it was about. */
  request: z.string(),
  version: z.number().int(),
  kept: z.boolean(),
  /** The decisions that stand here too; none where they are void. */
  decisions: z.array(z.string()),
  /** Sentences: what was changed, and what the policies say to that. */
  why: z.array(z.string()),
});
export type KeptApprovals = z.infer<typeof keptApprovals>;

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
    /** What became of the approvals that an earlier version had; null where there was none. */
    kept: field(keptApprovals.nullable().default(null), { label: 'Earlier approvals', merge: 'immutable' }),
    /** What it is called among those who may read what it is about, where not everybody may. */
    insideTitle: field(z.string().nullable().default(null), {
      label: 'Subject',
      readers: 'claims',
      merge: 'immutable',
      search: 'title',
    }),
    /** Only these readers are shown it, and read what is said of it; null: everybody. */
    circle: field(z.enum(['claims']).nullable().default(null), { label: 'For', merge: 'immutable' }),
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
    /** In whose place the person decided; null for one's own word. */
    onBehalfOf: field(z.string().nullable().default(null), { label: 'In place of', merge: 'immutable' }),
    /** Figures that only this decision may freeze, such as cost and margin. */
    cost: field(z.unknown().nullable().default(null), {
      label: 'Cost and margin',
      readers: 'cost',
      merge: 'immutable',
    }),
  },
});

/** For a while, another person decides for a role in the place of one who is away. */
export const ApprovalDelegation = defineEntity({
  name: 'approvalDelegation',
  schema: 1,
  label: 'delegation',
  fields: {
    /** Who is away. */
    person: field(z.string(), { label: 'In place of', merge: 'immutable', index: true }),
    delegate: field(z.string(), { label: 'Who decides', merge: 'immutable', index: true }),
    role: field(z.string(), { label: 'For', merge: 'immutable' }),
    /** Milliseconds since 1970; the delegate decides from here… */
    from: field(z.number().int(), { label: 'From', merge: 'immutable' }),
    /** …and before here. */
    until: field(z.number().int(), { label: 'Until', merge: 'immutable' }),
    /** When it was ended before its time. */
    endedAt: field(z.number().int().nullable().default(null), { label: 'Ended', merge: 'guarded' }),
  },
});
