import { sha256 } from '../../src-core/ledger/digests';
import type { DocumentInput } from '../../src-shared/documents';
import { base } from './examples';

/** An acceptance sheet to be filled in, of a quote that offers three alternatives. */
export function sheetExample(
  changes: Partial<Extract<DocumentInput, { kind: 'acceptance' }>> = {},
): Extract<DocumentInput, { kind: 'acceptance' }> {
  return {
    ...base,
    kind: 'acceptance',
    number: 'Q-A7-0142',
    title: 'Halden Energy, 36 months',
    currency: 'EUR',
    accepts: { kind: 'order-form', name: 'Q-A7-0142-order-form-v3.pdf', sha256: sha256('the order form') },
    total: '132480.00',
    validUntil: '2026-12-12',
    alternatives: ['Good', 'Better', 'Best'],
    alternativeTotals: ['132480.00', '148200.00', '1201334.50'],
    totalOf: 'Good',
    recomputations: [],
    ...changes,
  };
}
