import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { priceQuote } from '../../src-shared/pricing';
import type { QuoteDetail } from '../../src-shared/quotes';
import { draftOf } from './cli-quote';

/** `SKU=QUANTITY`, or `SKU` for one of it; `usage` otherwise. */
export function linesOf(texts: readonly string[]) {
  return texts.map((text) => {
    const [sku = '', quantity = '1'] = text.split('=', 2);
    if (sku && /^\d{1,18}(\.\d{1,12})?$/.test(quantity)) return { sku, quantity };
    throw new ProofdeskError({
      code: 'usage',
      message: `A line is SKU=QUANTITY, not ${text}.`,
      hint: 'A quantity is a plain number such as 40 or 0.25.',
    });
  });
}

/** Refuses items that a version of a model does not sell, before anything is written. */
export async function requireSold(
  client: DeskClient,
  version: string,
  lines: readonly { sku: string }[],
): Promise<void> {
  if (lines.length === 0) return;
  const { content, name, label } = await client.pricing.get({ version });
  const sold = new Set([...content.skus, ...(content.bundles ?? [])].map(({ code }) => code));
  const unknown = lines.map(({ sku }) => sku).filter((sku) => !sold.has(sku));
  if (unknown.length === 0) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `${name} ${label} sells no ${unknown.join(', ')}; nothing was added.`,
    hint: `\`proofdesk pricing show "${name} ${label}"\` lists its items.`,
  });
}

/** Why a draft was refused, with its lines that cannot be priced, each by its number and with what is wrong. */
export function refusedLines(error: unknown, quote: QuoteDetail): unknown {
  if (!(error instanceof ProofdeskError) || error.code !== 'forbidden') return error;
  const priced = priceQuote(quote.content, draftOf(quote), { role: quote.role });
  const said = [
    ...priced.lines.flatMap(({ name, problems }, index) =>
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ message, hint }) => [`Line ${index + 1} (${name}): ${message}`, hint].filter(Boolean).join('. ')),
    ),
    ...priced.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
  ];
  return said.length === 0 ? error : new ProofdeskError({ ...error.toRecord(), hint: said.join('\n') });
}
