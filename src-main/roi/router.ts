import { implement } from '@orpc/server';
import {
  adoptRoiModel,
  archiveRoiCase,
  archiveValueCase,
  clearRoiInputs,
  confirmRoiInputs,
  createRoiCase,
  createRoiModel,
  createValueCase,
  draftRoiModel,
  editRoiCase,
  freezeRoiCase,
  installRoiModels,
  publishRoiModel,
  recordValueCase,
  removeRoiScenario,
  retireRoiModel,
  reviseRoiModel,
  reviseValueCase,
  roiContract,
  setRoiInputs,
  setRoiScenario,
} from '../../src-shared/roi';
import { running } from '../desk';
import type { Session } from '../session';
import { getFrozenRoiCase, getRoiCase, listRoiCases } from './case-queries';
import { getRoiModel, listRoiModels, listShippedModels } from './model-queries';
import { offersFor } from './offers';
import { presentationOf } from './presentation';
import { getValueCase, lineFromQuote, listValueCases } from './queries';
import { simulateCase } from './simulate';

const os = implement(roiContract).$context<Session>();

export const roiRouter = os.router({
  list: os.list.handler(({ context, input }) => listValueCases(context, input)),
  get: os.get.handler(({ context, input }) => getValueCase(context, input.id)),
  fromQuote: os.fromQuote.handler(({ context, input }) =>
    lineFromQuote(context, input.quote, input.version, input.years),
  ),
  create: os.create.handler(running(createValueCase)),
  revise: os.revise.handler(running(reviseValueCase)),
  record: os.record.handler(running(recordValueCase)),
  archive: os.archive.handler(running(archiveValueCase)),

  models: os.models.handler(({ context, input }) => listRoiModels(context, input)),
  model: os.model.handler(({ context, input }) => getRoiModel(context, input.version)),
  shippedModels: os.shippedModels.handler(({ context }) => listShippedModels(context)),
  createModel: os.createModel.handler(running(createRoiModel)),
  draftModel: os.draftModel.handler(running(draftRoiModel)),
  reviseModel: os.reviseModel.handler(running(reviseRoiModel)),
  publishModel: os.publishModel.handler(running(publishRoiModel)),
  retireModel: os.retireModel.handler(running(retireRoiModel)),
  installModels: os.installModels.handler(running(installRoiModels)),

  cases: os.cases.handler(({ context, input }) => listRoiCases(context, input)),
  case: os.case.handler(({ context, input }) => getRoiCase(context, input.case)),
  offers: os.offers.handler(({ context, input }) => offersFor(context, input.case)),
  createCase: os.createCase.handler(running(createRoiCase)),
  editCase: os.editCase.handler(running(editRoiCase)),
  setInputs: os.setInputs.handler(running(setRoiInputs)),
  clearInputs: os.clearInputs.handler(running(clearRoiInputs)),
  confirmInputs: os.confirmInputs.handler(running(confirmRoiInputs)),
  setScenario: os.setScenario.handler(running(setRoiScenario)),
  removeScenario: os.removeScenario.handler(running(removeRoiScenario)),
  adoptModel: os.adoptModel.handler(running(adoptRoiModel)),
  freezeCase: os.freezeCase.handler(running(freezeRoiCase)),
  archiveCase: os.archiveCase.handler(running(archiveRoiCase)),
  frozenCase: os.frozenCase.handler(({ context, input }) => getFrozenRoiCase(context, input.case, input.version)),
  simulate: os.simulate.handler(({ context, input, signal }) => simulateCase(context, input, signal)),
  presentation: os.presentation.handler(({ context, input }) => presentationOf(context, input.case, input.version)),
});
