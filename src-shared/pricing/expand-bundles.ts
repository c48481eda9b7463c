import { decimalOne, formatDecimal, parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { Bundle, BundleOption, BundlePart } from './bundle-schema';
import { type CompiledModel, holdsOn } from './compile-model';
import { type BundledLine, readBasisPoints } from './line-input';
import type { QuoteProblem } from './priced-quote';
import type { QuoteLine } from './quote';
import { findSku, type QuoteContext } from './quote-context';

/** The lines that are priced: each bundle's line in its parts. A line that cannot be taken apart stands for itself, with its problems. */
export interface Expansion {
  lines: QuoteLine[];
  /** For each line of the quote: its bundle, if it is of one, and where its parts stand in `lines` (`until` not counted). */
  ranges: { bundle: Bundle | null; from: number; until: number }[];
  /** What keeps a line from being taken apart, by its id. */
  problems: ReadonlyMap<string, QuoteProblem[]>;
}

/** Parts of a line as they were taken apart last time, so that an unchanged line gives the same objects again. */
export type ExpandedLines = WeakMap<QuoteLine, { parts: BundledLine[] } | { problems: QuoteProblem[] }>;

/** Takes the lines of bundles apart; null where the quote has none, so that other quotes pay nothing for it. */
export function expandBundles(
  context: QuoteContext,
  lines: readonly QuoteLine[],
  known: ExpandedLines | null,
): Expansion | null {
  const { bundles } = context.model;
  if (bundles.size === 0 || !lines.some((line) => bundles.has(line.sku))) return null;
  const expanded: QuoteLine[] = [];
  const ranges: Expansion['ranges'] = [];
  const problems = new Map<string, QuoteProblem[]>();
  for (const line of lines) {
    const bundle = bundles.get(line.sku) ?? null;
    const from = expanded.length;
    if (bundle) {
      const own = known?.get(line) ?? takenApart(context, bundle, line);
      known?.set(line, own);
      if ('parts' in own) expanded.push(...own.parts);
      else {
        expanded.push(line);
        problems.set(line.id, own.problems);
      }
    } else {
      expanded.push(line);
    }
    ranges.push({ bundle, from, until: expanded.length });
  }
  return { lines: expanded, ranges, problems };
}

/** Codes of the catalogue that a line comes to, through bundles in bundles with every option: what its price may need. */
export function codesWithin(bundles: readonly Bundle[], code: string): Set<string> {
  const byCode = new Map(bundles.map((bundle) => [bundle.code, bundle]));
  const found = new Set<string>();
  const visit = (own: string): void => {
    if (found.has(own)) return;
    found.add(own);
    const bundle = byCode.get(own);
    for (const { sku } of bundle ? everyPart(bundle) : []) visit(sku);
  };
  visit(code);
  return found;
}

/** Fixed parts and all choices of a bundle. */
export function everyPart(bundle: Bundle): BundlePart[] {
  return [...bundle.parts, ...(bundle.options ?? []).flatMap((option) => option.choices)];
}

function takenApart(
  context: QuoteContext,
  bundle: Bundle,
  line: QuoteLine,
): { parts: BundledLine[] } | { problems: QuoteProblem[] } {
  const problems: QuoteProblem[] = [];
  const add = (code: string, field: string, message: string, hint?: string): void => {
    problems.push({ code, severity: 'error', field, message, ...(hint && { hint }) });
  };
  for (const field of ['unitPriceOverride', 'contractUnitPrice', 'discountAmount'] as const) {
    const said = line[field] ?? (field === 'unitPriceOverride' && line.ramp?.some((one) => one.unitPriceOverride));
    if (said) add('bundle-price', field, `${bundle.code} is a bundle and has no price of its own`, 'Type a discount.');
  }
  const chosen = new Set(line.options);
  for (const code of unknownOptions(context.model, bundle, chosen)) {
    add('bundle-option', 'options', `${code} is no option of ${bundle.code}`, optionsText(bundle));
  }
  const leaves: Leaf[] = [];
  const path: string[] = [];
  const visit = (own: Bundle, perBundle: bigint, once: bigint, inherited: number): void => {
    if (path.includes(own.code)) {
      add('bundle-cycle', 'sku', `The bundle ${own.code} contains itself: ${[...path, own.code].join(' → ')}`);
      return;
    }
    if (!holdsOn(own, context.priceDate)) {
      const span = `${own.from ?? 'the beginning'} until ${own.until ?? 'further notice'}`;
      add('sku-dates', 'sku', `${own.code} is not sold on ${context.priceDate}`, `It may be quoted from ${span}.`);
    }
    path.push(own.code);
    for (const part of [...own.parts, ...chosenParts(own, line.options ? chosen : null, add)]) {
      const quantity = parseDecimal(part.quantity, 'quantity');
      const each = part.counts === 'once' ? 0n : exactProduct(quantity, perBundle);
      const fixed = part.counts === 'once' ? quantity : exactProduct(quantity, once);
      const taken = part.discountBasisPoints ?? own.discountBasisPoints ?? inherited;
      const inner = context.model.bundles.get(part.sku);
      if (inner) visit(inner, each, fixed, taken);
      else leaves.push({ sku: part.sku, each, fixed, basisPoints: taken });
    }
    path.pop();
  };
  try {
    visit(bundle, decimalOne, 0n, 0);
    if (problems.length === 0 && leaves.length > 0) {
      return { parts: leaves.map((leaf, index) => partLine(context, line, leaf, index)) };
    }
    if (problems.length === 0)
      add('bundle-empty', 'sku', `The bundle ${bundle.code} has no parts`, 'Choose its options.');
  } catch (error) {
    if (!(error instanceof ProofdeskError)) throw error;
    add('input', error.where?.field ?? 'quantity', error.message);
  }
  return { problems };
}

/** A row of the catalogue in a bundle: so many for each bundle, and so many however many bundles there are. Scaled by 10^12. */
interface Leaf {
  sku: string;
  each: bigint;
  fixed: bigint;
  basisPoints: number;
}

function partLine(context: QuoteContext, line: QuoteLine, leaf: Leaf, index: number): BundledLine {
  const {
    id,
    options: _options,
    quantityRange: _range,
    quantityFrom: _from,
    ramp,
    discountBasisPoints,
    description: _description,
    note: _note,
    insideNote: _inside,
    ...rest
  } = line;
  const quantityOf = (text: string, field: string): string => {
    const bundles = parseDecimal(text, field);
    return bundles === 0n ? '0' : formatDecimal(exactProduct(leaf.each, bundles) + leaf.fixed);
  };
  // Nothing is left to take off a part that is included.
  const included = leaf.basisPoints === 10_000;
  const rep = included ? 0 : readBasisPoints(discountBasisPoints, 'discountBasisPoints');
  const row = findSku(context, leaf.sku);
  const ramped = ramp && 'rate' in row && row.sku.billingPeriod !== 'one-time' && row.rate.kind !== 'percentage-of';
  return {
    ...rest,
    id: `${id}/${index + 1}`,
    sku: leaf.sku,
    quantity: quantityOf(line.quantity, 'quantity'),
    ...(rep > 0 && { discountBasisPoints: rep }),
    ...(ramped && {
      ramp: ramp.map((segment, at) => ({
        months: segment.months,
        quantity: quantityOf(segment.quantity, `ramp.${at}.quantity`),
        ...(!included &&
          segment.discountBasisPoints !== undefined && { discountBasisPoints: segment.discountBasisPoints }),
      })),
    }),
    bundleLine: id,
    bundleBasisPoints: leaf.basisPoints,
  };
}

function exactProduct(a: bigint, b: bigint): bigint {
  const product = a * b;
  if (product % decimalOne === 0n) return product / decimalOne;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${formatDecimal(a)} × ${formatDecimal(b)} of a bundle’s part has more than 12 decimals`,
    where: { field: 'quantity' },
  });
}

function chosenParts(
  bundle: Bundle,
  chosen: ReadonlySet<string> | null,
  add: (code: string, field: string, message: string, hint?: string) => void,
): BundlePart[] {
  return (bundle.options ?? []).flatMap((option) => {
    const taken = option.choices.filter((choice) => (chosen ? chosen.has(choice.sku) : choice.standard));
    const offered = option.choices.map(({ sku }) => sku).join(', ');
    if (taken.length < option.least) {
      add('bundle-option', 'options', `${bundle.code}: ${option.name} ${neededText(option)}`, `Choose of ${offered}.`);
    } else if (taken.length > option.most) {
      const too = `at most ${option.most} of ${option.name} can be chosen, not ${taken.length}`;
      add(
        'bundle-option',
        'options',
        `${bundle.code}: ${too}`,
        `Leave out of ${taken.map(({ sku }) => sku).join(', ')}.`,
      );
    }
    return taken;
  });
}

function neededText({ least }: BundleOption): string {
  return least === 1 ? 'has to be chosen' : `needs ${least} choices`;
}

function optionsText(bundle: Bundle): string {
  const offered = (bundle.options ?? []).map(
    ({ name, choices }) => `${name}: ${choices.map(({ sku }) => sku).join(', ')}`,
  );
  return offered.length > 0 ? `Its options are ${offered.join('; ')}.` : 'It has no options.';
}

function unknownOptions(model: CompiledModel, bundle: Bundle, chosen: ReadonlySet<string>): string[] {
  if (chosen.size === 0) return [];
  const bundles = [...model.bundles.values()];
  const within = codesWithin(bundles, bundle.code);
  const offered = new Set(
    bundles
      .filter(({ code }) => within.has(code))
      .flatMap(({ options }) => (options ?? []).flatMap(({ choices }) => choices.map(({ sku }) => sku))),
  );
  return [...chosen].filter((code) => !offered.has(code));
}
