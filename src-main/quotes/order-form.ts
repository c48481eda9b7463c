import { type DocumentOrder, type OrderForm, pointer, pricingFigures } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote } from '../../src-shared/quotes';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { quoteDocument } from './document';
import { frozenNumber, readFrozen } from './pricing-of';

type Figures = OrderForm['recomputations'][number]['figures'];

/** The order form of a released version: the quote's page with what is billed when, what to tick, and where both sides sign. */
export function orderForm(session: Session, order: DocumentOrder): BuiltMaterial {
  const { reader } = session.desk.workspace();
  const quote = reader.require(Quote, order.subject);
  const version = frozenNumber(quote, order.version);
  const built = quoteDocument(session, { ...order, kind: 'quote', version });
  if (!('document' in built) || built.document.data.kind !== 'quote') {
    throw new ProofdeskError({ code: 'internal', message: 'The quote of an order form has no pages.' });
  }
  if (!built.about.final) {
    throw new ProofdeskError({
      code: 'stale',
      message: `Version ${version} of ${quote.number} is not released, and only a released version can be ordered.`,
      hint: 'Release it first; until then the quote itself can be built as a draft.',
    });
  }
  const { input, priced } = readFrozen(reader, quote.id, version);
  const figures = pricingFigures(priced);
  const taxed = priced.tax !== null && priced.tax.exemption === null;
  const places: Figures = [];
  const bills = priced.bills.map(({ date }, at) => {
    const bill = figures.bills[at]!;
    const names = taxed ? (['net', 'tax', 'gross'] as const) : (['net'] as const);
    for (const name of names) places.push({ name: pointer('bills', at, name), at: pointer('bills', at, name) });
    return taxed ? { date, ...bill } : { date, net: bill.net };
  });
  const alternatives = (priced.alternatives ?? []).map(({ name }, at) => {
    places.push({
      name: pointer('alternatives', at, 'totalContractValue'),
      at: pointer('choices', 'alternatives', at, 'amount'),
    });
    return { name, amount: figures.alternatives![at]!.totalContractValue };
  });
  const optional = priced.lines
    .filter((line) => line.optional)
    .map((line, at) => {
      places.push({ name: pointer('lines', line.id, 'amount'), at: pointer('choices', 'optional', at, 'amount') });
      const only = input.lines.find(({ id }) => id === line.id)?.alternative;
      return { name: only ? `${line.name} (${only})` : line.name, amount: figures.lines[line.id]!.amount };
    });
  const proposed = priced.alternatives?.find((one) => one.proposed);
  const [pricing, ...others] = built.document.data.recomputations ?? [];
  return {
    about: built.about,
    document: {
      ...built.document,
      data: {
        ...built.document.data,
        kind: 'order-form',
        bills,
        ...(proposed && { billsOf: proposed.name }),
        choices: { alternatives, optional },
        recomputations: pricing ? [{ ...pricing, figures: [...pricing.figures, ...places] }, ...others] : [],
      },
    },
  };
}
