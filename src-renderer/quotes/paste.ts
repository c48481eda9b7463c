import type { PricingModel } from '../../src-shared/pricing';
import type { Format, Translate } from '../ui';
import type { quotesText } from './text';

/** A pasted row that becomes a line. */
export interface PastedLine {
  sku: string;
  name: string;
  quantity: string;
  discountBasisPoints: number;
  unitPriceOverride: string | null;
}

export interface PastedRow {
  /** From 1, as a person counts. */
  row: number;
  cells: readonly string[];
  line: PastedLine | null;
  /** What has to be repaired; empty for a line. */
  problems: string[];
}

const HEADINGS = /^(item|sku|code|name)$/i;

/**
 * Rows of a spreadsheet as lines: item, quantity, discount in percent, unit price. What cannot be read is named and not added; nothing is
 * guessed. A first row of headings and blank rows are left out.
 */
export function readPasted(
  rows: readonly (readonly string[])[],
  model: PricingModel,
  format: Pick<Format, 'parse'>,
  t: Translate<(typeof quotesText)['messages']>,
): PastedRow[] {
  return rows
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), row: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ cells, row }) => row > 1 || !HEADINGS.test(cells[0] ?? ''))
    .map(({ cells, row }): PastedRow => {
      const [item = '', quantity = '', discount = '', price = '', ...more] = cells;
      const problems: string[] = [];
      const sku = findSku(item, model, problems, t);
      const decimal = (text: string, otherwise: string | null, problem: string): string | null => {
        if (text === '') return otherwise;
        const parsed = format.parse(text, ['%', model.currency]);
        if (parsed.ok && parsed.value !== null && /^\d{1,18}(\.\d{1,12})?$/.test(parsed.value)) return parsed.value;
        problems.push(problem);
        return null;
      };
      const amount = decimal(quantity, '1', t('paste.quantity', { text: quantity }));
      const percent = decimal(discount, '0', t('paste.discount', { text: discount }));
      const override = decimal(price, null, t('paste.price', { text: price }));
      const points = percent === null ? 0 : Math.round(Number(percent) * 100);
      if (percent !== null && (points > 10_000 || !/^\d+(\.\d{1,2})?$/.test(percent))) {
        problems.push(t('paste.discount', { text: discount }));
      }
      if (more.some((cell) => cell !== '')) problems.push(t('paste.more'));
      const line =
        sku && amount !== null && problems.length === 0
          ? {
              sku: sku.code,
              name: sku.name,
              quantity: amount,
              discountBasisPoints: points,
              unitPriceOverride: override,
            }
          : null;
      return { row, cells, line, problems };
    });
}

function findSku(
  item: string,
  model: PricingModel,
  problems: string[],
  t: Translate<(typeof quotesText)['messages']>,
): { code: string; name: string } | null {
  if (item === '') {
    problems.push(t('paste.item.missing'));
    return null;
  }
  const sold = [...model.skus, ...(model.bundles ?? [])];
  const byCode = sold.find(({ code }) => code.toLowerCase() === item.toLowerCase());
  if (byCode) return byCode;
  const named = sold.filter(({ name }) => name.toLowerCase() === item.toLowerCase());
  const codes = new Set(named.map(({ code }) => code));
  if (codes.size === 1) return named[0] ?? null;
  problems.push(t(codes.size === 0 ? 'paste.item.unknown' : 'paste.item.several', { item }));
  return null;
}
