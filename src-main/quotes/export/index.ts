import { type DocumentLocale, documentLocales, tableExportLabels } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { Quote, type QuoteExport } from '../../../src-shared/quotes';
import { Workspace as Settings } from '../../../src-shared/workspace';
import { readableFor } from '../../desk';
import type { Session } from '../../session';
import { frozenNumber, readFrozen } from '../pricing-of';
import { exportCsv } from './csv';
import { exportTables } from './tables';
import { exportXlsx, type Facts } from './xlsx';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A frozen version as CSV or as a workbook: lines, bills by date, totals. Cost and margin only when they are asked for, and only for
 * readers of costs. Same version, same bytes.
 *
 * @throws ProofdeskError `forbidden` when somebody asks for costs who may not read them.
 */
export async function exportQuote(
  session: Session,
  order: { quote: string; version?: number; format: 'csv' | 'xlsx'; withCost?: boolean },
): Promise<QuoteExport> {
  const workspace = session.desk.workspace();
  const quote = workspace.reader.require(Quote, order.quote);
  const withCost = order.withCost ?? false;
  if (withCost && !readableFor(session).has('cost')) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'Cost and margin are not for you to read.',
      hint: 'Export without them.',
    });
  }
  const version = frozenNumber(quote, order.version);
  const { head, input, priced } = readFrozen(workspace.reader, quote.id, version);
  if (withCost && !priced.cost) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `The costs of version ${version} of ${quote.number} are not known yet.`,
      hint: 'Finance’s sign-off adds them, or the pricing model says none.',
    });
  }
  const locale = localeOf(workspace.reader.where(Settings, {})[0]?.locale ?? 'en');
  const labels = tableExportLabels(locale);
  const tables = exportTables(input, priced, { labels, locale }, withCost);
  // A file with costs says so in its name.
  const name = `${quote.number}-v${version}${withCost ? '-internal' : ''}.${order.format}`;
  if (order.format === 'csv') {
    return { name, mediaType: 'text/csv', base64: Buffer.from(exportCsv(tables)).toString('base64') };
  }
  const text = (value: unknown) => ({ text: String(value ?? '') });
  const released = quote.status === 'released' && quote.version === version;
  const facts: Facts = [
    [labels.facts.number, text(quote.number)],
    [labels.facts.version, { number: String(version) }],
    [labels.facts.title, text(head.header['title'])],
    [labels.facts.customer, text(head.header['account'])],
    [labels.facts.currency, text(priced.currency)],
    [labels.facts.startDate, { day: priced.startDate }],
    [labels.facts.months, { number: String(priced.termMonths) }],
    [labels.facts.validUntil, { day: String(head.header['validUntil'] ?? quote.validUntil) }],
    [labels.facts.priceList, text(`${head.model.name} ${head.model.version}`)],
    [labels.facts.released, text(released ? labels.yes : labels.no)],
  ];
  const bytes = await exportXlsx(tables, facts, labels, priced.currency);
  return { name, mediaType: XLSX, base64: Buffer.from(bytes).toString('base64') };
}

const localeOf = (wanted: string): DocumentLocale =>
  documentLocales.find((one) => one === wanted) ??
  documentLocales.find((one) => one.slice(0, 2) === wanted.slice(0, 2)) ??
  'en-GB';
