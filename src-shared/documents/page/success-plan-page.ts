import { type GoalStanding, timelineOf } from '../../success-plans';
import { formatDate, formatPercent } from '../format';
import { successPlanLabels } from '../labels/success-plan';
import type { SuccessPlanDocument } from '../schema/success-plan';
import { writeOrigin } from './case-study-page';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { paragraphs, printable, writeFigure } from './text';

interface PrintedItem {
  title: string;
  due: string;
  standing: string;
  /** Which mark it gets; told by shape and words, never by colour alone. */
  mark: GoalStanding;
  owners: string;
  note: string[][];
  checked: string | null;
}

/** A success plan as its template prints it. Places on the timeline lie between 0 and 1. */
export interface SuccessPlanPage extends PageFrame {
  heading: string;
  lead: string;
  summary: string[][];
  facts: { value: string; text: string }[];
  timeline: {
    heading: string;
    today: { at: number; text: string } | null;
    ticks: { at: number; text: string }[];
    rows: { title: string; due: string; from: number; at: number; mark: GoalStanding; point: boolean }[];
  } | null;
  goals: {
    heading: string;
    columns: string[];
    rows: (PrintedItem & {
      measure: string;
      baseline: string;
      target: string;
      value: string;
      progress: string;
      share: number | null;
      source: string | null;
    })[];
  } | null;
  milestones: { heading: string; columns: string[]; rows: PrintedItem[] } | null;
  method: string;
}

/** Writes a success plan out in its locale. Pure: the same data give the same page. */
export function successPlanPage(data: SuccessPlanDocument, context: PageContext): SuccessPlanPage {
  const { locale, goals, milestones, asOf } = data;
  const own = successPlanLabels(locale);
  const all = [...goals, ...milestones];
  const count = (...standings: GoalStanding[]) =>
    String(all.filter(({ standing }) => standings.includes(standing)).length);
  const frame = pageFrame(data, context, own.plan(data.customer.name));
  const item = (one: (typeof milestones)[number]): PrintedItem => ({
    title: printable(one.title),
    due: formatDate(locale, one.due),
    standing: own.standings[one.standing],
    mark: one.standing,
    owners: printable([one.owner, one.customerOwner].filter(Boolean).join(' · ')),
    note: paragraphs(one.note),
    checked: one.checkedOn ? own.checked(formatDate(locale, one.checkedOn)) : null,
  });
  const line = timelineOf(
    data.startsOn,
    [
      ...goals.map((one, at) => ({ id: `g${at}`, kind: 'goal' as const, ...one })),
      ...milestones.map((one, at) => ({ id: `m${at}`, kind: 'milestone' as const, ...one })),
    ],
    asOf,
  );
  return {
    ...frame,
    notApproved: data.approved ? null : own.draft,
    heading: printable(data.title),
    lead: own.asOf(formatDate(locale, asOf)),
    summary: paragraphs(data.summary),
    facts: [
      { value: `${count('reached')} / ${all.length}`, text: own.reached },
      { value: count('not-started', 'on-track'), text: own.open },
      { value: count('at-risk', 'missed'), text: own.behind },
    ],
    timeline: line && {
      heading: own.timeline,
      today: line.today === null ? null : { at: line.today, text: `${own.today} ${formatDate(locale, asOf)}` },
      ticks: line.ticks.map(({ day, at }) => ({ at, text: formatDate(locale, day) })),
      rows: line.rows.map(({ title, due, from, at, standing, kind }) => ({
        ...{ title: printable(title), due: formatDate(locale, due), from, at, mark: standing },
        point: kind === 'milestone',
      })),
    },
    goals:
      goals.length === 0
        ? null
        : {
            heading: own.goals,
            columns: [own.goal, own.baseline, own.target, own.value, own.progress, own.due, own.standing],
            rows: goals.map((goal) => ({
              ...item(goal),
              measure: printable(goal.measure),
              baseline: writeFigure(locale, goal.baseline),
              target: writeFigure(locale, goal.target),
              value: goal.value ? writeFigure(locale, goal.value) : '–',
              progress: goal.progress === undefined ? '–' : formatPercent(locale, String(goal.progress)),
              share: goal.progress === undefined ? null : Math.min(100, Math.max(0, goal.progress)) / 100,
              source: goal.value ? (goal.origin ? writeOrigin(locale, goal.origin) : own.entered) : null,
            })),
          },
    milestones:
      milestones.length === 0
        ? null
        : {
            heading: own.milestones,
            columns: [own.milestone, own.due, own.owners, own.standing],
            rows: milestones.map(item),
          },
    method: own.method,
  };
}
