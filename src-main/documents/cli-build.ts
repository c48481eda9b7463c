import { resolve } from 'node:path';
import { filesNotHere } from '../../src-core/blobs/missing-file';
import { writeNamedFile } from '../../src-core/files/named-file';
import type { DocumentLine, DocumentOrder } from '../../src-shared/documents';
import type { CliCall } from '../command-line';
import { bringFiles } from '../files-on-demand';

/** Makes a document, writes its file where `--out` says or under its own name here, and answers with both. */
export async function buildAndWrite(call: CliCall, order: DocumentOrder): Promise<number> {
  call.progress(0.1, 'Making the document');
  const document = await (await call.client()).documents.build(order);
  await writeDocument(call, document, call.option('out'));
  return 0;
}

/** Writes the file of a document and answers with where it lies. */
export async function writeDocument(call: CliCall, document: DocumentLine, out: string | undefined): Promise<void> {
  const { desk } = await call.session();
  const [absent] = await bringFiles(desk, [{ name: `The file of “${document.title}”`, sha256: document.file }]);
  if (absent) {
    const hint = 'Make the document again, or take it from the device that made it.';
    throw absent.why ?? filesNotHere([absent], { code: 'unavailable', hint });
  }
  const path = resolve(call.io.folder, out ?? document.name);
  await writeNamedFile(path, desk.workspace().blobs.read(document.file));
  if (document.disclosure === 'internal') call.note('This document is internal; it is not for customers.');
  else if (!document.final) call.note('This document is not approved and says so on every page.');
  call.answer({ ...document, path }, () => `${path}\n`);
}
