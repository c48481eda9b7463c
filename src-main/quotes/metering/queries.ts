import type { PlanState } from '../../../src-core/commands/implementation';
import { Bakeoff } from '../../../src-shared/bakeoffs';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { PricingModel } from '../../../src-shared/pricing';
import { type ConsumptionChoice, Quote, type QuoteLine, sourceChanged } from '../../../src-shared/quotes';
import type { Session } from '../../session';
import { consumptionOf, sourceNow } from './consumption';

/** Why a draft's line no longer has the quantity that its source comes to; null while it has, and for typed ones. */
export function changedSource(
  state: PlanState,
  model: PricingModel,
  quote: RowOf<typeof Quote>,
  line: Pick<
    RowOf<typeof QuoteLine>,
    'sku' | 'startDate' | 'untilDate' | 'quantity' | 'quantityRange' | 'ramp' | 'quantityFrom'
  >,
): string | null {
  if (line.quantityFrom === null || quote.status !== 'draft') return null;
  return sourceChanged(model, quote, line, sourceNow(state, line.quantityFrom));
}

/** What a quote's lines may take from bakeoffs: of the one that is named, else of those of its account and of no account. */
export function consumptionFor(
  session: Session,
  { quote: id, bakeoff }: { quote: string; bakeoff?: string | undefined },
): ConsumptionChoice[] {
  const { reader } = session.desk.workspace();
  const quote = reader.require(Quote, id);
  if (bakeoff === undefined) {
    return reader
      .where(Bakeoff, {})
      .filter(({ account }) => account === null || account === quote.account)
      .sort((a, b) => b.created - a.created)
      .flatMap((own) => consumptionOf(reader, own));
  }
  const found = reader.get(Bakeoff, bakeoff) ?? reader.where(Bakeoff, { number: bakeoff })[0];
  if (!found) throw new ProofdeskError({ code: 'not-found', message: `There is no bakeoff ${bakeoff}.` });
  return consumptionOf(reader, found);
}
