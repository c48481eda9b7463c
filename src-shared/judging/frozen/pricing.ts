import { changeOf } from '../../kernel/judged';
import { joinModel, PricingModelVersion, splitModel, withFloorPrices } from '../../pricing';
import { FaultsOf, type FrozenRule } from '../frozen-fault';

/** A published model: the draft's prices with the lowest price that keeps the floor, which follows from its costs. */
export const publishPricingFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, PricingModelVersion, 'patch');
  const found = new FaultsOf(PricingModelVersion.name, id, 'version');
  const row = known.require(PricingModelVersion, id);
  const whole = row.cost ? joinModel(row.content, row.cost) : row.content;
  found.follows('content', fields.content, splitModel(withFloorPrices(whole)).shared);
  return found.faults;
};
