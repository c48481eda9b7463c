import { defineJob } from '../../../src-core/jobs';
import type { Session } from '../../session';

/** Counts the pages of a PDF in a thread of its own: opening a large one takes seconds, and the window never waits for that. */
export const countPagesJob = defineJob<{ bytes: Uint8Array; name: string }, number>({
  kind: 'document.pages',
  async run({ bytes, name }) {
    const { loadPdf } = await import('../verify/pdf-file');
    return (await loadPdf(bytes, name)).getPageCount();
  },
});

/**
 * How many pages a PDF has.
 *
 * @throws ProofdeskError `bad-input` for what is no PDF that can be read, with why.
 */
export const countPages = ({ desk }: Session, bytes: Uint8Array, name: string): Promise<number> =>
  desk.jobs.start(countPagesJob, { title: name, input: { bytes, name }, quiet: true }).result;
