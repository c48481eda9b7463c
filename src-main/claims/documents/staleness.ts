import { ClaimChart, DefensibilityBrief, ReleasedChart } from '../../../src-shared/claims';
import type { Session } from '../../session';
import { getBrief } from '../brief-queries';
import { frozenChart, getChart } from '../chart-queries';
import { readingOf } from '../reading';
import { getRelease, releaseStaleness } from '../release-queries';

/** Why a document about claims no longer says what there is; null where its subject is not there for the acting person. */
export function claimDocumentStaleness(session: Session, subject: string): string[] | null {
  const { state, readable } = readingOf(session);
  if (state.get(ReleasedChart, subject)) return releaseStaleness(session, subject);
  if (!readable.has('claims')) return null;
  if (state.get(ClaimChart, subject)) {
    const { rows } = getChart(session, subject);
    return rows.flatMap(({ label, stale }) => stale.map((why) => `${label}: ${why}`));
  }
  const brief = state.get(DefensibilityBrief, subject);
  if (!brief || brief.archived) return null;
  const { charts, blockers } = getBrief(session, subject);
  return [
    ...blockers,
    ...charts.flatMap(({ id, number, approvedVersion }) =>
      approvedVersion === null
        ? []
        : frozenChart(session, id, approvedVersion).elements.flatMap(({ label, stale }) =>
            stale.map((why) => `${number} ${label}: ${why}`),
          ),
    ),
  ];
}

/** Whether a document of a release must stay in the house: it was withdrawn or has expired, or was never meant for outside. */
export function isClaimDocumentKeptInside(session: Session, subject: string): boolean {
  const { state } = readingOf(session);
  if (!state.get(ReleasedChart, subject)) return true;
  const release = getRelease(session, subject);
  return release.state !== 'released' || release.disclosure === 'internal';
}
