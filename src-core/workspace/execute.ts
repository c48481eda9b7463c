import type { z } from 'zod';
import { approvalState, standingDecisions } from '../../src-shared/approvals/rules';
import { ApprovalDecision, ApprovalRequest } from '../../src-shared/approvals/schema';
import { type Change, create } from '../../src-shared/kernel/change';
import type { Decision, Outcome } from '../../src-shared/kernel/command';
import { newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { beyondWrites } from '../../src-shared/kernel/writes';
import { type CheckedChanges, checkChanges } from '../commands/check-changes';
import type { CommandImplementation, Plan, PlanTools } from '../commands/implementation';
import { splitChanges, splitInput } from '../ledger/split';
import { writeAct } from '../ledger/write-receipt';
import type { ActingChain } from './chains';
import { knownIn } from './known';
import { decisionsOn } from './request-decisions';
import { requestTitle } from './request-title';
import type { Workspace } from './workspace';

export interface ExecuteOptions {
  reason?: string;
  simulate?: boolean;
  requestApproval?: boolean;
  /** Runs the stored input and changes of an approved request instead of planning anew. */
  approvedRequest?: string;
  /** Called again and again with how far it is (from 0 to 1); what it throws ends the act, and nothing was changed. */
  progress?: (fraction: number) => void;
  /** The last thing before it takes effect; what it throws ends the act. */
  settle?: () => void;
}

/** Where of an act's progress the planning ends and the writing begins. */
const WRITING = 0.4;

interface Prepared {
  implementation: CommandImplementation;
  input: Record<string, unknown>;
  plan: Plan<unknown>;
  checked: CheckedChanges;
  decision: Decision;
  approvals: string[];
}

/** Runs one command for a person: plan, gate, commit. The only way in which business tables change. */
export function execute<R>(
  workspace: Workspace,
  actor: string,
  name: string,
  rawInput: unknown,
  options: ExecuteOptions = {},
): Outcome<R> {
  const implementation = workspace.command(name);
  const input = parseInput(implementation, rawInput);
  const { declaration } = implementation;
  const reason = options.reason?.trim() || null;
  if (declaration.reasonRequired && !reason && !options.simulate) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This needs a reason.',
      where: { field: 'reason' },
      hint: 'Say in a sentence why; it is kept with the receipt.',
    });
  }
  if (options.simulate) {
    const { decision, checked, plan } = workspace.reading(() =>
      prepare(workspace, actor, implementation, input, options, null),
    );
    return {
      status: 'simulated',
      result: plan.result as R,
      receipt: null,
      decision: checked.stale.length > 0 && decision.decision === 'allow' ? staleDecision(checked) : decision,
      changes: checked.views,
      request: null,
    };
  }
  return workspace.committing(actor, (acting) => {
    const prepared = prepare(workspace, actor, implementation, input, options, acting);
    const { decision, checked, plan } = prepared;
    const fact = declaration.fact === true;
    if (!fact) {
      if (decision.decision === 'deny') throw denied(workspace, declaration.name, decision);
      if (decision.decision === 'needs-approval') {
        if (!options.requestApproval) throw approvalNeeded(decision);
        return request(workspace, acting, prepared, reason) as Outcome<R>;
      }
      if (checked.stale.length > 0) throw stale(checked);
    }
    const contested = fact ? contests(prepared) : [];
    const receipts = commit(workspace, acting, {
      command: { name: declaration.name, version: declaration.version },
      implementation,
      input,
      person: plan.personal ?? null,
      reason,
      reasonReaders: plan.reasonReaders ?? declaration.reasonReaders,
      changes: checked.changes,
      contested,
      by: decision.by,
      approvals: prepared.approvals,
      progress: (fraction) => options.progress?.(WRITING + fraction * (1 - WRITING)),
    });
    options.settle?.();
    return {
      status: 'done',
      result: plan.result as R,
      receipt: receipts.at(-1)!.hash,
      decision: contested.length > 0 ? { ...decision, decision: 'contested', say: contested } : decision,
      changes: [],
      request: null,
    };
  });
}

