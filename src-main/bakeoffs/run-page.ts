import {
  BenchmarkRun,
  Contender,
  distinctLabels,
  type RunPageView,
  VerdictRecord,
  VerdictRun,
} from '../../src-shared/bakeoffs';
import { Account } from '../../src-shared/deals';
import type { Session } from '../session';
import { requireBakeoff } from './find';
import { runView } from './queries';
import { requireRun } from './raw/raw-log';
import { derivedFigures, sortedRuns } from './standing';

/** One run whole, for its own page: what was read of it, what it belongs to, which verdicts rest on it. */
export function getRun(session: Session, named: string): RunPageView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const run = requireRun(session, named);
  const bakeoff = requireBakeoff(session, run.bakeoff);
  const contender = reader.get(Contender, run.contender);
  const place = sortedRuns(reader.where(BenchmarkRun, { bakeoff: bakeoff.id })).findIndex(({ id }) => id === run.id);
  // Cost and figures under fault follow from what is recorded now, as in the comparison.
  const figures = derivedFigures(run, bakeoff.metrics, contender?.prices ?? []);
  const { id, number, title, status, account, competitorInternalOnly } = bakeoff;
  return {
    run: runView(workspace, { ...run, figures }, contender?.side ?? 'ours'),
    bakeoff: {
      ...{ id, number, title, status, account, competitorInternalOnly },
      accountName: account && (reader.get(Account, account)?.name ?? null),
    },
    contender: {
      side: contender?.side ?? 'ours',
      product: contender?.product ?? '',
      version: contender?.version ?? '',
    },
    metrics: distinctLabels(bakeoff.metrics),
    series: run.series,
    seriesCount: run.seriesCount,
    place: place < 0 ? null : place + 1,
    verdicts: reader
      .where(VerdictRecord, { bakeoff: bakeoff.id })
      .filter((verdict) => reader.where(VerdictRun, { verdict: verdict.id }).some((one) => one.run === run.id))
      .map((verdict) => ({ id: verdict.id, number: verdict.number })),
  };
}
