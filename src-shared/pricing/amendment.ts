import { canonicalText } from '../kernel/canonical';
import { codesWithin } from './expand-bundles';
import type { PricingModel } from './model';
import type { QuoteProblem } from './priced-quote';
import type { Amendment, QuoteInput, QuoteLine } from './quote';

const BEFORE = '~before';
const AFTER = '~after';

/** The line of the agreement that a line of an amendment gives back or charges; the id itself for a line of no amendment. */
export function amendedLine(id: string): string {
  for (const end of [BEFORE, AFTER]) if (id.endsWith(end)) return id.slice(0, -end.length);
  return id;
}

/** The id of the line that charges what a line of the agreement comes to. */
export const afterOf = (id: string): string => `${id}${AFTER}`;

/** Whether a line of an amendment gives back what was agreed (`before`) or charges what is agreed now (`after`); null for others. */
export function amendmentSide(id: string): 'before' | 'after' | null {
  return id.endsWith(BEFORE) ? 'before' : id.endsWith(AFTER) ? 'after' : null;
}

/**
 * The lines of an amendment: for each line that changes, a credit of what was agreed for the rest of the term, and what is charged in its
 * place. Whole against whole, never a price for the difference alone: tiers, packages, minimums and allowances are then right, and what is
 * shown before, after and between adds up to the cent. Lines that are a percentage of what changes follow it. Others are not in it.
 */
export function amendmentLines(model: PricingModel, { before, after }: Amendment): QuoteLine[] {
  const [old, young] = [byId(before), byId(after)];
  const ids = [...old.keys(), ...[...young.keys()].filter((id) => !old.has(id))];
  const changed = new Set(ids.filter((id) => canonicalText(said(old.get(id))) !== canonicalText(said(young.get(id)))));
  const both = (id: string): QuoteLine[] => [old.get(id), young.get(id)].flatMap((line) => line ?? []);
  const touched = new Set([...changed].flatMap((id) => both(id).flatMap(({ sku }) => marks(model, sku))));
  // What is a percentage of something that changes changes with it, and so does a percentage of that.
  for (let more = true; more; ) {
    more = false;
    for (const id of ids) {
      if (changed.has(id) || !both(id).some(({ sku }) => bases(model, sku).some((base) => touched.has(base)))) continue;
      changed.add(id);
      for (const { sku } of both(id)) for (const mark of marks(model, sku)) touched.add(mark);
      more = true;
    }
  }
  return ids
    .filter((id) => changed.has(id))
    .flatMap((id) => {
      const [was, is] = [old.get(id), young.get(id)];
      return [
        ...(was ? [{ ...was, id: `${id}${BEFORE}`, credit: true }] : []),
        ...(is ? [{ ...is, id: `${id}${AFTER}` }] : []),
      ];
    });
}

/** What speaks against an amendment as it is given: lines that do not follow from its two sides. */
export function amendmentProblems(model: PricingModel, quote: QuoteInput): QuoteProblem[] {
  if (!quote.amendment) return [];
  if (canonicalText(quote.lines.map(said)) === canonicalText(amendmentLines(model, quote.amendment).map(said)))
    return [];
  return [
    {
      code: 'amendment-lines',
      severity: 'error',
      field: 'lines',
      message: 'The lines are not the ones that follow from what is agreed before and after the amendment',
      hint: 'Change what the amendment changes; its lines follow from that.',
    },
  ];
}

const byId = (lines: readonly QuoteLine[]): Map<string, QuoteLine> => new Map(lines.map((line) => [line.id, line]));

/** What a line says of its price; notes for people and where a number is from make no other line of it. */
function said(line: QuoteLine | undefined): Partial<QuoteLine> | null {
  if (!line) return null;
  const { insideNote: _inside, quantitySource: _source, quantityFrom: _from, quantityRange: _range, ...rest } = line;
  return rest;
}

const within = (model: PricingModel, code: string): Set<string> => codesWithin(model.bundles ?? [], code);

const skuMark = (code: string): string => `sku ${code}`;
const familyMark = (family: string): string => `family ${family}`;

/** By what a percentage may name a line: its codes and families, those of a bundle's parts too. */
function marks(model: PricingModel, code: string): string[] {
  const codes = within(model, code);
  const families = model.skus.filter((sku) => codes.has(sku.code)).map(({ family }) => family);
  return [...[...codes].map(skuMark), ...families.map(familyMark)];
}

/** What a line is a percentage of; nothing for a line with a price of its own. */
function bases(model: PricingModel, code: string): string[] {
  const codes = within(model, code);
  return model.skus.flatMap(({ code: own, rate }) =>
    codes.has(own) && rate.kind === 'percentage-of'
      ? [...rate.of.skus.map(skuMark), ...rate.of.families.map(familyMark)]
      : [],
  );
}