function parseInput(implementation: CommandImplementation, rawInput: unknown): Record<string, unknown> {
  const parsed = implementation.declaration.input.safeParse(rawInput);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue | undefined;
  const path = issue?.path.map(String).join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${path === '' ? 'The input' : path}: ${issue?.message ?? 'not valid'}.`,
    where: { field: path },
  });
}

function prepare(
  workspace: Workspace,
  actor: string,
  implementation: CommandImplementation,
  input: Record<string, unknown>,
  options: ExecuteOptions,
  acting: ActingChain | null,
): Prepared {
  const person = workspace.actor(actor);
  const tools: PlanTools = {
    known: knownIn(workspace, person),
    actor: person,
    now: workspace.context.now(),
    newId: () => newId(workspace.context),
    number: (series) => workspace.nextNumber(series, acting),
    needsFor: (command, resource, facts, roles = person.roles) =>
      workspace.gate().decide({ actor: { id: person.id, roles }, command, resource, facts, approvals: [] }).needs,
    receiptOf: (entity, id, command) => workspace.receiptOf(entity, id, command),
  };
  const stored = options.approvedRequest ? workspace.reader.require(ApprovalRequest, options.approvedRequest) : null;
  if (stored && (stored.command !== implementation.declaration.name || stored.requester !== actor || !stored.changes)) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'This request was made for another command or by another person.',
    });
  }
  const plan: Plan<unknown> = stored
    ? {
        changes: stored.changes as Change[],
        resource: { entity: stored.entity, id: stored.subject },
        facts: (stored.input?.['facts'] ?? {}) as NonNullable<Plan<unknown>['facts']>,
        result: stored.input?.['result'] ?? null,
        approvalRequest: stored.id,
      }
    : implementation.plan(input, workspace.reader, tools);
  options.progress?.(WRITING / 3);
  const checked = checkChanges(plan.changes, workspace.definitions, workspace.reader);
  const [beyond] = beyondWrites(implementation.declaration, checked.changes, person.id);
  if (beyond !== undefined) throw new ProofdeskError({ code: 'internal', message: beyond });
  options.progress?.(WRITING);
  const approvals = plan.approvalRequest
    ? givenApprovals(workspace, plan.approvalRequest)
    : { given: [], receipts: [] };
  const decision = workspace.gate().decide({
    actor: person,
    command: implementation.declaration.name,
    resource: plan.resource,
    facts: plan.facts ?? {},
    approvals: approvals.given,
  });
  return { implementation, input, plan, checked, decision, approvals: approvals.receipts };
}

/** Approvals that stand for a request, with the receipts of the decisions, from chains that are trusted. */
function givenApprovals(workspace: Workspace, requestId: string): { given: string[]; receipts: string[] } {
  const request = workspace.reader.get(ApprovalRequest, requestId);
  if (!request || request.closed) return { given: [], receipts: [] };
  const decisions = decisionsOn(workspace.reader, request);
  const { given } = approvalState(request.needs, request.requester, decisions);
  const receipts = standingDecisions(decisions, request.requester)
    .filter(({ decision, role }) => decision === 'approve' && given.includes(role))
    .map(({ id }) => workspace.receiptOf(ApprovalDecision.name, id, 'approval.decide'))
    .filter((hash): hash is string => hash !== null);
  return { given, receipts };
}

function contests({ decision, checked, plan }: Prepared): string[] {
  return [
    ...(plan.contested ?? []),
    ...(decision.decision === 'allow' ? [] : decision.say),
    ...checked.stale.map(({ message }) => message),
  ];
}

interface Commit {
  command: { name: string; version: number };
  implementation: CommandImplementation;
  input: Record<string, unknown>;
  person: string | null;
  reason: string | null;
  /** Shared unless said. */
  reasonReaders?: string | undefined;
  changes: Change[];
  contested: string[];
  by: string[];
  approvals: string[];
  progress?: (fraction: number) => void;
}

function commit(workspace: Workspace, acting: ActingChain, what: Commit) {
  const { declaration } = what.implementation;
  const receipts = writeAct(
    {
      workspace: workspace.id,
      chain: acting.chain,
      key: acting.key,
      actor: acting.person,
      command: what.command,
      policy: {
        set: workspace.gate().digest,
        decision: what.contested.length > 0 ? 'contested' : 'allow',
        by: what.by,
        approvals: what.approvals,
      },
      inputs: splitInput(declaration.recorded?.(what.input) ?? what.input, declaration.inputReaders ?? {}, what.person),
      reason: what.reason ? { readers: partOf(what.reasonReaders ?? 'shared', what.person), text: what.reason } : null,
      contested: what.contested,
      split: (changes) =>
        splitChanges(changes, workspace.definitions, (change, field) => personOf(workspace, change, field)),
      changes: what.changes,
    },
    workspace.journal,
    workspace.context,
    acting.clock,
  );
  workspace.fold(receipts, what.contested.length > 0, what.progress);
  return receipts;
}

function partOf(readers: string, person: string | null): string {
  return readers === 'personal' ? `personal:${person}` : readers;
}

function personOf(workspace: Workspace, change: Change, field: string): string | null {
  const value = change.fields[field];
  if (typeof value === 'string') return value;
  const definition = workspace.definitions.get(change.entity);
  const row = definition && workspace.reader.get(definition, change.id);
  return row ? ((row as Record<string, unknown>)[field] as string | null) : null;
}

/** Commits a request for approval that holds the command's input and planned changes; exactly those run later. */
function request(
  workspace: Workspace,
  acting: ActingChain,
  prepared: Prepared,
  reason: string | null,
): Outcome<unknown> {
  const { implementation, plan, checked, decision } = prepared;
  const secret = checked.changes.some(({ entity, fields }) =>
    Object.keys(fields).some(
      (name) => (workspace.definitions.get(entity)?.fields[name]?.readers ?? 'shared') !== 'shared',
    ),
  );
  const readers = splitInput(prepared.input, implementation.declaration.inputReaders ?? {}, plan.personal ?? null);
  if (secret || [...readers.keys()].some((part) => part !== 'shared')) {
    throw new ProofdeskError({
      code: 'approval-needed',
      message: decision.say[0] ?? `This needs approval by ${decision.needs.join(', ')}.`,
      hint: 'It touches values that not everybody may read, so that person has to do it.',
    });
  }
  const id = newId(workspace.context);
  const change = create(ApprovalRequest, id, {
    title: requestTitle(workspace, implementation.declaration, plan),
    command: implementation.declaration.name,
    entity: plan.resource.entity,
    subject: plan.resource.id,
    version: null,
    needs: decision.needs,
    requester: acting.person,
    requestedAt: workspace.context.now(),
    input: { input: prepared.input, facts: plan.facts ?? {}, result: plan.result ?? null },
    changes: checked.changes,
  });
  const requestCommand = workspace.command('approval.request');
  const receipts = commit(workspace, acting, {
    command: { name: 'approval.request', version: 1 },
    implementation: requestCommand,
    input: { request: id },
    person: null,
    reason,
    changes: checkChanges([change], workspace.definitions, workspace.reader).changes,
    contested: [],
    by: decision.by,
    approvals: [],
  });
  return { status: 'requested', result: null, receipt: receipts.at(-1)!.hash, decision, changes: [], request: id };
}

function denied(workspace: Workspace, command: string, decision: Decision): ProofdeskError {
  // A set that was installed before there was this act permits it to nobody.
  const unheard =
    decision.by.length === 0 &&
    !Object.values(workspace.gate().policies).some(
      (text) => /^\s*permit\s*\(/m.test(text) && text.includes(`"${command}"`),
    );
  return new ProofdeskError({
    code: 'forbidden',
    message: decision.say.join(' '),
    ...(unheard && {
      hint: 'The policies of this workspace are older than this act. An admin sees what this release brings in Settings, Policies, or with `proofdesk policy offered`.',
    }),
    details: { by: decision.by },
  });
}

function approvalNeeded(decision: Decision): ProofdeskError {
  return new ProofdeskError({
    code: 'approval-needed',
    message: decision.say.join(' ') || `This needs approval by ${decision.needs.join(', ')}.`,
    hint: 'Ask for the approval; it runs exactly as planned once it is given.',
    details: { needs: decision.needs, by: decision.by },
  });
}

function stale(checked: CheckedChanges): ProofdeskError {
  return new ProofdeskError({
    code: 'stale',
    message: checked.stale[0]!.message,
    hint: 'Look at the present values and do it again.',
    details: { fields: checked.stale },
  });
}

function staleDecision(checked: CheckedChanges): Decision {
  return { decision: 'deny', by: [], say: checked.stale.map(({ message }) => message), needs: [] };
}
