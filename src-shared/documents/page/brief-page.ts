import { formatNumber } from '../format';
import { claimLabels } from '../labels/claims';
import type { DefensibilityBriefDocument } from '../schema/claim-documents';
import { chartedRows, claimFrame } from './claim-frame';
import type { PageContext, PageFrame } from './frame';
import { paragraphs, printable, verbatim, writeText } from './text';

interface Prose {
  heading: string;
  paragraphs: string[][];
}

/** A defensibility brief as its template prints it. */
export interface BriefPage extends PageFrame {
  heading: string;
  facts: { value: string; text: string }[];
  protects: Prose | null;
  designAround: string;
  charts: {
    heading: string;
    source: string;
    pairs: { name: string; value: string }[];
    elements: {
      label: string;
      status: string;
      limitation: string[][];
      mapping: string[][];
      warnings: string[];
      alternatives: { text: string[][]; cost: string[][]; measured: string | null; source: string | null }[];
      none: string | null;
    }[];
  }[];
  columns: string[];
  licensing: Prose | null;
  caveat: string;
}

/** Writes a defensibility brief out in its locale. Pure: the same data give the same page. */
export function briefPage(data: DefensibilityBriefDocument, context: PageContext): BriefPage {
  const { locale, charts } = data;
  const own = claimLabels(locale);
  const count = (number: number) => formatNumber(locale, String(number));
  const elements = charts.flatMap((chart) => chart.elements);
  const alternatives = elements.flatMap((element) => element.alternatives);
  const prose = (heading: string, text: string): Prose | null =>
    text.trim() === '' ? null : { heading, paragraphs: paragraphs(text) };
  return {
    ...claimFrame(data, context, `${own.brief} ${data.number}`),
    heading: printable(data.title),
    facts: [
      { value: count(charts.length), text: own.builtFrom },
      { value: count(elements.length), text: own.elements },
      { value: count(alternatives.length), text: own.alternatives },
    ],
    protects: prose(own.protects, data.protects),
    designAround: own.designAround,
    charts: charts.map((chart) => ({
      heading: printable(chart.title),
      source: printable(
        `${own.approvedVersion(chart.number, String(chart.version))} · ${own.receipt} ${verbatim(chart.receipt).slice(0, 16)}`,
      ),
      pairs: chartedRows({ ...chart, locale }),
      elements: chart.elements.map((element) => ({
        label: printable(element.label),
        status: own.statuses[element.status],
        limitation: paragraphs(element.limitation),
        mapping: paragraphs(element.mapping),
        warnings: element.stale.map((why) => printable(`${own.outOfDate}: ${why}`)),
        alternatives: element.alternatives.map(({ text, cost, measured }) => ({
          text: paragraphs(text),
          cost: paragraphs(cost),
          measured: measured ? writeText(locale, measured.sentence) : own.notMeasured,
          source: measured
            ? printable(`${measured.verdict}, ${measured.row}${measured.stale ? ` (${own.outOfDate})` : ''}`)
            : null,
        })),
        none: element.alternatives.length === 0 ? own.noAlternatives : null,
      })),
    })),
    columns: [own.alternative, own.measured],
    licensing: prose(own.licensing, data.licensing),
    caveat: own.caveat,
  };
}
