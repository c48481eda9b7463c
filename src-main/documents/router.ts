import { implement } from '@orpc/server';
import { documentsContract, recordDocument } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { running } from '../desk';
import { resourcesFolder } from '../installation';
import type { Session } from '../session';
import { buildDocument } from './build-document';
import { verifyDocumentsJob } from './job';
import { customerDocuments, getDocument, listDocuments } from './queries';
import { withHandovers } from './share/noted';
import { sharesRouter } from './share/router';
import { buildBatch } from './studio/batch';
import { buildComposition } from './studio/build-composition';
import { outdatedDocuments, rebuildDocument } from './studio/rebuild';
import { brandRouter, compositionsRouter, snippetsRouter, templatesRouter } from './studio/router';

const os = implement(documentsContract).$context<Session>();

export const documentsRouter = os.router({
  list: os.list.handler(({ context, input }) => listDocuments(context, input)),
  build: os.build.handler(async ({ context, input }) => getDocument(context, await buildDocument(context, input))),
  verify: os.verify.handler(async ({ context, input, signal }) => {
    const files: { name: string; bytes: Uint8Array }[] = [];
    for (const id of input.handed ?? []) {
      const { name, path } = context.desk.intake.file(id);
      const { readFile } = await import('node:fs/promises');
      files.push({ name, bytes: await readFile(path) });
    }
    if (input.file) {
      const workspace = context.desk.workspace();
      // Only what the person may read: a digest alone opens no file.
      const readable = await context.desk.readBlob(context, input.file);
      if (!readable)
        throw new ProofdeskError({ code: 'not-found', message: 'There is no such document for you to read.' });
      if (readable.content instanceof ReadableStream) await readable.content.cancel();
      files.push({
        name: workspace.blobs.info(input.file)?.name ?? 'document',
        bytes: workspace.blobs.read(input.file),
      });
    }
    if (files.length === 0)
      throw new ProofdeskError({ code: 'bad-input', message: 'Choose at least one file to verify.' });
    const title = files.map(({ name }) => name).join(', ');
    const report = await context.desk.jobs.start(verifyDocumentsJob, {
      title: `Verifying ${title}`,
      input: { resources: resourcesFolder(), files, ...(input.trust ? { trust: input.trust } : {}) },
      ...(signal ? { signal } : {}),
    }).result;
    return withHandovers(context, report, files);
  }),
  customer: os.customer.handler(({ context }) => customerDocuments(context)),
  record: os.record.handler(running(recordDocument)),
  buildComposition: os.buildComposition.handler(async ({ context, input }) =>
    getDocument(context, await buildComposition(context, input)),
  ),
  rebuild: os.rebuild.handler(async ({ context, input }) =>
    getDocument(context, await rebuildDocument(context, input.document)),
  ),
  outdated: os.outdated.handler(({ context, input }) => outdatedDocuments(context, input.deal)),
  batch: os.batch.handler(({ context, input, signal }) => buildBatch(context, input.orders, signal)),
  compositions: compositionsRouter,
  snippets: snippetsRouter,
  templates: templatesRouter,
  brand: brandRouter,
  shares: sharesRouter,
});
