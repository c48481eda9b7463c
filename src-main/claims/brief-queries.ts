import { type BriefView, ClaimChart, DefensibilityBrief } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { personName } from '../workspace';
import { type Whole, whole, wholeRows } from './draft-rows';
import { draftReading, type Reading, readingOf } from './reading';
import { approvedVersion, standingOfChart } from './standing';

function briefView({ state, workspace, now }: Reading, brief: Whole<typeof DefensibilityBrief>): BriefView {
  const { id, number, title, protects, licensing, disclosure, owner, created } = brief;
  const charts = brief.charts.flatMap((chart): BriefView['charts'] => {
    const row = state.get(ClaimChart, chart);
    if (!row) return [];
    const draft = whole(ClaimChart, row);
    return [
      {
        id: draft.id,
        number: draft.number,
        title: draft.title,
        standing: standingOfChart(state, draft, now),
        approvedVersion: draft.archived ? null : approvedVersion(state, draft, now),
      },
    ];
  });
  return {
    ...{ id, number, title, protects, licensing, disclosure, created, charts },
    ownerName: personName(workspace, owner),
    blockers: charts.flatMap((chart) =>
      chart.approvedVersion === null
        ? [`No version of ${chart.number} is approved, and a brief is built from approved charts only.`]
        : [],
    ),
  };
}

/** Briefs, the newest first; none for whoever may not read drafts. */
export function listBriefs(session: Session): BriefView[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  return wholeRows(reading.state, DefensibilityBrief, {})
    .sort((a, b) => b.created - a.created)
    .map((brief) => briefView(reading, brief));
}

/** A brief by its id or its number. */
export function getBrief(session: Session, named: string): BriefView {
  const reading = draftReading(session);
  const found =
    reading.state.get(DefensibilityBrief, named) ?? reading.state.where(DefensibilityBrief, { number: named })[0];
  if (found && !found.archived) return briefView(reading, whole(DefensibilityBrief, found));
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no brief ${named}.`,
    hint: 'The list of briefs shows those that there are.',
  });
}
