import { Bakeoff, BenchmarkRun, VerdictRecord } from '../bakeoffs';
import { addMonths, dayNumber, parseDate } from '../kernel/civil-date';
import type { Rows } from '../kernel/reading';
import type { PinnedFigure } from '../pinned-figures';
import { QuoteLine } from '../quotes';
import { ValueCase } from '../roi';
import { verdictStalenessIn } from './bakeoffs/staleness';

type State = Pick<Rows, 'get' | 'where'>;

/** Months after which somebody's word is asked for again. */
const WORD_HOLDS_MONTHS = 12;

/** Why a pinned figure no longer says what there is, as sentences; empty while it does. */
export function figureStaleness(state: State, { source, value }: PinnedFigure, now: number): string[] {
  switch (source.kind) {
    case 'verdict':
      return (
        verdictStalenessIn(state, source.verdict, now)?.map((why) => `${source.number}: ${why}`) ?? [
          `${source.number} is not on this device.`,
        ]
      );
    case 'run': {
      const run = state.get(BenchmarkRun, source.run);
      if (!run || run.archived) return [`The run ${source.name} is gone.`];
      if (run.excludedReason !== null) return [`The run ${source.name} was left out: ${run.excludedReason}`];
      return [];
    }
    case 'usage': {
      const line = state.get(QuoteLine, source.line);
      if (!line || line.archived) return [`The line of ${source.quoteNumber} that was metered by it is gone.`];
      const from = line.quantityFrom;
      if (from?.kind !== 'usage' || from.file.sha256 !== source.file.sha256) {
        return [`The line of ${source.quoteNumber} is metered by something else than ${source.file.name} now.`];
      }
      return from.take === source.take && from.meter === source.meter
        ? []
        : [`Of ${source.file.name} another figure is taken now.`];
    }
    case 'value-case': {
      const row = state.get(ValueCase, source.valueCase);
      if (!row || row.archived) return [`${source.number} is archived.`];
      return row.version > source.version
        ? [`Version ${row.version} of ${source.number} was recorded since; this is version ${source.version}.`]
        : [];
    }
    case 'stated': {
      const until = dayNumber(addMonths(parseDate(source.on, 'on'), WORD_HOLDS_MONTHS));
      const today = Math.floor(now / 86_400_000);
      return today > until ? [`${value} was stated more than ${WORD_HOLDS_MONTHS} months ago.`] : [];
    }
  }
}

/** Whether a figure may not leave the house, because what it was measured against is marked for internal use. */
export function figureKeptInside(state: State, { source }: Pick<PinnedFigure, 'source'>): boolean {
  if (source.kind !== 'verdict' && source.kind !== 'run') return false;
  if (state.get(Bakeoff, source.bakeoff)?.competitorInternalOnly) return true;
  return source.kind === 'verdict' && state.get(VerdictRecord, source.verdict)?.competitorInternalOnly === true;
}
