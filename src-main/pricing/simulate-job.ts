import { defineJob } from '../../src-core/jobs';
import type { SimulatedRow, SimulatedTotal } from '../../src-shared/pricing';
import { besideWorkspace, type PlaceBeside } from '../desk';

/** Which quotes: those that are open, or those whose last handover lies in these days (`until` not counted). */
export type SimulationScope = { kind: 'open' } | { kind: 'sent'; from: string; until: string };

export interface SimulationOrder {
  place: PlaceBeside;
  /** The version that is tried. */
  version: string;
  scope: SimulationScope;
  /** Also quotes on other models; undefined where none is on this one. */
  otherModels: boolean | undefined;
  /** Whether the person may read costs; without, nothing is said of margins. */
  withCost: boolean;
}

export interface SimulationFound {
  rows: SimulatedRow[];
  totals: SimulatedTotal[];
  /** Quotes on other models that were left out. */
  leftOut: number;
}

/** Prices quotes on a version of a model beside the models that they pin. It reads over a connection of its own and changes nothing. */
export const simulateJob = defineJob<SimulationOrder, SimulationFound>({
  kind: 'pricing.simulate',
  async run({ place, version, scope, otherModels, withCost }, work) {
    work.progress(0.01, 'Looking for quotes');
    const [{ modelOf, quotesToSimulate, versionToSimulate }, { simulatedTotals, simulateQuote }] = await Promise.all([
      import('./simulated-quotes'),
      import('../../src-shared/pricing'),
    ]);
    return besideWorkspace(place, (workspace) => {
      const model = versionToSimulate(workspace, version, withCost);
      const all = quotesToSimulate(workspace, scope, withCost);
      const own = all.filter(({ model: pinned }) => pinned === modelOf(workspace, version));
      const found = (otherModels ?? own.length === 0) ? all : own;
      const rows: SimulatedRow[] = [];
      for (const [index, { number, read }] of found.entries()) {
        work.check();
        work.progress(index / found.length, `Pricing ${number}, ${index + 1} of ${found.length}`);
        rows.push(simulateQuote(read(), model));
      }
      return { rows, totals: simulatedTotals(rows), leftOut: all.length - found.length };
    });
  },
});
