import { Account, Deal } from '../../src-shared/deals';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { formatMinor } from '../../src-shared/kernel/money';
import { Quote } from '../../src-shared/quotes';
import {
  computeRoiCase,
  ValueCase,
  type ValueCaseDetail,
  type ValueCaseSummary,
  ValueCaseVersion,
  type YearlyLine,
} from '../../src-shared/roi';
import { readFrozen } from '../quotes';
import type { Session } from '../session';
import { personName } from '../workspace';

export function listValueCases(session: Session, filter: { deal?: string }): ValueCaseSummary[] {
  return session.desk
    .workspace()
    .reader.where(ValueCase, filter.deal ? { deal: filter.deal } : {})
    .map((row) => summary(session, row))
    .reverse();
}

export function getValueCase(session: Session, id: string): ValueCaseDetail {
  const workspace = session.desk.workspace();
  const row = workspace.reader.get(ValueCase, id) ?? workspace.reader.where(ValueCase, { number: id })[0];
  if (!row) throw new ProofdeskError({ code: 'not-found', message: `There is no value case ${id}.` });
  const present = canonicalText(row.input);
  return {
    ...summary(session, row),
    account: row.account,
    quote: row.quote,
    quoteNumber: row.quote ? (workspace.reader.get(Quote, row.quote)?.number ?? null) : null,
    input: row.input,
    figures: computeRoiCase(row.input),
    versions: workspace.reader
      .where(ValueCaseVersion, { valueCase: row.id })
      .sort((a, b) => b.version - a.version)
      .map((version) => ({
        id: version.id,
        version: version.version,
        recordedAt: version.recordedAt,
        byName: personName(workspace, version.by),
        netPresentValue: version.figures.netPresentValue,
        receipt: workspace.receiptOf(ValueCaseVersion.name, version.id, 'valueCase.record'),
        stale: canonicalText(version.input) !== present,
      })),
  };
}

/** The yearly costs of a quote's frozen version as a line of a value case; years beyond its term cost nothing. */
export function lineFromQuote(
  session: Session,
  quoteId: string,
  version: number | undefined,
  years: number,
): { currency: string; version: number; line: YearlyLine } {
  const { reader } = session.desk.workspace();
  const quote = reader.get(Quote, quoteId);
  if (!quote) throw new ProofdeskError({ code: 'not-found', message: `There is no quote ${quoteId}.` });
  const number = version ?? (quote.status === 'draft' ? quote.version - 1 : quote.version);
  if (number < 1) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${quote.number} has no submitted version yet.`,
      hint: 'Submit the quote first, so that the value case stands on figures that do not move.',
    });
  }
  const { priced } = readFrozen(reader, quote.id, number);
  const amounts = Array.from({ length: years }, (_, index) =>
    formatMinor(priced.totals.years[index]?.netMinor ?? 0, priced.currency),
  );
  return {
    currency: priced.currency,
    version: number,
    line: {
      id: `quote-${quote.number}`,
      kind: 'by-year',
      label: `Proposal ${quote.number}, version ${number}`,
      amounts,
      unit: priced.currency,
      source: `Quote ${quote.number}, version ${number}`,
    },
  };
}

function summary(session: Session, row: RowOf<typeof ValueCase>): ValueCaseSummary {
  const { reader } = session.desk.workspace();
  const figures = computeRoiCase(row.input);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    deal: row.deal,
    dealTitle: reader.get(Deal, row.deal)?.title ?? '',
    accountName: reader.get(Account, row.account)?.name ?? '',
    currency: figures.currency,
    netBenefit: figures.net.total,
    netPresentValue: figures.netPresentValue,
    paybackYears: figures.paybackYears.value,
    version: row.version,
    owner: row.owner,
  };
}
