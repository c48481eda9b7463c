import { formatDate, formatMoney, formatNumber } from '../format';
import { labelsOf, orderFormLabels } from '../labels';
import type { OrderForm } from '../schema/order-form';
import { type PageContext, pageFrame } from './frame';
import { type QuotePage, quotePage } from './quote-page';
import { printable } from './text';

/** An order form as its template prints it: the quote's page, when what is billed, and where to tick and sign. */
export interface OrderFormPage extends QuotePage {
  bills: { heading: string; sentence: string; columns: string[]; rows: string[][] } | null;
  choices: { heading: string; items: { name: string; amount: string }[] }[];
  order: { heading: string; sentence: string; sides: { heading: string; name: string; fields: string[] }[] };
}

/** Writes an order form out in its locale. Pure: the same data give the same page. */
export function orderFormPage(data: OrderForm, context: PageContext): OrderFormPage {
  const { locale, currency } = data;
  const labels = labelsOf(locale);
  const own = orderFormLabels(locale);
  const quote = quotePage({ ...data, kind: 'quote' }, context);
  const { signatureFields: fields } = labels;
  const signing = [fields.name, fields.title, own.placeAndDate, fields.signature];
  const choice = (heading: string, items: OrderForm['choices']['optional']) =>
    items.length === 0
      ? []
      : [
          {
            heading,
            items: items.map(({ name, amount }) => ({
              name: printable(name),
              amount: formatMoney(locale, amount, currency),
            })),
          },
        ];
  return {
    ...quote,
    ...pageFrame(data, context, `${own.orderForm} ${data.number}`),
    kind: own.orderForm,
    parties: quote.parties.map((party, at) => (at === 0 ? { ...party, heading: own.customer } : party)),
    acceptance: null,
    bills: printedBills(data),
    choices: [
      ...choice(own.chooseOne, data.choices.alternatives),
      ...choice(own.chooseOptional, data.choices.optional),
    ],
    order: {
      heading: own.orderHeading,
      sentence: printable(
        own.orderSentence(
          data.customer.name,
          data.company.name,
          data.number,
          String(data.version),
          formatDate(locale, data.validUntil),
        ),
      ),
      sides: [
        { heading: own.forCustomer, name: printable(data.customer.name), fields: signing },
        { heading: own.forSupplier, name: printable(data.company.name), fields: signing },
      ],
    },
  };
}

function printedBills({ bills, billsOf, locale }: OrderForm): OrderFormPage['bills'] {
  if (bills.length === 0) return null;
  const own = orderFormLabels(locale);
  const taxed = bills.some(({ gross }) => gross !== undefined);
  const amount = (text: string | undefined) => (text === undefined ? '' : formatNumber(locale, text));
  return {
    heading: own.bills,
    sentence: billsOf === undefined ? own.billsSentence : printable(own.billsIfPicked(billsOf)),
    columns: [own.due, own.net, ...(taxed ? [own.tax, own.gross] : [])],
    rows: bills.map((bill) => [
      formatDate(locale, bill.date, 'medium'),
      amount(bill.net),
      ...(taxed ? [amount(bill.tax), amount(bill.gross)] : []),
    ]),
  };
}
