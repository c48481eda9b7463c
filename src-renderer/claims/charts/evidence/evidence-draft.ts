import type { CitationKind, EvidenceInput } from '../../../../src-shared/claims';
import type { PictureSize, RegionOfPicture } from './region';
import type { SourceFile } from './source-file';

/** Evidence while it is put together. Numbers are as they were typed. */
export interface EvidenceDraft {
  kind: CitationKind;
  source: SourceFile | null;
  of: 'verdict' | 'run';
  verdict: string | null;
  run: string | null;
  row: string | null;
  from: string | null;
  to: string | null;
  key: string;
  value: string;
  /** Of the picture, once it was read. */
  size: PictureSize | null;
  /** Null: the whole picture. */
  region: RegionOfPicture | null;
  caption: string;
  title: string;
  page: string | null;
  quote: string;
  url: string;
  on: string | null;
}

export const emptyEvidence = (kind: CitationKind): EvidenceDraft => ({
  kind,
  source: null,
  of: 'verdict',
  verdict: null,
  run: null,
  row: null,
  from: null,
  to: null,
  key: '',
  value: '',
  size: null,
  region: null,
  caption: '',
  title: '',
  page: null,
  quote: '',
  url: '',
  on: null,
});

/** What is still needed, as the texts call it. */
export type MissingOfEvidence =
  | 'pick.needs'
  | 'source.needs'
  | 'log.needs'
  | 'log.order'
  | 'setting.needs'
  | 'region.beyond'
  | 'document.needs'
  | 'web.needs';

/** The evidence as the desk takes it, or what is still needed. */
export function evidenceInput(draft: EvidenceDraft): EvidenceInput | { missing: MissingOfEvidence } {
  const { kind, source } = draft;
  if (kind === 'metric') {
    const { of, verdict, run, row } = draft;
    const subject = of === 'verdict' ? verdict : run;
    if (subject === null || row === null) return { missing: 'pick.needs' };
    return { kind, row, ...(of === 'verdict' ? { verdict: subject } : { run: subject }) };
  }
  if (!source) return { missing: 'source.needs' };
  const given = source.given;
  switch (kind) {
    case 'log': {
      const fromLine = wholeNumber(draft.from);
      const toLine = wholeNumber(draft.to);
      if (fromLine === null || toLine === null) return { missing: 'log.needs' };
      if (toLine < fromLine) return { missing: 'log.order' };
      return { kind, ...given, fromLine, toLine };
    }
    case 'configuration': {
      const key = draft.key.trim();
      if (key === '') return { missing: 'setting.needs' };
      const value = draft.value.trim();
      return { kind, ...given, key, ...(value !== '' && { value }) };
    }
    case 'screenshot': {
      const { region, size } = draft;
      if (region && size && !isWithin(region, size)) return { missing: 'region.beyond' };
      return { kind, ...given, ...(region && { region }), caption: draft.caption.trim() };
    }
    case 'document': {
      const page = wholeNumber(draft.page);
      const quote = draft.quote.trim();
      const title = draft.title.trim();
      if (page === null || quote === '') return { missing: 'document.needs' };
      return { kind, ...given, page, quote, ...(title !== '' && { title }) };
    }
    case 'web': {
      const url = draft.url.trim();
      const quote = draft.quote.trim();
      if (url === '' || quote === '' || draft.on === null) return { missing: 'web.needs' };
      return { kind, ...given, url, capturedOn: draft.on, quote };
    }
  }
}

/** A whole number from 1 on; null for anything else. */
export function wholeNumber(typed: string | null): number | null {
  const number = typed === null || typed === '' ? Number.NaN : Number(typed);
  return Number.isInteger(number) && number > 0 ? number : null;
}

/** Whether a region has a size and lies within its picture. */
export const isWithin = ({ x, y, width, height }: RegionOfPicture, size: PictureSize): boolean =>
  x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= size.width && y + height <= size.height;

/** The region between two points of a picture, in whole pixels within it. */
export function regionBetween(
  a: { x: number; y: number },
  b: { x: number; y: number },
  size: PictureSize,
): RegionOfPicture {
  const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  const left = within(Math.min(a.x, b.x), size.width - 1);
  const top = within(Math.min(a.y, b.y), size.height - 1);
  const right = within(Math.max(a.x, b.x), size.width);
  const bottom = within(Math.max(a.y, b.y), size.height);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
