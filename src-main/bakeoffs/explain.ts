import { BenchmarkRun, explainRow, pricesOf, type RunSource, type VerdictFigureName } from '../../src-shared/bakeoffs';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { ExplainStep } from '../../src-shared/kernel/explain';
import type { Session } from '../session';
import { requireBakeoff } from './find';
import { standingOf } from './standing';

/** Where a figure of a bakeoff's row comes from, step by step from the raw files on. `row` is its id or its label. */
export function explainFigure(session: Session, named: string, row: string, figure: VerdictFigureName): ExplainStep[] {
  const workspace = session.desk.workspace();
  const bakeoff = requireBakeoff(session, named);
  const { comparison, contenders, runs, compared } = standingOf(workspace.reader, bakeoff);
  const found = comparison.rows.find(({ metric }) => metric.id === row || metric.label === row);
  if (!found) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${bakeoff.number} has no row ${row}.`,
      hint: `It has: ${comparison.rows.map(({ metric }) => metric.id).join(', ')}.`,
    });
  }
  const sources = new Map(
    runs.map(({ id, name, files, importer }, index): [string, RunSource] => [
      id,
      {
        id,
        name,
        side: compared[index]!.side,
        files,
        importer,
        receipt: workspace.receiptOf(BenchmarkRun.name, id, 'run.import'),
      },
    ]),
  );
  return explainRow(found.row, figure, {
    metric: found.metric,
    points: found.points,
    runs: sources,
    prices: pricesOf(contenders),
  });
}
