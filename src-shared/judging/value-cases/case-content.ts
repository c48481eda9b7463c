import type { RowOf } from '../../kernel/entity';
import type { Rows } from '../../kernel/reading';
import {
  type RoiCaseContent,
  type RoiCaseHead,
  RoiCaseInputRow,
  RoiCaseScenario,
  RoiModelVersion,
  type RoiScenario,
} from '../../roi';

/** Rows of a case's inputs by name; of two for one input, as two devices may write them, the later counts. */
export function inputRowsOf(reader: Rows, roiCase: string): Map<string, RowOf<typeof RoiCaseInputRow>> {
  return new Map(reader.where(RoiCaseInputRow, { roiCase }).map((row) => [row.name, row]));
}

/** Rows of a case's scenarios by key. */
export function scenarioRowsOf(reader: Rows, roiCase: string): Map<string, RowOf<typeof RoiCaseScenario>> {
  return new Map(reader.where(RoiCaseScenario, { roiCase }).map((row) => [row.key, row]));
}

/** Everything that a case's figures follow from, as it stands. */
export function caseContent(reader: Rows, row: RowOf<typeof RoiCaseHead>): RoiCaseContent {
  const model = reader.require(RoiModelVersion, row.model).content;
  const known = new Set(model.inputs.map(({ name }) => name));
  const inputs = [...inputRowsOf(reader, row.id).values()].filter(({ name }) => known.has(name));
  const own = scenarioRowsOf(reader, row.id);
  const scenario = ({ key, label, take, values }: RoiScenario): RoiScenario => ({
    key,
    label,
    take,
    values: Object.fromEntries(Object.entries(values).filter(([name]) => known.has(name))),
  });
  const ofModel = model.scenarios.map((base) => scenario(own.get(base.key) ?? { ...base, values: {} }));
  const others = [...own.values()].filter(({ key }) => !model.scenarios.some((base) => base.key === key));
  return {
    currency: row.currency,
    years: row.years,
    discountRate: row.discountRate,
    model,
    inputs: Object.fromEntries(
      inputs
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, value, low, high, source, confirmed, reason }) => [
          name,
          { value, low, high, source, confirmed, reason },
        ]),
    ),
    scenarios: [...ofModel, ...others.sort((a, b) => (a.key < b.key ? -1 : 1)).map(scenario)],
  };
}
