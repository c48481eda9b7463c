import { type Citation, citationTitle, citedFiles } from '../../../src-shared/claims';
import {
  type ClaimChartDocument,
  type DocumentLocale,
  exactText,
  labelsOf,
  type Text,
} from '../../../src-shared/documents';
import type { Session } from '../../session';
import { evidencePicture } from './evidence-picture';

type PrintedEvidence = ClaimChartDocument['elements'][number]['evidence'][number];

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 400);

/** What an element cites, as a page shows it: what it is, its words, what it pins, and a picture where it is one. */
export async function printedEvidence(
  session: Session,
  locale: DocumentLocale,
  { citation, note }: { citation: Citation; note: string },
  { stale, damaged, pictures }: { stale: readonly string[]; damaged: readonly string[]; pictures: boolean },
): Promise<PrintedEvidence> {
  const thumbnail =
    pictures && citation.kind === 'screenshot' && !damaged.includes(citation.file.name)
      ? await evidencePicture(session, citation)
      : null;
  const quote = quoteOf(citation);
  const shown = [note, citation.kind === 'screenshot' ? citation.caption : ''].filter((text) => text.trim() !== '');
  return {
    kind: citation.kind,
    title: titleOf(citation, locale),
    ...(quote !== '' && { quote }),
    ...(shown.length > 0 && { note: shown.join('\n') }),
    pins: pinsOf(citation),
    ...(thumbnail && { thumbnail }),
    missing: damaged.map(oneLine),
    stale: [...stale],
  };
}

function titleOf(citation: Citation, locale: DocumentLocale): Text {
  // Key and value stand below, as they are in the file.
  if (citation.kind === 'configuration') return oneLine(citation.file.name);
  // The caption stands below the picture.
  if (citation.kind === 'screenshot') return oneLine(citationTitle({ ...citation, caption: '' }));
  if (citation.kind !== 'metric') return citationTitle(citation);
  const { bakeoffNumber, name, label, value, unit, outcome } = citation;
  return [
    `${[bakeoffNumber, name, label].filter(Boolean).join(', ')}: `,
    ...(outcome === null ? [] : [`${labelsOf(locale).verdicts[outcome]}${value === null ? '' : ', '}`]),
    ...(value === null ? [] : [{ number: exactText(value), unit, significant: 4 }]),
  ];
}

function quoteOf(citation: Citation): string {
  switch (citation.kind) {
    case 'metric':
    case 'screenshot':
      return '';
    case 'configuration':
      return `${citation.key} = ${citation.value}`;
    case 'log':
    case 'document':
    case 'web':
      return citation.quote;
  }
}

function pinsOf(citation: Citation): PrintedEvidence['pins'] {
  const files = citedFiles(citation).map(({ name, sha256 }) => ({ name: oneLine(name), sha256 }));
  if (citation.kind !== 'metric' || citation.receipt === null) return files;
  return [{ name: oneLine(`${citation.bakeoffNumber}, ${citation.name}`), sha256: citation.receipt }, ...files];
}
