import type { Expansion } from './expand-bundles';
import { marginFigures } from './margin';
import { addSums, discountOf, emptySums } from './price-sums';
import type { GuardrailFacts, PricedCost, PricedLine, PricedTax, PricingStep, QuoteProblem } from './priced-quote';
import type { QuoteLine } from './quote';

/** Puts the parts of bundles together again: one line for each line of the quote, whose figures are the sums of its parts. */
export function foldLines(
  expansion: Expansion,
  quoteLines: readonly QuoteLine[],
  lines: readonly PricedLine[],
): PricedLine[] {
  return expansion.ranges.map(({ bundle, from, until }, index) => {
    const line = quoteLines[index]!;
    if (!bundle || expansion.problems.has(line.id)) return lines[from]!;
    const parts = lines.slice(from, until);
    const sums = emptySums();
    for (const part of parts) addSums(sums, part);
    const folded: PricedLine = {
      id: line.id,
      sku: line.sku,
      name: bundle.name,
      family: bundle.family,
      unit: bundle.unit ?? 'bundle',
      group: line.group ?? null,
      optional: line.optional ?? false,
      credit: line.credit ?? false,
      recurring: parts.some((part) => part.recurring),
      quantity: line.quantity,
      priced: parts.every((part) => part.priced),
      bills: parts.flatMap((part) => part.bills),
      ...sums,
      discountBasisPoints: discountOf(sums),
      discretionaryBasisPoints: Math.max(0, ...parts.map((part) => part.discretionaryBasisPoints)),
      annualMinor: parts.reduce((sum, part) => sum + part.annualMinor, 0),
      problems: partProblems(parts),
      parts,
    };
    if (parts.every((part) => part.explained)) {
      folded.explained = parts.flatMap((part) =>
        part.explained!.map((run) => ({ ...run, steps: [partStep(bundle.name, part), ...run.steps] })),
      );
    }
    return folded;
  });
}

function partStep(bundle: string, part: PricedLine): PricingStep {
  return {
    step: 1,
    what: part.name,
    how: `a part of ${bundle}, priced by itself`,
    value: part.quantity,
    unit: part.unit,
    inputs: { sku: part.sku },
    before: null,
    after: part.quantity,
  };
}

/** The same sentence of several parts is said once. */
function partProblems(parts: readonly PricedLine[]): QuoteProblem[] {
  const said = new Set<string>();
  return parts.flatMap((part) =>
    part.problems
      .filter(({ message }) => !said.has(message) && said.add(message))
      .map((problem) => ({ ...problem, message: `${part.name}: ${problem.message}` })),
  );
}

/** Tax by line of the quote. */
export function foldTax(expansion: Expansion, quoteLines: readonly QuoteLine[], tax: PricedTax): PricedTax {
  return {
    ...tax,
    lines: expansion.ranges.map(({ from, until }, index) => {
      const own = { id: quoteLines[index]!.id, netMinor: 0, taxMinor: 0 };
      for (const part of tax.lines.slice(from, until)) {
        own.netMinor += part.netMinor;
        own.taxMinor += part.taxMinor;
      }
      return own;
    }),
  };
}

/** Cost and margin by line of the quote; a bundle's cost is known when that of each part is. */
export function foldCost(
  expansion: Expansion,
  quoteLines: readonly QuoteLine[],
  cost: PricedCost,
  nets: readonly number[],
): PricedCost {
  const unknown: string[] = [];
  const lines = expansion.ranges.map(({ bundle, from, until }, index) => {
    const { id } = quoteLines[index]!;
    const parts = cost.lines.slice(from, until);
    if (parts.some((part) => cost.unknown.includes(part.id))) unknown.push(id);
    if (!bundle) return parts[0]!;
    const known = parts.every((part) => part.costMinor !== null);
    const net = nets.slice(from, until).reduce((sum, own) => sum + own, 0);
    const total = known ? parts.reduce((sum, part) => sum + part.costMinor!, 0) : null;
    return { id, ...marginFigures(net, total) };
  });
  return { ...cost, lines, unknown };
}

/** Facts that name lines name those of the quote, not parts. */
export function foldGuardrails(
  expansion: Expansion,
  quoteLines: readonly QuoteLine[],
  facts: GuardrailFacts,
): GuardrailFacts {
  const owner = new Map<string, string>();
  for (const [index, { from, until }] of expansion.ranges.entries()) {
    for (const part of expansion.lines.slice(from, until)) owner.set(part.id, quoteLines[index]!.id);
  }
  const of = (id: string): string => owner.get(id) ?? id;
  const seen = new Set<string>();
  return {
    ...facts,
    largestDiscountLine: facts.largestDiscountLine === null ? null : of(facts.largestDiscountLine),
    unpricedLines: [...new Set(facts.unpricedLines.map(of))],
    delivery: facts.delivery
      .map(({ line, reason }) => ({ line: of(line), reason }))
      .filter(({ line, reason }) => !seen.has(`${line} ${reason}`) && seen.add(`${line} ${reason}`)),
  };
}
