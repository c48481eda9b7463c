import { defineJob } from '../../src-core/jobs';
import type { RoiCaseContent, RoiSimulation, SimulationOrder } from '../../src-shared/roi';

export interface RoiSimulationOrder extends SimulationOrder {
  content: RoiCaseContent;
}

/** Draws an ROI case many times; it needs nothing but the case's content. */
export const simulateRoiJob = defineJob<RoiSimulationOrder, RoiSimulation>({
  kind: 'roi.simulate',
  async run({ content, ...order }, work) {
    const { simulateScenario } = await import('../../src-shared/roi');
    return simulateScenario(content, order, (share) => {
      work.check();
      work.progress(share, `${Math.round(share * order.draws)} of ${order.draws} draws`);
    });
  },
});
