import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import { publishPricingFacts } from '../../src-shared/judging/facts/pricing';
import { create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  createPricingModel,
  draftPricingVersion,
  joinModel,
  type ModelCost,
  type PricingModel,
  PricingModelHead,
  PricingModelVersion,
  pricingModelSchema,
  publishPricing,
  retirePricing,
  revisePricingDraft,
  splitModel,
  withFloorPrices,
} from '../../src-shared/pricing';

/** A model as typed, in its parts: what everybody may read, and what only readers of costs may. */
function parts(content: PricingModel, cost: unknown): { content: PricingModel; cost: ModelCost } {
  if (cost === undefined || cost === null) {
    const split = splitModel(content);
    return { content: split.shared, cost: split.cost };
  }
  const whole = pricingModelSchema.safeParse(joinModel(content, cost as ModelCost));
  if (!whole.success) {
    const issue = whole.error.issues[0];
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The costs do not fit the model: ${issue?.message ?? 'their shape is wrong'}.`,
      where: { field: `cost.${issue?.path.map(String).join('.') ?? ''}` },
    });
  }
  const split = splitModel(whole.data);
  return { content: split.shared, cost: split.cost };
}

function requireDraft(state: PlanState, id: string) {
  const row = state.require(PricingModelVersion, id);
  if (row.status !== 'draft') {
    throw new ProofdeskError({
      code: 'stale',
      message: `Version ${row.version} is ${row.status} and never changes.`,
      hint: 'Begin a new version from it.',
    });
  }
  return row;
}

function refuseTakenVersion(state: PlanState, model: string, version: string): void {
  if (state.where(PricingModelVersion, { model, version }).length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `This model has a version ${version} already.`,
      where: { field: 'version' },
      hint: 'Choose another name for the version.',
    });
  }
}

export const pricingCommands = [
  implementCommand(createPricingModel, ({ name, version, content, cost }, _state, tools) => {
    const model = tools.newId();
    const versionId = tools.newId();
    const split = parts({ ...content, name, version }, cost);
    return {
      changes: [
        create(PricingModelHead, model, { name }),
        create(PricingModelVersion, versionId, {
          model,
          version,
          status: 'draft',
          currency: content.currency,
          ...split,
        }),
      ],
      resource: { entity: 'pricingModel', id: model },
      result: { model, version: versionId },
    };
  }),
  implementCommand(draftPricingVersion, ({ from, version }, state, tools) => {
    const source = state.require(PricingModelVersion, from);
    refuseTakenVersion(state, source.model, version);
    const id = tools.newId();
    const { floorPrices: _floorPrices, ...content } = source.content;
    return {
      changes: [
        create(PricingModelVersion, id, {
          model: source.model,
          version,
          status: 'draft',
          currency: source.currency,
          content: { ...content, version },
          cost: source.cost,
        }),
      ],
      resource: { entity: 'pricingModel', id: source.model },
      result: { model: source.model, version: id },
    };
  }),
  implementCommand(revisePricingDraft, ({ version: id, content, cost }, state) => {
    const row = requireDraft(state, id);
    const split = parts(content, cost);
    return {
      changes: [
        patch(
          PricingModelVersion,
          id,
          { ...split, version: content.version, currency: content.currency },
          { status: 'draft' },
        ),
      ],
      resource: { entity: 'pricingModel', id: row.model },
      result: { version: id },
    };
  }),
  implementCommand(publishPricing, ({ version: id }, state, tools) => {
    const row = requireDraft(state, id);
    const whole = row.cost ? joinModel(row.content, row.cost) : row.content;
    const published = splitModel(withFloorPrices(whole));
    return {
      ...judgedBy(publishPricingFacts, tools, [
        patch(
          PricingModelVersion,
          id,
          { content: published.shared, status: 'published', publishedAt: tools.now },
          { status: 'draft' },
        ),
      ]),
      result: { version: id },
    };
  }),
  implementCommand(retirePricing, ({ version: id }, state) => {
    const row = state.require(PricingModelVersion, id);
    return {
      changes: [patch(PricingModelVersion, id, { status: 'retired' }, { status: row.status })],
      resource: { entity: 'pricingModel', id: row.model },
      result: { version: id },
    };
  }),
];
