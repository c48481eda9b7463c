import { implementCommand, type PlanState, type PlanTools } from '../../src-core/commands/implementation';
import { Deal } from '../../src-shared/deals';
import { caseContent, inputRowsOf, scenarioRowsOf } from '../../src-shared/judging/value-cases/case-content';
import { archive, type Change, create, patch } from '../../src-shared/kernel/change';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { minorUnitDigits } from '../../src-shared/kernel/money';
import { Quote } from '../../src-shared/quotes';
import {
  adoptRoiModel,
  archiveRoiCase,
  clearRoiInputs,
  confirmRoiInputs,
  createRoiCase,
  editRoiCase,
  expectedScenario,
  freezeRoiCase,
  hindrances,
  questionOf,
  RoiCaseHead,
  RoiCaseInputRow,
  RoiCaseScenario,
  RoiCaseVersion,
  RoiModelHead,
  RoiModelVersion,
  removeRoiScenario,
  roiCaseRulesVersion,
  roiVersionFigures,
  setRoiInputs,
  setRoiScenario,
} from '../../src-shared/roi';
import { Workspace } from '../../src-shared/workspace';
import { inputChanges, ownValues, requireAccount } from './input-changes';

const resource = (id: string) => ({ entity: RoiCaseHead.name, id });

/** Makes sure that a case can pin a version: it is published. */
function requirePublished(state: PlanState, id: string): RowOf<typeof RoiModelVersion> {
  const row = state.require(RoiModelVersion, id);
  if (row.status === 'published') return row;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `Version ${row.version} of ${state.get(RoiModelHead, row.model)?.name ?? 'this model'} is ${row.status === 'draft' ? 'a draft' : 'retired'}; a case needs a published one.`,
    where: { field: 'model' },
    hint: row.status === 'draft' ? 'Publish it first.' : 'Take a later version.',
  });
}

