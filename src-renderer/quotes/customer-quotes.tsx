import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../app';
import { blobAddress, useDeskQueries } from '../client';
import {
  Card,
  Chip,
  type DataColumn,
  DataTable,
  KeyValueList,
  Page,
  PageHeader,
  Row,
  Stack,
  useFormat,
  useText,
} from '../ui';
import { quotesText } from './text';

/** The released quotes of the account of this view. */
function useCustomerQuotes() {
  return useQuery(useDeskQueries().quotes.customer.queryOptions());
}

type CustomerQuote = NonNullable<ReturnType<typeof useCustomerQuotes>['data']>[number];
type CustomerLine = CustomerQuote['lines'][number];

/** All released quotes, for the customer's screen. */
export function CustomerQuotes() {
  const t = useText(quotesText);
  const quotes = useCustomerQuotes();
  return (
    <Page narrow>
      <PageHeader title={t('customer.title')} />
      <Loaded query={quotes}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="quiet">{t('customer.none')}</p>
          ) : (
            <Stack gap={4}>
              {rows.map((quote) => (
                <QuoteCard key={quote.id} quote={quote} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The same on the customer's first page; nothing where nothing was released. */
export function CustomerQuotesCard() {
  const { data } = useCustomerQuotes();
  return (
    <>
      {data?.map((quote) => (
        <QuoteCard key={quote.id} quote={quote} />
      ))}
    </>
  );
}

function QuoteCard({ quote }: { quote: CustomerQuote }) {
  const t = useText(quotesText);
  const format = useFormat();
  const columns: DataColumn<CustomerLine>[] = [
    {
      id: 'item',
      header: t('column.item'),
      width: 180,
      grow: 3,
      cell: ({ name, optional, alternative }) => (
        <>
          {name} {alternative !== null && <Chip size="small">{t('customer.alternative', { name: alternative })}</Chip>}{' '}
          {optional && <Chip size="small">{t('customer.optional')}</Chip>}
        </>
      ),
    },
    {
      id: 'quantity',
      header: t('column.quantity'),
      kind: 'figure',
      width: 90,
      cell: (line) => format.number(line.quantity),
    },
    { id: 'unit', header: t('column.unit'), width: 110, cell: ({ unit }) => unit },
    {
      id: 'amount',
      header: t('column.amount'),
      kind: 'figure',
      width: 120,
      cell: ({ amountMinor }) => format.minor(amountMinor, quote.currency),
    },
  ];
  return (
    <Card
      title={`${quote.title} · ${quote.number}`}
      aside={
        quote.document && (
          <a href={blobAddress(quote.document)} download={`${quote.number}.pdf`}>
            {t('customer.download')}
          </a>
        )
      }
    >
      <Stack gap={3}>
        <Row wide>
          <span>
            {t('customer.total', { months: quote.termMonths })}{' '}
            <b className="figures">
              {quote.currency} {format.minor(quote.totalMinor, quote.currency)}
            </b>
          </span>
          <span className="quiet">{t('customer.valid', { date: format.date(quote.validUntil) })}</span>
          {quote.sentAt !== null && (
            <span className="quiet">{t('customer.sent', { date: format.date(quote.sentAt) })}</span>
          )}
        </Row>
        {quote.alternatives.length > 0 && (
          <KeyValueList
            items={quote.alternatives.map(({ name, totalMinor }) => ({
              label: name,
              value: `${quote.currency} ${format.minor(totalMinor, quote.currency)}`,
            }))}
          />
        )}
        <DataTable
          label={t('customer.lines', { number: quote.number })}
          rows={quote.lines}
          columns={columns}
          rowKey={({ id }) => id}
          isQuiet={({ optional }) => optional}
        />
      </Stack>
    </Card>
  );
}
