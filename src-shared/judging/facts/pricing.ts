import { changeOf, type FactRule } from '../../kernel/judged';
import { forbidsPublishing, joinModel, PricingModelHead, PricingModelVersion, validateModel } from '../../pricing';

/** Problems that keep a version from being published, of the model with its costs where they are here. */
export const publishPricingFacts: FactRule = (act, known) => {
  const row = known.require(PricingModelVersion, changeOf(act, PricingModelVersion, 'patch').id);
  const problems = validateModel(row.cost ? joinModel(row.content, row.cost) : row.content);
  return {
    resource: { entity: PricingModelHead.name, id: row.model },
    facts: {
      problems: forbidsPublishing(problems) ? problems.filter(({ severity }) => severity === 'error').length : 0,
    },
  };
};
