import { changeOf } from '../../kernel/judged';
import {
  computeRoiCase,
  type RoiCaseContent,
  RoiCaseHead,
  RoiCaseVersion,
  roiCaseRulesVersion,
  roiRulesVersion,
  roiVersionFigures,
  ValueCase,
  ValueCaseVersion,
} from '../../roi';
import { FaultsOf, type FrozenRule } from '../frozen-fault';
import { caseContent } from '../value-cases/case-content';

/** A recorded value case: its figures are computed again from the copied inputs, and those are the case's. */
export const recordValueCaseFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, ValueCaseVersion, 'create');
  const found = new FaultsOf(ValueCaseVersion.name, id, 'version');
  const row = known.require(ValueCase, String(fields.valueCase));
  if (found.rules(fields.rules, roiRulesVersion) && fields.input)
    found.follows('figures', fields.figures, computeRoiCase(fields.input));
  found.copies('account', fields.account, row.account);
  found.copies('version', fields.version, row.version + 1);
  found.copies('input', fields.input, row.input);
  return found.faults;
};

/** A frozen ROI case: answers, what they depend on and the draws again from the copied content and the seed. */
export const freezeRoiCaseFrozen: FrozenRule = (act, known) => {
  const { id, fields } = changeOf(act, RoiCaseVersion, 'create');
  const found = new FaultsOf(RoiCaseVersion.name, id, 'version');
  const row = known.require(RoiCaseHead, String(fields.roiCase));
  const seed = Number(act.input['seed'] ?? 1);
  // Asked before anything is computed: a reading begins anew with each answer.
  const content = caseContent(known, row);
  if (found.rules(fields.rules, roiCaseRulesVersion) && fields.content)
    found.follows('figures', fields.figures, roiVersionFigures(fields.content as RoiCaseContent, seed));
  found.copies('account', fields.account, row.account);
  found.copies('version', fields.version, row.version + 1);
  found.copies('content', fields.content, content);
  return found.faults;
};
