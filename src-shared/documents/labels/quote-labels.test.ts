import { describe, expect, it } from 'vitest';
import { documentLocales } from '../format';
import { amendmentLabels } from './amendment';
import { approvalSheetLabels } from './approval-sheet';
import { orderFormLabels } from './order-form';
import { quantitySourceLabels } from './quantity-source';
import { rateTermLabels } from './rate-terms';
import { tableExportLabels } from './table-export';

/** Every fixed text by its place; functions are called with words that can be found again. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value('«1»', '«2»', '«3»', '«4»', '«5»'))]];
  return Object.entries(value as object).flatMap(([key, inner]) => texts(inner, path === '' ? key : `${path}.${key}`));
}

describe.each(
  Object.entries({
    amendmentLabels,
    approvalSheetLabels,
    orderFormLabels,
    quantitySourceLabels,
    rateTermLabels,
    tableExportLabels,
  }),
)('%s', (_name, labelsOf) => {
  const english = new Map(texts(labelsOf('en')));

  it.each(documentLocales)('are complete in %s and keep what a sentence is about', (locale) => {
    const own = new Map(texts(labelsOf(locale)));
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, text] of own) {
      expect(text.trim(), path).not.toBe('');
      for (const mark of english.get(path)!.match(/«\d»/g) ?? []) expect(text, path).toContain(mark);
    }
  });

  it.each(['de', 'fr', 'ja'] as const)('leave no English sentence in %s', (locale) => {
    const copied = texts(labelsOf(locale)).filter(([path, text]) => text === english.get(path));
    expect(copied.filter(([, text]) => (text.match(/\p{L}+/gu)?.length ?? 0) > 2)).toEqual([]);
  });
});
