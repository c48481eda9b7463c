import { currencyName, formatNumber } from '../format';
import { labelsOf } from '../labels';
import type { RoiDocument } from '../schema/roi';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { printable, writeText, writeValue } from './text';

interface PrintedSide {
  title: string;
  rows: { name: string; cells: string[] }[];
  sums: string[];
}

/** A value readout as its template prints it. The last cell of each row is the total. */
export interface RoiPage extends PageFrame {
  heading: string;
  lead: string | null;
  facts: { value: string; text: string }[];
  picture: { title: string; path: string; alt: string };
  costs: {
    heading: string;
    columns: string[];
    sides: PrintedSide[];
    total: string;
    benefit: { name: string; cells: string[] }[];
    amountsIn: string;
  };
  scenarios: {
    heading: string;
    columns: string[];
    rows: { name: string; cells: string[] }[];
    picture: { title: string; path: string; alt: string } | null;
  } | null;
  sensitivity: { title: string; path: string; alt: string } | null;
  spread: { title: string; path: string; alt: string; note: string } | null;
  measures: { heading: string; items: { name: string; value: string; definition: string }[] } | null;
  assumptions: { heading: string; columns: string[]; rows: { name: string; value: string; source: string }[] } | null;
  method: { heading: string; paragraphs: string[] };
}

/** Writes a value readout out in its locale. Pure: the same data give the same page. */
export function roiPage(data: RoiDocument, context: PageContext): RoiPage {
  const { locale, currency } = data;
  const labels = labelsOf(locale);
  const amount = (decimal: string) => formatNumber(locale, decimal);
  return {
    ...pageFrame(data, context, labels.readout(data.customer.name)),
    heading: writeText(locale, data.headline),
    lead: data.lead ? writeText(locale, data.lead) : null,
    facts: data.facts.map((fact) => ({ value: writeValue(locale, fact.value), text: writeText(locale, fact.text) })),
    picture: {
      title: `${labels.cumulative}, ${currency}`,
      path: '/charts/cumulative.svg',
      alt: [data.ours, data.theirs].map((side) => `${side.title}: ${side.sums.map(amount).join(', ')}`).join('. '),
    },
    costs: {
      heading: labels.perPeriod,
      columns: [labels.costs, ...data.periods.map(printable), labels.total],
      sides: [data.theirs, data.ours].map((side) => ({
        title: printable(side.title),
        rows: side.rows.map((row) => ({ name: printable(row.name), cells: [...row.amounts, row.total].map(amount) })),
        sums: [...side.sums, side.total].map(amount),
      })),
      total: labels.total,
      benefit: [
        { name: labels.benefit, cells: [...data.benefit.amounts, data.benefit.total].map(amount) },
        { name: labels.benefitCumulative, cells: [...data.benefit.cumulative.map(amount), ''] },
      ],
      amountsIn: labels.amountsIn(currencyName(locale, currency), currency),
    },
    scenarios: scenariosOf(data),
    sensitivity: data.sensitivity
      ? {
          title: `${labels.sensitivity}, ${currency}`,
          path: '/charts/sensitivity.svg',
          alt: data.sensitivity.rows
            .map(
              ({ name, low, high, unit, atLow, atHigh }) =>
                `${name}: ${rounded(locale, atLow)} (${[amount(low), unit].join(' ').trim()}), ${rounded(locale, atHigh)} (${[amount(high), unit].join(' ').trim()})`,
            )
            .join('. '),
        }
      : null,
    spread: data.spread
      ? {
          title: `${labels.spread}, ${currency}`,
          path: '/charts/spread.svg',
          alt: `P10 ${rounded(locale, data.spread.low)}, P50 ${rounded(locale, data.spread.median)}, P90 ${rounded(locale, data.spread.high)}`,
          note: labels.spreadOf(formatNumber(locale, String(data.spread.draws)), writeValue(locale, data.spread.gain)),
        }
      : null,
    measures:
      data.measures.length === 0
        ? null
        : {
            heading: labels.measures,
            items: data.measures.map((measure) => ({
              name: printable(measure.name),
              value: measure.value === null ? labels.noValue : writeValue(locale, measure.value),
              definition: printable(
                measure.reason ? `${measure.reason.replace(/[.。]$/, '')}. ${measure.definition}` : measure.definition,
              ),
            })),
          },
    assumptions:
      data.assumptions.length === 0
        ? null
        : {
            heading: labels.assumptions,
            columns: [labels.assumption, labels.value, labels.source],
            rows: data.assumptions.map((assumption) => ({
              name: printable(assumption.name),
              value: writeValue(locale, assumption.value),
              source: printable(assumption.source),
            })),
          },
    method: { heading: labels.method, paragraphs: data.method.map((text) => writeText(locale, text)) },
  };
}

const rounded = (locale: RoiDocument['locale'], value: number | null): string =>
  value === null ? '–' : formatNumber(locale, String(Math.round(value)));

function scenariosOf({ locale, currency, scenarios }: RoiDocument): RoiPage['scenarios'] {
  if (!scenarios) return null;
  const labels = labelsOf(locale);
  return {
    heading: labels.scenarios,
    columns: ['', ...scenarios.names.map(printable)],
    rows: scenarios.rows.map(({ name, values }) => ({
      name: printable(name),
      cells: values.map((value) => (value === null ? labels.noValue : writeValue(locale, value))),
    })),
    picture: scenarios.positions
      ? {
          title: `${labels.benefitCumulative}, ${currency}`,
          path: '/charts/positions.svg',
          alt: scenarios.positions
            .map(
              (position, at) =>
                `${scenarios.names[at] ?? ''}: ${position.map((amount) => formatNumber(locale, amount)).join(', ')}`,
            )
            .join('. '),
        }
      : null,
  };
}
