import { parseDate } from '../kernel/civil-date';
import { ProofdeskError } from '../kernel/errors';
import { type CompiledSku, compileModel } from './compile-model';
import { type PricingModel, pricingModelSchema } from './model';
import { type ModelProblem, skuProblem } from './model-problem';
import { bundleProblems } from './validate-bundles';

/**
 * Everything that is wrong with a model, each with its row and a sentence; a model with an error cannot be published. Takes anything:
 * what does not even have a model's shape is listed field by field.
 */
export function validateModel(input: unknown): ModelProblem[] {
  const parsed = pricingModelSchema.safeParse(input);
  if (!parsed.success) return parsed.error.issues.map((issue) => shapeProblem(input, issue.path, issue.message));
  const model = parsed.data;
  const compiled = compileModel(model);
  return [
    ...compiled.skus.flatMap((sku) => sku.problems),
    ...compiled.skus.flatMap((sku) => missingBases(compiled.byCode, compiled.skus, sku)),
    ...(compiled.hasCost ? compiled.skus.flatMap(missingCost) : []),
    ...bundleProblems(compiled),
    ...modelProblems(model),
    ...repeats(model),
  ].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

/** Whether a list of problems forbids publishing. */
export function forbidsPublishing(problems: readonly ModelProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

function shapeProblem(input: unknown, path: readonly PropertyKey[], message: string): ModelProblem {
  const field = path.map(String).join('.');
  const inSku = path[0] === 'skus' && typeof path[1] === 'number';
  const row = inSku ? (path[1] as number) + 1 : null;
  const code = inSku ? codeOf(input, path[1] as number) : null;
  const where =
    row === null ? field : `Row ${row}${code === null ? '' : ` (${code})`}, ${path.slice(2).map(String).join('.')}`;
  const missingRate = inSku && path[2] === 'rate' && path.length === 3;
  return {
    code: missingRate ? 'missing-rate' : field === 'currency' ? 'unknown-currency' : 'bad-shape',
    severity: 'error',
    field,
    row,
    sku: code,
    message: missingRate ? `${where}: it has no rate that is known` : `${where || 'The model'}: ${message}`,
  };
}

function codeOf(input: unknown, row: number): string | null {
  const skus = (input as { skus?: unknown }).skus;
  const sku: unknown = Array.isArray(skus) ? skus[row] : null;
  const code = typeof sku === 'object' && sku !== null ? (sku as { code?: unknown }).code : null;
  return typeof code === 'string' ? code : null;
}

function missingBases(
  byCode: ReadonlyMap<string, readonly CompiledSku[]>,
  skus: readonly CompiledSku[],
  sku: CompiledSku,
): ModelProblem[] {
  const rate = sku.rate;
  if (rate.kind !== 'percentage-of') return [];
  const families = new Set(skus.map((row) => row.sku.family));
  const problem = (field: string, message: string): ModelProblem =>
    skuProblem(sku.row, sku.sku, { code: 'percentage-of-unknown', field, message });
  return [
    ...rate.skus.flatMap((code, index) =>
      byCode.has(code)
        ? []
        : [problem(`rate.of.skus.${index}`, `it is a percentage of ${code}, which the model has not`)],
    ),
    ...rate.families.flatMap((family, index) =>
      families.has(family)
        ? []
        : [problem(`rate.of.families.${index}`, `it is a percentage of the family ${family}, which the model has not`)],
    ),
  ];
}

function missingCost(sku: CompiledSku): ModelProblem[] {
  if (sku.cost) return [];
  const message = 'it has no cost, so margins of its lines and family are not known';
  return [skuProblem(sku.row, sku.sku, { code: 'missing-cost', field: 'cost', message, severity: 'warning' })];
}

function modelProblems(model: PricingModel): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const add = (code: string, field: string, message: string, severity: 'error' | 'warning' = 'error'): void => {
    problems.push({ code, severity, field, row: null, sku: null, message });
  };
  if (model.skus.length === 0) add('no-skus', 'skus', 'The model has no SKU');
  const { shortestMonths, longestMonths } = model.terms;
  if (shortestMonths !== undefined && longestMonths !== undefined && shortestMonths > longestMonths) {
    add(
      'terms',
      'terms.shortestMonths',
      `The shortest term (${shortestMonths}) is longer than the longest (${longestMonths})`,
    );
  }
  if (model.discountOrder && new Set(model.discountOrder).size !== model.discountOrder.length) {
    add('discount-order', 'discountOrder', 'The order of discounts names a step twice');
  }
  const families = new Set(model.skus.map((sku) => sku.family));
  for (const [index, floor] of (model.marginFloors?.families ?? []).entries()) {
    const field = `marginFloors.families.${index}`;
    if (!families.has(floor.family)) add('unknown-family', field, `No SKU is of the family ${floor.family}`, 'warning');
    if (floor.basisPoints >= 10_000)
      add('impossible-floor', field, `No price keeps a margin of ${floor.basisPoints / 100} %`);
  }
  if ((model.marginFloors?.default ?? 0) >= 10_000) {
    add('impossible-floor', 'marginFloors.default', 'No price keeps a margin of 100 %');
  }
  for (const [index, rate] of (model.exchangeRates ?? []).entries()) {
    const field = `exchangeRates.${index}`;
    if (Number(rate.rate) <= 0)
      add('exchange-rate', `${field}.rate`, `The rate ${rate.from} to ${rate.to} must be above 0`);
    if (rate.from === rate.to) add('exchange-rate', field, `A rate from ${rate.from} to itself is none`);
  }
  const day = (field: string, text: string | undefined): void => {
    if (text === undefined) return;
    try {
      parseDate(text, field);
    } catch (error) {
      if (!(error instanceof ProofdeskError)) throw error;
      add('bad-date', field, error.message);
    }
  };
  for (const [index, rate] of (model.exchangeRates ?? []).entries()) day(`exchangeRates.${index}.date`, rate.date);
  for (const [index, tax] of (model.taxes ?? []).entries()) day(`taxes.${index}.from`, tax.from);
  for (const [index, bundle] of (model.bundles ?? []).entries()) {
    day(`bundles.${index}.from`, bundle.from);
    day(`bundles.${index}.until`, bundle.until);
  }
  const categories = new Set((model.taxes ?? []).map(({ category }) => category));
  for (const [index, sku] of model.skus.entries()) {
    if (categories.size === 0 || categories.has(sku.taxCategory ?? 'standard')) continue;
    const category = sku.taxCategory ?? 'standard';
    const message = `no tax rate has its category ${category}, so it cannot be sold where tax is charged`;
    problems.push(skuProblem(index, sku, { code: 'tax-category', field: 'taxCategory', message, severity: 'warning' }));
  }
  for (const [index, tax] of (model.taxes ?? []).entries()) {
    if (Number(tax.percent) < 0)
      add('tax-rate', `taxes.${index}.percent`, `The tax of ${tax.jurisdiction} is negative`);
  }
  const codes = new Set(model.skus.map(({ code }) => code));
  const partner = model.partnerTiers ?? [];
  for (const [index, tier] of partner.entries()) {
    if (tier.resellDiscountBasisPoints + tier.registrationBonusBasisPoints > 10_000) {
      add('partner-tier', `partnerTiers.${index}`, `Discount and bonus of ${tier.tier} are more than the whole price`);
    }
    for (const [at, royalty] of (tier.royalties ?? []).entries()) {
      if (codes.has(royalty.sku)) continue;
      add('partner-tier', `partnerTiers.${index}.royalties.${at}`, `No SKU has the code ${royalty.sku} of a royalty`);
    }
  }
  return problems;
}

/** Rows of the smaller tables that say the same thing twice. */
function repeats(model: PricingModel): ModelProblem[] {
  const find = (field: string, what: string, keys: readonly string[]): ModelProblem[] =>
    keys.flatMap((key, index) =>
      keys.indexOf(key) === index
        ? []
        : [
            {
              code: 'repeated-row',
              severity: 'error' as const,
              field: `${field}.${index}`,
              row: null,
              sku: null,
              message: `${what} ${key} is there twice`,
            },
          ],
    );
  return [
    ...find(
      'discountLimits',
      'The limit of',
      model.discountLimits.map((row) => row.role),
    ),
    ...find(
      'marginFloors.families',
      'The floor of',
      (model.marginFloors?.families ?? []).map((row) => row.family),
    ),
    ...find(
      'multiYearDiscounts',
      'The discount from months',
      (model.multiYearDiscounts ?? []).map((row) => String(row.months)),
    ),
    ...find(
      'partnerTiers',
      'The tier',
      (model.partnerTiers ?? []).map((row) => row.tier),
    ),
    ...find(
      'exchangeRates',
      'The rate',
      (model.exchangeRates ?? []).map((row) => `${row.from} to ${row.to} of ${row.date}`),
    ),
    ...find(
      'taxes',
      'The tax',
      (model.taxes ?? []).map((row) => `${row.jurisdiction} ${row.category} from ${row.from}`),
    ),
  ];
}
