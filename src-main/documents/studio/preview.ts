import { defineJob } from '../../../src-core/jobs';
import type { BlockDraft, Finding, PreviewView } from '../../../src-shared/documents';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import type { Preview, PreviewRequest } from '../preview';
import { requireComposition } from './composition-rows';
import { composeMaterial } from './material';
import { draftToCompose } from './to-compose';

/** Sets the pages of a document for looking at them, in a thread that keeps its typesetter and charts warm. */
export const previewDocumentJob = defineJob<PreviewRequest & { resources: string }, Preview>({
  kind: 'document.preview',
  async run({ resources, ...request }) {
    const [{ loadDocumentResources }, { previewPages }] = await Promise.all([
      import('../resources'),
      import('../preview'),
    ]);
    return previewPages(request, loadDocumentResources(resources));
  },
});

/** The pages of a composition as they will look, with what stands in the way. */
export async function previewComposition(
  session: Session,
  input: {
    composition: string;
    blocks?: readonly BlockDraft[] | undefined;
    have: readonly string[];
    pages?: readonly number[] | undefined;
  },
  signal?: AbortSignal,
): Promise<PreviewView> {
  const begun = performance.now();
  const row = requireComposition(session.desk.workspace().reader, input.composition);
  const from = draftToCompose(session, row, input.blocks);
  const { document, findings, places } = await composeMaterial(session, from, true);
  const { evidence: _evidence, ...light } = document;
  const preview = await session.desk.jobs.start(previewDocumentJob, {
    title: row.title,
    input: { resources: resourcesFolder(), document: light, have: input.have, pages: input.pages },
    quiet: true,
    ...(signal && { signal }),
  }).result;
  const missing: Finding[] = preview.missing ? [{ block: null, level: 'refused', ...preview.missing }] : [];
  return {
    pages: preview.pages,
    places: Object.fromEntries(
      Object.entries(preview.places).map(([at, page]) => {
        const place = places[Number(at)]!;
        return [from.blocks[place]?.id ?? String(place), page];
      }),
    ),
    findings: [...findings, ...missing],
    problem: preview.problem,
    took: Math.round(performance.now() - begun),
  };
}
