import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { PricingModelLine } from '../../src-shared/pricing';

/** The one version that a text names: its id, `NAME VERSION`, or a name that has only one. */
export async function modelNamed(client: DeskClient, text: string): Promise<PricingModelLine> {
  const models = await client.pricing.list();
  const wanted = text.trim().toLowerCase();
  const exact = models.find((one) => one.version === text || `${one.name} ${one.label}`.toLowerCase() === wanted);
  if (exact) return exact;
  const named = models.filter(({ name }) => name.toLowerCase() === wanted);
  if (named.length === 1 && named[0]) return named[0];
  throw new ProofdeskError({
    code: named.length > 1 ? 'bad-input' : 'not-found',
    message: named.length > 1 ? `${text} has ${named.length} versions.` : `There is no pricing model ${text}.`,
    hint: '`proofdesk pricing list` prints their names and versions.',
  });
}
