import { parseDecimal } from '../kernel/decimal';
import type { Bundle } from './bundle-schema';
import type { CompiledModel } from './compile-model';
import { everyPart } from './expand-bundles';
import type { PricingModel, Sku } from './model';
import type { ModelProblem } from './model-problem';

type Add = (code: string, field: string, message: string, severity?: 'error' | 'warning') => void;

/** What is wrong with the bundles and pairs of a model, each by its row in its own table. */
export function bundleProblems(compiled: CompiledModel): ModelProblem[] {
  const { model } = compiled;
  const problems: ModelProblem[] = [];
  const seen = new Set<string>();
  for (const [index, bundle] of (model.bundles ?? []).entries()) {
    const add: Add = (code, field, message, severity = 'error') => {
      const path = `bundles.${index}${field && `.${field}`}`;
      const sentence = `Bundle ${index + 1} (${bundle.code}): ${message}`;
      problems.push({ code, severity, field: path, row: null, sku: bundle.code, message: sentence });
    };
    if (compiled.byCode.has(bundle.code)) add('bundle-code', 'code', 'a SKU of the catalogue has the same code');
    if (seen.has(bundle.code)) add('bundle-code', 'code', 'another bundle has the same code');
    seen.add(bundle.code);
    checkBundle(compiled, bundle, add);
  }
  for (const [index, pair] of (model.pairs ?? []).entries()) {
    const add: Add = (code, field, message, severity = 'error') => {
      const path = `pairs.${index}${field && `.${field}`}`;
      problems.push({
        code,
        severity,
        field: path,
        row: null,
        sku: pair.sku,
        message: `Pair ${index + 1} (${pair.sku} ${pair.kind} ${pair.others.join(', ')}): ${message}`,
      });
    };
    checkPair(compiled, pair, add);
  }
  return problems;
}

function checkBundle(compiled: CompiledModel, bundle: Bundle, add: Add): void {
  if (bundle.from !== undefined && bundle.until !== undefined && bundle.from >= bundle.until) {
    add('dates', 'until', `it ends (${bundle.until}) before it begins (${bundle.from})`);
  }
  const cycle = cycleOf(compiled, bundle.code);
  if (cycle) add('bundle-cycle', 'parts', `it contains itself: ${cycle.join(' → ')}`);
  if (everyPart(bundle).length === 0) add('bundle-empty', 'parts', 'it has no parts and no options');
  for (const [at, part] of bundle.parts.entries()) checkPart(compiled, bundle, part, `parts.${at}`, add);
  for (const [at, option] of (bundle.options ?? []).entries()) {
    const field = `options.${at}`;
    const standard = option.choices.filter((choice) => choice.standard).length;
    const codes = option.choices.map(({ sku }) => sku);
    if (option.least > option.most) {
      add(
        'bundle-option',
        `${field}.least`,
        `${option.name} asks for at least ${option.least} and at most ${option.most}`,
      );
    } else if (option.least > codes.length) {
      add('bundle-option', `${field}.least`, `${option.name} asks for ${option.least} of ${codes.length} choices`);
    } else if (standard < option.least || standard > option.most) {
      const needed = option.least === option.most ? `${option.least}` : `${option.least} to ${option.most}`;
      const message = `${option.name} needs ${needed} choices, and ${standard} are standard; a line has to choose`;
      add('bundle-standard', `${field}.choices`, message, 'warning');
    }
    for (const [place, choice] of option.choices.entries()) {
      const own = `${field}.choices.${place}`;
      if (codes.indexOf(choice.sku) !== place) {
        add('bundle-option', `${own}.sku`, `${option.name} offers ${choice.sku} twice`);
      }
      checkPart(compiled, bundle, choice, own, add);
    }
  }
  const fixed = partsAlways(compiled, bundle);
  for (const pair of compiled.model.pairs ?? []) {
    const other =
      pair.kind === 'excludes' && fixed.has(pair.sku) ? pair.others.find((code) => fixed.has(code)) : undefined;
    if (other) add('bundle-excluded', 'parts', `it holds ${pair.sku} and ${other}, which exclude each other`);
  }
}

