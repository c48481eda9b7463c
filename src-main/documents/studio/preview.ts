import { defineJob } from '../../../src-core/jobs';
import type { BlockDraft, Finding, PreviewView } from '../../../src-shared/documents';
import { errorRecord, ProofdeskError } from '../../../src-shared/kernel/errors';
import { withFiles } from '../../files-on-demand';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import type { Preview, PreviewRequest } from '../preview';
import { binderFront } from './binder';
import { requireComposition } from './composition-rows';
import { findingsInState } from './findings';
import { composeMaterial, type ToCompose } from './material';
import { draftToCompose, versionToCompose } from './to-compose';

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
    version?: number | undefined;
    blocks?: readonly BlockDraft[] | undefined;
    have: readonly string[];
    pages?: readonly number[] | undefined;
  },
  signal?: AbortSignal,
): Promise<PreviewView> {
  const begun = performance.now();
  const row = requireComposition(session.desk.workspace().reader, input.composition);
  const from =
    input.version === undefined
      ? draftToCompose(session, row, input.blocks)
      : versionToCompose(session, row, input.version);
  if (row.kind === 'binder') return previewBinder(session, from, input, begun, signal);
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

/** Cover and contents of a binder; where it cannot be bound, why. What is bound in looks as each document does. */
async function previewBinder(
  session: Session,
  from: ToCompose,
  { have, pages }: { have: readonly string[]; pages?: readonly number[] | undefined },
  begun: number,
  signal?: AbortSignal,
): Promise<PreviewView> {
  const { desk } = session;
  const findings = findingsInState(desk.workspace().reader, from, from.blocks, desk.context.now());
  const answer = (preview: Pick<PreviewView, 'pages' | 'problem'>, more: Finding[] = []): PreviewView => ({
    pages: preview.pages,
    places: {},
    findings: [...findings, ...more],
    problem: preview.problem,
    took: Math.round(performance.now() - begun),
  });
  try {
    const { data, brandFiles } = await withFiles(desk, () => binderFront(session, from), signal);
    const set = (front: number) =>
      desk.jobs.start(previewDocumentJob, {
        title: from.title,
        input: { resources: resourcesFolder(), document: { data: { ...data, front }, brandFiles }, have, pages },
        quiet: true,
        ...(signal && { signal }),
      }).result;
    const first = await set(1);
    // Contents that take several pages move everything that is bound in behind them.
    return answer(first.pages.length > 1 ? await set(first.pages.length) : first);
  } catch (error) {
    if (!(error instanceof ProofdeskError) || error.code === 'internal' || error.code === 'cancelled') throw error;
    const { message, hint } = errorRecord(error);
    const told = findings.some((finding) => finding.message === message);
    const why: Finding = { block: null, level: 'refused', message, hint: hint ?? null };
    return answer({ pages: [], problem: null }, told ? [] : [why]);
  }
}
