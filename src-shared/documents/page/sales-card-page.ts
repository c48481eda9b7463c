import { formatNumber } from '../format';
import { claimLabels } from '../labels/claims';
import type { SalesCard } from '../schema/claim-documents';
import { chartedRows, claimFrame } from './claim-frame';
import type { PageContext, PageFrame } from './frame';
import { printable, verbatim } from './text';

/** A sales card as its template prints it: one page, with as many points as fit. */
export interface SalesCardPage extends PageFrame {
  heading: string;
  lead: string | null;
  points: { label: string; status: string; limitation: string; mapping: string }[];
  /** What is said where not all points fit, by how many are left out; the first is for one. */
  more: string[];
  pairs: { name: string; value: string }[];
  caveat: string;
}

const oneLine = (text: string): string => printable(text.replace(/\s+/g, ' ').trim());

/** Writes a sales card out in its locale. Pure: the same data give the same page. */
export function salesCardPage(data: SalesCard, context: PageContext): SalesCardPage {
  const own = claimLabels(data.locale);
  return {
    ...claimFrame(data, context, `${own.card} ${data.number}`),
    heading: printable(data.title),
    lead: data.summary.trim() === '' ? null : oneLine(data.summary),
    points: data.elements.map(({ label, status, limitation, mapping }) => ({
      label: printable(label),
      status: own.statuses[status],
      limitation: oneLine(limitation),
      mapping: mapping.trim() === '' ? own.noMapping : oneLine(mapping),
    })),
    more: data.elements.map((_, left) =>
      printable(own.moreElements(formatNumber(data.locale, String(left + 1)), data.number)),
    ),
    pairs: [...chartedRows(data), { name: own.receipt, value: printable(verbatim(data.receipt)) }],
    caveat: own.caveat,
  };
}
