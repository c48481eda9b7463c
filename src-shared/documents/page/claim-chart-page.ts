import { type DocumentLocale, formatInstant, formatNumber } from '../format';
import { type ClaimLabels, claimLabels } from '../labels/claims';
import type { ClaimChartDocument } from '../schema/claim-documents';
import { chartedRows, claimFrame } from './claim-frame';
import type { PageContext, PageFrame } from './frame';
import { paragraphs, printable, verbatim, writeText } from './text';

interface PrintedEvidence {
  kind: string;
  title: string;
  /** Numbers in the list of what is cited. */
  marks: string;
  quote: string[][];
  /** It is set as code: a line of a log, a key with its value. */
  code: boolean;
  note: string[][];
  /** Path of the picture; its height on paper follows from the ratio. */
  picture: { path: string; alt: string; ratio: number } | null;
  warnings: string[];
}

/** A claim chart as its template prints it. */
export interface ClaimChartPage extends PageFrame {
  heading: string;
  lead: string | null;
  facts: { value: string; text: string }[];
  pairs: { name: string; value: string }[];
  preamble: { heading: string; paragraphs: string[][] } | null;
  table: {
    columns: string[];
    rows: {
      label: string;
      limitation: string[][];
      status: string;
      mapping: string[][];
      evidence: PrintedEvidence[];
      none: string | null;
      warnings: string[];
    }[];
  };
  cited: { heading: string; sentence: string; rows: { mark: string; name: string; digest: string }[] } | null;
  decisions: { heading: string; rows: string[][] } | null;
  caveat: string;
}

type Evidence = ClaimChartDocument['elements'][number]['evidence'][number];

/** File names of the pictures of a chart's evidence, in their order, with the evidence they show. */
export function evidencePictures(data: Pick<ClaimChartDocument, 'elements'>): { name: string; evidence: Evidence }[] {
  return data.elements
    .flatMap(({ evidence }) => evidence)
    .filter(({ thumbnail }) => thumbnail)
    .map((evidence, index) => ({ name: `evidence-${index + 1}.svg`, evidence }));
}

/** Writes a claim chart out in its locale. Pure: the same data give the same page. */
export function claimChartPage(data: ClaimChartDocument, context: PageContext): ClaimChartPage {
  const { locale, elements } = data;
  const own = claimLabels(locale);
  const count = (number: number) => formatNumber(locale, String(number));
  const marks = citedFiles(elements);
  const pictures = new Map(evidencePictures(data).map(({ name, evidence }) => [evidence, `/charts/${name}`]));
  const all = count(elements.length);
  const lead = data.summary.replace(/\s+/g, ' ').trim();
  return {
    ...claimFrame(data, context, `${own.chart} ${data.number}`),
    heading: printable(data.title),
    lead: lead === '' ? null : printable(lead),
    facts: [
      {
        value: own.standings[data.standing],
        text: printable(
          data.subject.kind === 'own' ? `${own.ownPractice}: ${data.subject.name}` : own.against(data.subject.name),
        ),
      },
      {
        value: `${count(elements.filter(({ status }) => status === 'met').length)} / ${all}`,
        text: own.elementsMet,
      },
      {
        value: `${count(elements.filter(({ evidence }) => evidence.length > 0).length)} / ${all}`,
        text: own.withEvidence,
      },
    ],
    pairs: [
      ...chartedRows(data),
      ...(data.receipt ? [{ name: own.receipt, value: printable(verbatim(data.receipt)) }] : []),
    ],
    preamble: data.preamble ? { heading: own.preamble, paragraphs: paragraphs(data.preamble) } : null,
    table: {
      columns: [own.element, own.mapping, own.evidence],
      rows: elements.map((element) => ({
        label: printable(element.label),
        limitation: paragraphs(element.limitation),
        status: own.statuses[element.status],
        mapping: element.mapping.trim() === '' ? [[own.noMapping]] : paragraphs(element.mapping),
        evidence: element.evidence.map((one) => printedEvidence(one, own, locale, marks, pictures.get(one))),
        none: element.evidence.length === 0 ? own.noEvidence : null,
        warnings: element.stale.map((why) => printable(`${own.outOfDate}: ${why}`)),
      })),
    },
    cited:
      marks.size === 0
        ? null
        : {
            heading: own.cited,
            sentence: own.citedSentence,
            rows: [...marks].map(([digest, { mark, name }]) => ({ mark, name: printable(name), digest })),
          },
    decisions:
      data.decisions.length === 0
        ? null
        : {
            heading: own.decisions,
            rows: data.decisions.map(({ person, decision, at, reason }) => [
              formatInstant(locale, at),
              printable(person),
              own.decided[decision],
              printable(reason),
            ]),
          },
    caveat: own.caveat,
  };
}

function printedEvidence(
  evidence: Evidence,
  own: ClaimLabels,
  locale: DocumentLocale,
  marks: ReadonlyMap<string, { mark: string }>,
  picture: string | undefined,
): PrintedEvidence {
  const { kind, title, quote, note, pins, thumbnail, missing, stale } = evidence;
  const written = writeText(locale, title);
  return {
    kind: own.citations[kind],
    title: written,
    marks: [...new Set(pins.map(({ sha256 }) => marks.get(sha256)!.mark))].join(', '),
    quote: quote ? paragraphs(quote) : [],
    code: kind === 'log' || kind === 'configuration',
    note: note ? paragraphs(note) : [],
    picture:
      picture && thumbnail
        ? { path: picture, alt: written, ratio: Number((thumbnail.height / thumbnail.width).toFixed(4)) }
        : null,
    warnings: [
      ...missing.map((file) => printable(own.notOnDevice(file))),
      ...stale.map((why) => printable(`${own.outOfDate}: ${why}`)),
    ],
  };
}

/** Every cited digest once, numbered in the order in which the table names it. */
function citedFiles(elements: ClaimChartDocument['elements']): Map<string, { mark: string; name: string }> {
  const cited = new Map<string, { mark: string; name: string }>();
  for (const { evidence } of elements) {
    for (const { pins } of evidence) {
      for (const { name, sha256 } of pins)
        if (!cited.has(sha256)) cited.set(sha256, { mark: String(cited.size + 1), name });
    }
  }
  return cited;
}
