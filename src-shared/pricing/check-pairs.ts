import { parseDecimal } from '../kernel/decimal';
import { ProofdeskError } from '../kernel/errors';
import type { Pair } from './bundle-schema';
import type { CompiledModel } from './compile-model';
import type { Expansion } from './expand-bundles';
import { isBundled } from './line-input';
import type { QuoteProblem } from './priced-quote';
import type { QuoteLine } from './quote';

/**
 * What is missing on a quote, or cannot be on it together, by the model's pairs; by the id of the line that says so first. Lines that
 * count are checked against each other; an optional line only warns, since the customer may leave it out.
 */
export function pairProblems(
  model: CompiledModel,
  quoteLines: readonly QuoteLine[],
  expansion: Expansion | null,
): Map<string, QuoteProblem[]> {
  const found = new Map<string, QuoteProblem[]>();
  const pairs = model.model.pairs ?? [];
  if (pairs.length === 0) return found;
  const counted = linesByCode(quoteLines, expansion, (line) => !line.optional);
  const offered = linesByCode(quoteLines, expansion, (line) => line.optional ?? false);
  const add = (line: string, problem: QuoteProblem): void => {
    const own = found.get(line) ?? [];
    if (!own.some(({ message }) => message === problem.message)) found.set(line, [...own, problem]);
  };
  const name = (code: string): string => nameOf(model, code);
  for (const pair of pairs) {
    const firm = counted.get(pair.sku);
    const line = firm ?? offered.get(pair.sku);
    if (line === undefined) continue;
    if (pair.kind === 'requires') {
      const there = pair.others.some((code) => counted.has(code) || (!firm && offered.has(code)));
      if (!there) add(line, missing(pair, name, firm !== undefined));
      continue;
    }
    for (const other of pair.others) {
      const second = counted.get(other) ?? offered.get(other);
      if (second === undefined) continue;
      const problem = excluded(pair, other, name, firm !== undefined && counted.has(other));
      add(line, problem);
      add(second, problem);
    }
  }
  return found;
}

function missing(pair: Pair, name: (code: string) => string, error: boolean): QuoteProblem {
  const others = pair.others.map(name);
  const needed = others.length === 1 ? others[0] : `one of ${others.join(', ')}`;
  return {
    code: 'requires',
    severity: error ? 'error' : 'warning',
    field: 'sku',
    message: `${name(pair.sku)} needs ${needed} on the same quote${because(pair)}`,
    hint: `Add ${others.join(' or ')}, or remove ${name(pair.sku)}.`,
  };
}

function excluded(pair: Pair, other: string, name: (code: string) => string, error: boolean): QuoteProblem {
  return {
    code: 'excludes',
    severity: error ? 'error' : 'warning',
    field: 'sku',
    message: `${name(pair.sku)} and ${name(other)} cannot be on the same quote${because(pair)}`,
    hint: `Remove ${name(pair.sku)} or ${name(other)}.`,
  };
}

function because({ reason }: Pair): string {
  return reason ? ` (${reason})` : '';
}

/** The line of the quote on which each code stands first, bundles and their parts both. */
function linesByCode(
  quoteLines: readonly QuoteLine[],
  expansion: Expansion | null,
  wanted: (line: QuoteLine) => boolean,
): Map<string, string> {
  const lines = new Map<string, string>();
  for (const line of [...quoteLines, ...(expansion?.lines ?? [])]) {
    if (line.credit || !wanted(line) || isNothing(line)) continue;
    if (!lines.has(line.sku)) lines.set(line.sku, isBundled(line) ? line.bundleLine : line.id);
  }
  return lines;
}

/** A quantity of 0 is not on the quote; one that cannot be read is named elsewhere and counts here. */
function isNothing(line: QuoteLine): boolean {
  if (line.ramp && line.ramp.length > 0) return false;
  try {
    return parseDecimal(line.quantity, 'quantity') === 0n;
  } catch (error) {
    if (error instanceof ProofdeskError) return false;
    throw error;
  }
}

function nameOf(model: CompiledModel, code: string): string {
  const name = model.bundles.get(code)?.name ?? model.byCode.get(code)?.[0]?.sku.name;
  return name && name !== code ? `${name} (${code})` : code;
}
