import { Contact } from '../../src-shared/deals';
import type { DocumentOrder, SuccessPlanDocument } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  progressPercent,
  type SharedPlan,
  SuccessPlan,
  SuccessPlanVersion,
  sharePlan,
} from '../../src-shared/success-plans';
import { type BuiltMaterial, documentFrame } from '../documents';
import { printedOrigin } from '../pinned-figures';
import type { Session } from '../session';
import { personName } from '../workspace';
import { dayOf, goalsKeptInside, requirePlan, sharedContent } from './plan-rows';
import { planChanges } from './queries';

/** A success plan as pages: a shared version, or the plan as it is now, which says that it was not shared yet. */
export function successPlanDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const named = reader.get(SuccessPlanVersion, order.subject);
  const plan = requirePlan(reader, named?.plan ?? order.subject);
  const wanted = order.version ?? named?.version;
  const row =
    wanted === undefined ? undefined : reader.where(SuccessPlanVersion, { plan: plan.id, version: wanted })[0];
  if (wanted !== undefined && !row) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no version ${wanted} of ${plan.number}.`,
      hint: 'Versions are made when a plan is shared with the customer.',
    });
  }
  const content = row?.content ?? sharedContent(reader, plan, dayOf(session.desk.context.now()));
  const inside = goalsKeptInside(reader, content);
  const disclosure = order.disclosure ?? (inside.length > 0 ? 'internal' : 'nda');
  if (inside.length > 0 && disclosure !== 'internal') {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `No document for others can be made of ${plan.number}: the figures of ${inside.map(({ title }) => `“${title}”`).join(', ')} were measured against a product that is for internal use only.`,
      where: { field: 'disclosure' },
      hint: 'Make it as an internal document.',
    });
  }
  const receipt = row && workspace.receiptOf(SuccessPlanVersion.name, row.id, sharePlan.name);
  const { frame, brandFiles } = documentFrame(session, {
    ...{
      number: content.number,
      version: row?.version ?? plan.version + 1,
      title: content.title,
      account: plan.account,
    },
    ...{ approved: row !== undefined, disclosure, preparedBy: row?.by ?? session.desk.actor(session) },
    ...(order.paper && { paper: order.paper }),
  });
  const people = [...content.goals, ...content.milestones].flatMap(({ customerOwner }) => customerOwner ?? []);
  const contactOf = (id: string | null): string | null => (id ? (reader.get(Contact, id)?.name ?? null) : null);
  const item = (one: SharedPlan['milestones'][number]) => {
    const theirs = contactOf(one.customerOwner);
    return {
      ...{ title: one.title, due: one.due, standing: one.standing, note: one.note },
      owner: personName(workspace, one.owner) ?? '',
      ...(theirs && { customerOwner: theirs }),
      ...(one.checkedOn && { checkedOn: one.checkedOn }),
    };
  };
  const goals: SuccessPlanDocument['goals'] = content.goals.map((goal) => {
    const figure = (number: string) => ({ number, ...(goal.unit && { unit: goal.unit.slice(0, 40) }) });
    const progress = goal.value === null ? null : progressPercent(goal, goal.value);
    return {
      ...item(goal),
      measure: goal.measure,
      baseline: figure(goal.baseline),
      target: figure(goal.target),
      ...(goal.value !== null && { value: figure(goal.value) }),
      ...(goal.from && { origin: printedOrigin({ source: goal.from }) }),
      ...(progress !== null && { progress }),
    };
  });
  return {
    about: {
      title: row ? `${content.title}, version ${row.version}` : `${content.title}, not shared yet`,
      deal: plan.deal,
      account: plan.account,
      ...(row ? { entity: SuccessPlanVersion.name, subject: row.id } : { entity: SuccessPlan.name, subject: plan.id }),
      version: row?.version ?? null,
      final: row !== undefined,
      disclosure,
      sources: receipt ? [receipt] : [],
      ...(people[0] && { readers: { group: 'personal' as const, contact: people[0] } }),
    },
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'success-plan',
        ...{ summary: content.summary, startsOn: content.startsOn, asOf: content.asOf },
        goals,
        milestones: content.milestones.map(item),
        ...(receipt && { receipt }),
      },
    },
  };
}

/** What became of a shared version since; null where it is not here. */
export function successPlanStaleness(session: Session, subject: string): string[] | null {
  const { reader } = session.desk.workspace();
  const row = reader.get(SuccessPlanVersion, subject);
  const plan = row && reader.get(SuccessPlan, row.plan);
  if (!plan) return null;
  const newer = plan.version > row.version ? [`Version ${plan.version} was shared since.`] : [];
  return [...newer, ...planChanges(row.content, sharedContent(reader, plan, dayOf(session.desk.context.now())))];
}

/** Whether a document of a plan stays in the house: it was never shared, or a figure in it may not leave. */
export function isSuccessPlanKeptInside(session: Session, subject: string): boolean {
  const { reader } = session.desk.workspace();
  const row = reader.get(SuccessPlanVersion, subject);
  return !row || goalsKeptInside(reader, row.content).length > 0;
}
