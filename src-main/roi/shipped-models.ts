import analystHours from '../../resources/roi-models/analyst-hours.json';
import buildOrBuy from '../../resources/roi-models/build-or-buy.json';
import consolidation from '../../resources/roi-models/consolidation.json';
import incidentCost from '../../resources/roi-models/incident-cost.json';
import tco from '../../resources/roi-models/tco.json';
import timeToInsight from '../../resources/roi-models/time-to-insight.json';
import { type RoiModelContent, roiModelContentSchema } from '../../src-shared/roi';

export interface ShippedModel {
  key: string;
  name: string;
  version: string;
  content: RoiModelContent;
}

let models: ShippedModel[] | null = null;

/** The models that come with the application, in the order in which they are offered. */
export function shippedRoiModels(): ShippedModel[] {
  models ??= [tco, analystHours, timeToInsight, incidentCost, consolidation, buildOrBuy].map(
    ({ key, name, version, content }) => ({ key, name, version, content: roiModelContentSchema.parse(content) }),
  );
  return models;
}
