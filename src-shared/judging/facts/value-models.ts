import { changeOf, type FactRule } from '../../kernel/judged';
import { checkRoiModel, RoiModelHead, RoiModelVersion } from '../../roi';

/** Errors that keep a version from being published. */
export const publishRoiModelFacts: FactRule = (act, known) => {
  const row = known.require(RoiModelVersion, changeOf(act, RoiModelVersion, 'patch').id);
  const { problems } = checkRoiModel(row.content);
  return {
    resource: { entity: RoiModelHead.name, id: row.model },
    facts: { problems: problems.filter(({ severity }) => severity === 'error').length },
  };
};
