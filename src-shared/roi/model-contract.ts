import { z } from 'zod';
import { commandProcedure } from '../kernel/command';
import { customerProcedure, procedure } from '../kernel/procedure';
import {
  adoptRoiModel,
  archiveRoiCase,
  clearRoiInputs,
  confirmRoiInputs,
  createRoiCase,
  editRoiCase,
  freezeRoiCase,
  removeRoiScenario,
  setRoiInputs,
  setRoiScenario,
} from './cases/commands';
import type { RoiSimulation } from './cases/figures';
import { frozenRoiCase, roiCaseRow, roiCaseView, roiOffer, roiPresentation, roiSimulationRequest } from './cases/views';
import {
  createRoiModel,
  draftRoiModel,
  installRoiModels,
  publishRoiModel,
  retireRoiModel,
  reviseRoiModel,
} from './models/commands';
import { roiModelRow, roiModelView, shippedRoiModel } from './models/views';

const byCase = z.object({ case: z.string() });

/** Models of value and the cases by them; part of `roiContract`. */
export const roiModelContract = {
  /** Every version of every model, the newest first. */
  models: procedure.input(z.object({ published: z.boolean().optional() }).optional()).output(z.array(roiModelRow)),
  /** A version by its id, or a model by its name (then its newest published version). */
  model: procedure.input(z.object({ version: z.string() })).output(roiModelView),
  shippedModels: procedure.output(z.array(shippedRoiModel)),
  createModel: commandProcedure(createRoiModel),
  draftModel: commandProcedure(draftRoiModel),
  reviseModel: commandProcedure(reviseRoiModel),
  publishModel: commandProcedure(publishRoiModel),
  retireModel: commandProcedure(retireRoiModel),
  installModels: commandProcedure(installRoiModels),

  /** Cases by models and value cases in one list, the newest first. */
  cases: procedure.input(z.object({ deal: z.string().optional() })).output(z.array(roiCaseRow)),
  /** A case by its id or number. */
  case: procedure.input(byCase).output(roiCaseView),
  /** What quotes, verdicts and usage of the deal offer for the inputs. */
  offers: procedure.input(byCase).output(z.array(roiOffer)),
  createCase: commandProcedure(createRoiCase),
  editCase: commandProcedure(editRoiCase),
  setInputs: commandProcedure(setRoiInputs),
  clearInputs: commandProcedure(clearRoiInputs),
  confirmInputs: commandProcedure(confirmRoiInputs),
  setScenario: commandProcedure(setRoiScenario),
  removeScenario: commandProcedure(removeRoiScenario),
  adoptModel: commandProcedure(adoptRoiModel),
  freezeCase: commandProcedure(freezeRoiCase),
  archiveCase: commandProcedure(archiveRoiCase),
  frozenCase: procedure.input(byCase.extend({ version: z.int().positive() })).output(frozenRoiCase),
  /** Seeded draws in the background, with progress; leaving the request ends it. */
  simulate: procedure
    .input(roiSimulationRequest)
    .output(z.custom<RoiSimulation>((value) => typeof value === 'object' && value !== null)),
  /** For the room. In customer view only cases of the account that is shown. */
  presentation: customerProcedure
    .input(byCase.extend({ version: z.int().positive().optional() }))
    .output(roiPresentation),
};
