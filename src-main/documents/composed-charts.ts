import { sha256 } from '../../src-core/ledger/digests';
import { type ComposedDocument, partSources, type SourceData } from '../../src-shared/documents';
import type { Chart } from './charts';
import type { FontFile } from './font-file';

/** Parts that show a picture; sources of which no such part is shown are not drawn. */
const withPictures = new Set(['picture', 'second', 'course', 'table', 'scenarios', 'sensitivity', 'spread']);

/** Most sets of charts that are remembered. */
const REMEMBERED = 64;
const drawn = new Map<string, Chart[]>();

/**
 * The pictures of a document that is put together, each in the folder of its source. What was drawn before from the same data is not drawn
 * again: an edit that touches one chart draws one source.
 */
export function composedCharts(
  data: ComposedDocument,
  fonts: readonly FontFile[],
  draw: (source: SourceData, fonts: readonly FontFile[]) => Chart[],
): Chart[] {
  const parts = partSources(data);
  const shown = new Set(
    data.blocks.flatMap((block) => (block.kind === 'part' && withPictures.has(block.part) ? [parts.of(block)] : [])),
  );
  return parts.all
    .filter(({ key }) => shown.has(key))
    .flatMap(({ key, data: source }) =>
      remembered(source, fonts, draw).map(({ name, svg }) => ({ name: `${key}/${name}`, svg })),
    );
}

function remembered(
  source: SourceData,
  fonts: readonly FontFile[],
  draw: (source: SourceData, fonts: readonly FontFile[]) => Chart[],
): Chart[] {
  // Neither the time nor how a figure is computed again is drawn.
  const { created: _created, recomputations: _recomputations, ...seen } = source;
  const digest = sha256(`${fonts.map(({ family }) => family).join()} ${JSON.stringify(seen)}`);
  const before = drawn.get(digest);
  if (before) return before;
  const charts = draw(source, fonts);
  if (drawn.size >= REMEMBERED) drawn.delete(drawn.keys().next().value!);
  drawn.set(digest, charts);
  return charts;
}
