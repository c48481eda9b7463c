import type { PlanState } from '../../../src-core/commands/implementation';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { PricingModelVersion } from '../../../src-shared/pricing';
import { meteredFields, type Quote, type QuoteLine, typedOver } from '../../../src-shared/quotes';
import type { QuantitySource } from '../../../src-shared/usage';
import { consumptionSource } from './consumption';

type Line = RowOf<typeof QuoteLine>;
type Fields = { [Field in keyof Line]?: Line[Field] | undefined };

/**
 * The change of a line with what follows for its source: a new source decides the quantity, and a quantity, ramp or item that is typed over
 * makes the line a typed one again. What a bakeoff measured is read from its runs, never taken from who asks.
 *
 * @throws ProofdeskError `bad-input` for a quantity beside a source, and for a source that cannot give one.
 */
export function withSource<Given extends Fields>(
  state: PlanState,
  quote: RowOf<typeof Quote>,
  line: Line,
  fields: Given,
): Given & Fields {
  const source = fields.quantityFrom;
  if (source) {
    const beside = (['quantity', 'quantityRange', 'ramp'] as const).find((name) => fields[name] !== undefined);
    if (beside) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: 'The quantity follows from what it is taken from, so it cannot be said beside it.',
        where: { field: beside },
        hint: 'Leave it out, or type the quantity without a source.',
      });
    }
    const model = state.require(PricingModelVersion, quote.model).content;
    return { ...fields, ...meteredFields(model, quote, { ...line, ...said(fields) }, measuredNow(state, source)) };
  }
  return source === null ? fields : { ...fields, ...typedOver(line, fields) };
}

function measuredNow(state: PlanState, source: QuantitySource): QuantitySource {
  return source.kind === 'bakeoff' ? consumptionSource(state, source) : source;
}

/** Fields that are given, without those that are left out. */
function said(fields: Fields): Partial<Line> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Line>;
}