export const roiCaseCommands = [
  implementCommand(createRoiCase, (input, state, tools) => {
    const deal = state.require(Deal, input.deal);
    const model = requirePublished(state, input.model);
    const quote = input.quote ? state.require(Quote, input.quote) : null;
    requireAccount(state, quote?.account ?? null, deal.account, 'quote');
    const currency = input.currency ?? quote?.currency ?? state.where(Workspace, {})[0]?.currency ?? 'EUR';
    minorUnitDigits(currency);
    const id = tools.newId();
    const number = tools.number('V');
    const head = {
      number,
      title: input.title ?? `${state.get(RoiModelHead, model.model)?.name ?? 'Value'}: ${deal.title}`.slice(0, 200),
      deal: deal.id,
      account: deal.account,
      model: model.id,
      currency,
      years: input.years ?? model.content.years,
      discountRate: input.discountRate ?? { value: model.content.discountRate, source: 'The model' },
      quote: quote?.id ?? null,
      owner: tools.actor.id,
    };
    const values = inputChanges({
      state,
      tools,
      roiCase: { id, account: deal.account, currency },
      content: model.content,
      entries: input.inputs,
    });
    return {
      changes: [create(RoiCaseHead, id, head), ...values],
      resource: resource(id),
      result: { id, number },
    };
  }),
  implementCommand(editRoiCase, ({ case: id, ...fields }, state) => {
    const row = state.require(RoiCaseHead, id);
    if (fields.quote) requireAccount(state, state.require(Quote, fields.quote).account, row.account, 'quote');
    if (fields.currency !== undefined && fields.currency !== row.currency) {
      minorUnitDigits(fields.currency, 'currency');
      const priced = [...inputRowsOf(state, id).values()].find(({ source }) => source.kind === 'quote');
      if (priced) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${priced.name} is taken from a quote in ${row.currency}, so the case cannot be in ${fields.currency}.`,
          where: { field: 'currency' },
          hint: 'Clear what comes from the quote first.',
        });
      }
    }
    return { changes: [patch(RoiCaseHead, id, fields)], resource: resource(id), result: { id } };
  }),
  implementCommand(setRoiInputs, ({ case: id, inputs }, state, tools) => {
    const row = state.require(RoiCaseHead, id);
    const { content } = state.require(RoiModelVersion, row.model);
    return {
      changes: inputChanges({ state, tools, roiCase: row, content, entries: inputs }),
      resource: resource(id),
      result: { id },
    };
  }),
  implementCommand(clearRoiInputs, ({ case: id, inputs }, state) => {
    state.require(RoiCaseHead, id);
    const changes = state
      .where(RoiCaseInputRow, { roiCase: id })
      .filter(({ name }) => inputs.includes(name))
      .map((row) => archive(RoiCaseInputRow, row.id));
    if (changes.length === 0) throw nothingSet(inputs);
    return { changes, resource: resource(id), result: { id } };
  }),
  implementCommand(confirmRoiInputs, ({ case: id, inputs, confirmed }, state) => {
    state.require(RoiCaseHead, id);
    const rows = inputRowsOf(state, id);
    const unset = inputs.filter((name) => !rows.has(name));
    if (unset.length > 0) throw nothingSet(unset);
    return {
      changes: inputs.map((name) => patch(RoiCaseInputRow, rows.get(name)!.id, { confirmed })),
      resource: resource(id),
      result: { id },
    };
  }),
  implementCommand(setRoiScenario, ({ case: id, key, label, take, values }, state, tools) => {
    const row = state.require(RoiCaseHead, id);
    const { content } = state.require(RoiModelVersion, row.model);
    const own = scenarioRowsOf(state, id).get(key);
    const base = own ?? content.scenarios.find((scenario) => scenario.key === key);
    if (
      key === expectedScenario &&
      (Object.keys(values ?? {}).length > 0 || (take !== undefined && take !== 'likely'))
    ) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'The expected scenario is the case itself and differs from it in nothing.',
        where: { field: 'values' },
        hint: 'Set the inputs of the case, or another scenario.',
      });
    }
    const before = own?.values ?? {};
    for (const [name, value] of Object.entries(values ?? {})) {
      // What an earlier version of the model had can still be taken away.
      if (value === null && Object.hasOwn(before, name)) continue;
      checkScenarioValue(content, row.currency, name, value);
    }
    const after = Object.fromEntries(
      Object.entries({ ...before, ...values }).filter(([, value]) => value !== null),
    ) as typeof before;
    const fields = {
      label: label ?? base?.label ?? key,
      take: take ?? base?.take ?? ('likely' as const),
      values: after,
    };
    const change: Change = own
      ? patch(RoiCaseScenario, own.id, fields)
      : create(RoiCaseScenario, tools.newId(), { roiCase: id, account: row.account, key, ...fields });
    return { changes: [change], resource: resource(id), result: { id } };
  }),
  implementCommand(removeRoiScenario, ({ case: id, key }, state) => {
    state.require(RoiCaseHead, id);
    const own = scenarioRowsOf(state, id).get(key);
    if (!own) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `The case has no scenario ${key} of its own.`,
        where: { field: 'key' },
        hint: 'Scenarios of the model go with the model.',
      });
    }
    return { changes: [archive(RoiCaseScenario, own.id)], resource: resource(id), result: { id } };
  }),
  implementCommand(adoptRoiModel, ({ case: id, model }, state) => {
    const row = state.require(RoiCaseHead, id);
    const { content, model: head } = requirePublished(state, model);
    if (state.require(RoiModelVersion, row.model).model !== head) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'This is a version of another model.',
        where: { field: 'model' },
        hint: 'A case moves between versions of one model; for another model begin another case.',
      });
    }
    const names = new Set(content.inputs.map(({ name }) => name));
    return {
      changes: [patch(RoiCaseHead, id, { model }, { model: row.model })],
      resource: resource(id),
      result: { id, dropped: [...inputRowsOf(state, id).keys()].filter((name) => !names.has(name)) },
    };
  }),
  implementCommand(freezeRoiCase, ({ case: id, seed }, state, tools) => freeze(id, seed, state, tools)),
  implementCommand(archiveRoiCase, ({ case: id }, state) => {
    state.require(RoiCaseHead, id);
    return { changes: [archive(RoiCaseHead, id)], resource: resource(id), result: { id } };
  }),
];

function freeze(id: string, seed: number, state: PlanState, tools: PlanTools) {
  const row = state.require(RoiCaseHead, id);
  const content = caseContent(state, row);
  const figures = roiVersionFigures(content, seed);
  const open = hindrances(content, figures.scenarios);
  if (open.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${row.number} cannot be frozen yet: ${open.slice(0, 3).join(' ')}${open.length > 3 ? ` And ${open.length - 3} more.` : ''}`,
      where: { field: 'inputs' },
      hint: 'Give what is missing a value with its source, and what is beyond its bounds a reason.',
      details: { open },
    });
  }
  const model = state.require(RoiModelVersion, row.model);
  const versionId = tools.newId();
  const version = row.version + 1;
  const receipts = ownValues(content).flatMap(({ source }) => (source.receipt ? [source.receipt] : []));
  return {
    changes: [
      patch(RoiCaseHead, id, { version }, { version: row.version }),
      create(RoiCaseVersion, versionId, {
        roiCase: id,
        account: row.account,
        version,
        modelName: state.get(RoiModelHead, model.model)?.name ?? '',
        modelLabel: model.version,
        content,
        figures,
        rules: roiCaseRulesVersion,
        sources: [...new Set(receipts)],
        recordedAt: tools.now,
        by: tools.actor.id,
      }),
    ],
    resource: resource(id),
    result: { version, versionId },
  };
}

function checkScenarioValue(
  content: RowOf<typeof RoiModelVersion>['content'],
  currency: string,
  name: string,
  value: string | string[] | null,
): void {
  const input = content.inputs.find((own) => own.name === name);
  if (!input) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `The model has no input ${name}.`,
      where: { field: `values.${name}` },
    });
  }
  if (input.shape === 'number' && Array.isArray(value)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${input.label} (${name}) is one number, and ${value.length} are given.`,
      where: { field: `values.${name}` },
      hint: 'Give one number.',
    });
  }
  const question = questionOf(input, value, currency);
  if (question) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: question.message,
      where: { field: `values.${name}` },
      hint: 'A scenario stays within the bounds; set the case’s own input with a reason where it is really so.',
    });
  }
}

function nothingSet(names: readonly string[]): ProofdeskError {
  return new ProofdeskError({
    code: 'bad-input',
    message: `${names.join(', ')}: nothing was set in this case, so the model’s default stands.`,
    where: { field: 'inputs' },
    hint: 'Set a value with its source first.',
  });
}
