import type { Sku } from './model';

/** What is wrong with a model, and where. Errors forbid publishing; a quote on such a row explains itself with the same sentence. */
export interface ModelProblem {
  /** `tiers-overlap`, `negative-price`, `percentage-of-cycle`, … */
  code: string;
  severity: 'error' | 'warning';
  /** Path into the model, such as `skus.3.rate.tiers.1.upTo`. */
  field: string;
  /** Row of the SKU, counted from 1 as people do; null where it is not about one row. */
  row: number | null;
  sku: string | null;
  message: string;
}

/** A problem of one row of `skus` (index from 0), its sentence beginning with the row and code. */
export function skuProblem(
  index: number,
  sku: Sku,
  problem: { code: string; field: string; message: string; severity?: 'error' | 'warning' },
): ModelProblem {
  const field = `skus.${index}${problem.field ? `.${problem.field}` : ''}`;
  return {
    code: problem.code,
    severity: problem.severity ?? 'error',
    field,
    row: index + 1,
    sku: sku.code,
    message: `Row ${index + 1} (${sku.code}): ${problem.message}`,
  };
}
