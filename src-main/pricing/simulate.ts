import { ProofdeskError } from '../../src-shared/kernel/errors';
import { PricingModelVersion, type PricingSimulation, type SimulationRequest } from '../../src-shared/pricing';
import { placeBeside, readableFor } from '../desk';
import type { Session } from '../session';
import { type SimulationScope, simulateJob } from './simulate-job';

/** So many quotes are listed: those that change most, and before them those that cannot be priced. Totals are of all. */
const LISTED = 2_000;

/** Prices open quotes, or those sent in some days, on a version; as a job that can be cancelled. */
export async function simulate(
  session: Session,
  { version, scope, from, until, otherModels }: SimulationRequest,
  signal?: AbortSignal,
): Promise<PricingSimulation> {
  const { desk } = session;
  const row = desk.workspace().reader.get(PricingModelVersion, version);
  if (!row) throw new ProofdeskError({ code: 'not-found', message: 'There is no such version of a pricing model.' });
  const days = lastQuarter(desk.context.now());
  const chosen: SimulationScope =
    scope === 'open' ? { kind: 'open' } : { kind: 'sent', from: from ?? days.from, until: until ?? days.until };
  if (chosen.kind === 'sent' && chosen.from >= chosen.until) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The days end (${chosen.until}) before they begin (${chosen.from}).`,
      where: { field: 'until' },
    });
  }
  const withCost = readableFor(session).has('cost');
  const { rows, totals, leftOut } = await desk.jobs.start(simulateJob, {
    title: `What ${row.content.name} ${row.version} does to quotes`,
    input: { place: placeBeside(session, { signing: false }), version, scope: chosen, otherModels, withCost },
    ...(signal ? { signal } : {}),
  }).result;
  const weight = (change: number | null): number => (change === null ? Number.POSITIVE_INFINITY : Math.abs(change));
  const sorted = [...rows].sort((a, b) => {
    const [left, right] = [weight(a.changeMinor), weight(b.changeMinor)];
    return left === right ? 0 : right - left;
  });
  return {
    version,
    scope,
    from: chosen.kind === 'sent' ? chosen.from : null,
    until: chosen.kind === 'sent' ? chosen.until : null,
    seesCost: withCost,
    quotes: rows.length,
    notPriced: rows.filter(({ before, after }) => !before || !after).length,
    leftOut,
    totals,
    rows: sorted.slice(0, LISTED),
  };
}

/** The calendar quarter before the one of a moment (milliseconds since 1970, UTC); `until` is the first day after it. */
export function lastQuarter(now: number): { from: string; until: string } {
  const date = new Date(now);
  const quarter = Math.floor(date.getUTCMonth() / 3);
  const day = (month: number): string => new Date(Date.UTC(date.getUTCFullYear(), month, 1)).toISOString().slice(0, 10);
  return { from: day(quarter * 3 - 3), until: day(quarter * 3) };
}
