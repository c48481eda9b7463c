import {
  Bakeoff,
  type Conditions,
  importersVersion,
  pricesOf,
  VerdictRecord,
  VerdictRun,
  verdictRulesVersion,
  verdictStaleness,
} from '../../bakeoffs';
import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';
import { type Standing, standingOf } from './standing';

/** The agreed conditions of a bakeoff, or of a verdict that froze them. */
export function conditionsOf({ discardSeconds, runsWanted, mustBeEqual, mustBePresent }: Conditions): Conditions {
  return { discardSeconds, runsWanted, mustBeEqual, mustBePresent };
}

/** Why a recorded verdict no longer says what there is, beside what the runs say now. */
export function standingStaleness(
  state: Pick<Rows, 'where'>,
  now: number,
  verdict: RowOf<typeof VerdictRecord>,
  standing: Standing,
): string[] {
  const runs = state.where(VerdictRun, { verdict: verdict.id });
  const { comparison, compared, bakeoff } = standing;
  return verdictStaleness(
    { ...verdict, runs, prices: { ours: verdict.ours.prices, theirs: verdict.theirs.prices } },
    {
      comparison,
      now,
      staleAfterDays: bakeoff.staleAfterDays,
      prices: pricesOf(standing.contenders),
      runs: compared,
      metrics: bakeoff.metrics,
      band: bakeoff.band,
      ...conditionsOf(bakeoff),
      rules: verdictRulesVersion,
      importersVersion,
    },
  );
}

/** Why a recorded verdict no longer says what there is at a moment, milliseconds since 1970; null where there is no such verdict. */
export function verdictStalenessIn(state: Pick<Rows, 'get' | 'where'>, id: string, now: number): string[] | null {
  const verdict = state.get(VerdictRecord, id);
  const bakeoff = verdict && state.get(Bakeoff, verdict.bakeoff);
  return bakeoff ? standingStaleness(state, now, verdict, standingOf(state, bakeoff)) : null;
}