function checkPart(
  compiled: CompiledModel,
  bundle: Bundle,
  part: { sku: string; quantity: string },
  field: string,
  add: Add,
): void {
  if (parseDecimal(part.quantity, 'quantity') <= 0n) {
    add('bundle-quantity', `${field}.quantity`, `of ${part.sku} it holds ${part.quantity}; that must be above 0`);
  }
  const inner = compiled.bundles.get(part.sku);
  const rows = inner ? [inner] : compiled.byCode.get(part.sku)?.map(({ sku }) => sku);
  if (!rows) {
    add('bundle-part-unknown', `${field}.sku`, `it holds ${part.sku}, which the model has not`);
    return;
  }
  if (!rows.some((row) => overlaps(row, bundle))) {
    const when = rows.map((row) => `${row.from ?? 'the beginning'} until ${row.until ?? 'further notice'}`).join('; ');
    add('bundle-part-dates', `${field}.sku`, `${part.sku} is never sold while the bundle is (${when})`);
    return;
  }
  if (!inner && !coveredBy(rows, bundle)) {
    const message = `${part.sku} is not sold on all days on which the bundle is`;
    add('bundle-part-dates', `${field}.sku`, message, 'warning');
  }
}

type Days = Pick<Sku, 'from' | 'until'>;

function overlaps(a: Days, b: Days): boolean {
  const begins = a.from === undefined || b.until === undefined || a.from < b.until;
  return begins && (b.from === undefined || a.until === undefined || b.from < a.until);
}

/** Whether rows follow each other without a gap over the days of a bundle, whatever their regions. */
function coveredBy(rows: readonly Days[], bundle: Days): boolean {
  const sorted = [...rows].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  let reached: string | null = bundle.from ?? '';
  for (const row of sorted) {
    if (reached === null || (row.from ?? '') > reached) break;
    if (row.until === undefined) reached = null;
    else if (row.until > reached) reached = row.until;
  }
  return reached === null || (bundle.until !== undefined && reached >= bundle.until);
}

/** The way from a bundle back to itself, or null. */
function cycleOf(compiled: CompiledModel, start: string): string[] | null {
  const seen = new Set<string>();
  const walk = (code: string, path: string[]): string[] | null => {
    for (const { sku } of everyPart(compiled.bundles.get(code)!)) {
      if (sku === start) return [...path, sku];
      if (seen.has(sku) || !compiled.bundles.has(sku)) continue;
      seen.add(sku);
      const found = walk(sku, [...path, sku]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start]);
}

/** Codes that every line of a bundle has: its fixed parts, and those of the bundles among them. */
function partsAlways(compiled: CompiledModel, bundle: Bundle): Set<string> {
  const found = new Set<string>();
  const visit = (own: Bundle): void => {
    for (const { sku } of own.parts) {
      if (found.has(sku)) continue;
      found.add(sku);
      const inner = compiled.bundles.get(sku);
      if (inner) visit(inner);
    }
  };
  visit(bundle);
  return found;
}

function checkPair(compiled: CompiledModel, pair: NonNullable<PricingModel['pairs']>[number], add: Add): void {
  const known = (code: string): boolean => compiled.byCode.has(code) || compiled.bundles.has(code);
  if (!known(pair.sku)) add('pair-unknown', 'sku', `the model has no ${pair.sku}`);
  for (const [at, code] of pair.others.entries()) {
    if (!known(code)) add('pair-unknown', `others.${at}`, `the model has no ${code}`);
    if (code === pair.sku) add('pair-itself', `others.${at}`, `${code} cannot ${pair.kind.slice(0, -1)} itself`);
  }
  if (pair.kind !== 'requires') return;
  const excluded = (code: string): boolean =>
    (compiled.model.pairs ?? []).some(
      (other) =>
        other.kind === 'excludes' &&
        ((other.sku === pair.sku && other.others.includes(code)) ||
          (other.sku === code && other.others.includes(pair.sku))),
    );
  if (pair.others.every(excluded)) {
    add('pair-impossible', 'others', `${pair.sku} needs what it excludes, so it can never be sold`);
  }
}
