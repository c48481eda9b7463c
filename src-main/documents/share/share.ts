import { basename, resolve } from 'node:path';
import type { z } from 'zod';
import { filesNotHere } from '../../../src-core/blobs/missing-file';
import { sha256 } from '../../../src-core/ledger/digests';
import { Account, Deal } from '../../../src-shared/deals';
import {
  DocumentRecord,
  type PageData,
  portableName,
  portableNames,
  type SharedFile,
  shareDocuments,
  type shareOrder,
} from '../../../src-shared/documents';
import { newId } from '../../../src-shared/kernel/context';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { prepareRoom } from '../../../src-shared/roi';
import { Workspace as Settings } from '../../../src-shared/workspace';
import type { Session } from '../../session';
import { announcingReceipts, signerOf } from '../build-document';
import { documentFile } from '../queries';
import { refusedFor } from './handed-over';
import { buildPageJob } from './page-job';
import { loadPageProgram } from './page-program';
import { frozenCaseFor } from './room-source';
import { type FileToWrite, fileSystem, type Target, takeBack, writeFolder } from './write-folder';

export interface Shared {
  /** The handover's record. */
  share: string;
  path: string;
  files: SharedFile[];
  receipt: string | null;
}

/**
 * Writes a folder for a customer (documents, and one interactive page), reads it back, and notes what they have. Where anything fails, the
 * folder is taken away again and nothing is noted.
 */
export async function writeShare(
  session: Session,
  order: z.output<typeof shareOrder>,
  { signal, target = fileSystem }: { signal?: AbortSignal | undefined; target?: Target } = {},
): Promise<Shared> {
  const workspace = session.desk.workspace();
  const deal = workspace.reader.require(Deal, order.deal);
  const account = workspace.reader.require(Account, deal.account);
  const documents = documentsFor(session, deal.id, order.documents);
  const room = order.roi ? frozenCaseFor(session, deal.id, order.roi) : null;
  if (documents.length === 0 && room === null)
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'Nothing was chosen to be given.',
      hint: 'Choose at least one document, or a frozen ROI case.',
    });
  if (room && !order.page)
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${room.number} is shown by the interactive page, which was left out.`,
      hint: 'Leave the case out as well, or let the page be made.',
    });
  const pageName = portableName(`${account.name}.html`, 'page.html');
  const names = portableNames(
    documents.map(({ name }) => name),
    order.page ? [pageName] : [],
  );
  const files: FileToWrite[] = documents.map(({ bytes }, at) => ({ name: names[at]!, bytes }));
  const input = {
    ...{ deal: deal.id, contact: order.contact, note: order.note, how: 'folder' as const },
    documents: documents.map(({ id }, at) => ({ document: id, name: names[at]! })),
  };
  const name = portableName(order.name?.trim() || `${account.name} ${dayOf(session)}`, 'handover');
  // The policies are asked before anything is written, and again when it is noted.
  session.desk.run(session, shareDocuments, {
    input: { ...input, folder: name, page: room ? pageInput(pageName, Buffer.from(' '), deal.title, room) : null },
    simulate: true,
  });
  const page = order.page
    ? await buildPage(session, {
        ...{ title: deal.title, number: deal.number, account: account.name, room, signal },
        documents: documents.map(({ title, bytes }, at) => ({ title, name: names[at]!, bytes })),
      })
    : null;
  if (page) files.push({ name: pageName, bytes: page });
  const into = resolve(order.into);
  const check = () => {
    if (signal?.aborted)
      throw new ProofdeskError({ code: 'cancelled', message: 'Giving the documents was cancelled.' });
  };
  const path = await writeFolder(into, name, files, { id: newId(session.desk.context), check }, target);
  try {
    if (page) workspace.blobs.put(page, { mediaType: 'application/octet-stream', name: pageName });
    const outcome = session.desk.run<{ id: string }>(session, shareDocuments, {
      input: { ...input, folder: basename(path), page: page ? pageInput(pageName, page, deal.title, room) : null },
    });
    const share = outcome.result!.id;
    const given = files.map(({ name: own, bytes }, at): SharedFile => {
      const document = documents[at];
      const facts = document
        ? { title: document.title, kind: document.kind, document: document.id, version: document.version }
        : { title: deal.title, kind: 'page' as const, document: null, version: room?.version ?? null };
      return { name: own, sha256: sha256(bytes), size: bytes.length, ...facts };
    });
    return { share, path, files: given, receipt: outcome.receipt ?? null };
  } catch (error) {
    return takeBack(path, error, target);
  }
}

const dayOf = (session: Session): string => new Date(session.desk.context.now()).toISOString().slice(0, 10);

function pageInput(name: string, bytes: Uint8Array, title: string, room: ReturnType<typeof frozenCaseFor> | null) {
  const roi = room && { id: room.id, number: room.number, version: room.version };
  return { name, sha256: sha256(bytes), size: bytes.length, title, roi };
}

/** The documents' rows and bytes; throws with the first that may not be given. */
function documentsFor(session: Session, deal: string, ids: readonly string[]) {
  const workspace = session.desk.workspace();
  const chosen = [...new Set(ids)].map((id) => {
    const row = workspace.reader.get(DocumentRecord, id);
    const digest = row && documentFile(session, row);
    if (!row || row.deal !== deal || !digest)
      throw new ProofdeskError({ code: 'not-found', message: `There is no document ${id} of this deal.` });
    const refused = refusedFor(session, row);
    if (refused !== null)
      throw new ProofdeskError({
        code: 'check-failed',
        message: `“${row.title}” cannot be given to the customer: ${refused}`,
        hint: 'Leave it out, or make one that may go.',
      });
    return { row, digest };
  });
  const missing = chosen.filter(({ digest }) => !workspace.blobs.has(digest));
  if (missing.length > 0) {
    throw filesNotHere(
      missing.map(({ row: { name }, digest }) => ({ name, sha256: digest })),
      { hint: 'Make the document again, or give it from the device that has it.' },
    );
  }
  return chosen.map(({ row, digest }) => ({ ...row, bytes: workspace.blobs.read(digest) }));
}

interface PageOrder {
  title: string;
  number: string;
  account: string;
  room: ReturnType<typeof frozenCaseFor> | null;
  documents: { title: string; name: string; bytes: Uint8Array }[];
  signal: AbortSignal | undefined;
}

/** The interactive page's bytes. */
async function buildPage(session: Session, order: PageOrder): Promise<Uint8Array> {
  const workspace = session.desk.workspace();
  const settings = workspace.reader.where(Settings, {})[0]!;
  const { seed, ...signer } = signerOf(workspace, session.desk.actor(session));
  const { room } = order;
  const data: Omit<PageData, 'pictures' | 'picturesLeftOut'> = {
    format: 'proofdesk-page',
    version: 1,
    ...{ title: order.title, number: order.number, account: order.account },
    company: settings.company,
    created: `${new Date(session.desk.context.now()).toISOString().slice(0, 19)}Z`,
    locale: settings.locale,
    fingerprint: fingerprintFromHex(signer.fingerprint).words.join(' '),
    files: order.documents.map(({ name, title, bytes }) => ({
      name,
      title,
      sha256: sha256(bytes),
      size: bytes.length,
    })),
    roi: room && {
      version: room.version,
      presentation: room.presentation,
      figures: prepareRoom(room.presentation)
        .answer({})
        .map(({ key, figures }) => ({ scenario: key, netPresentValue: figures?.netPresentValue ?? null })),
    },
  };
  const { result } = session.desk.jobs.start(buildPageJob, {
    title: `The page for ${order.account}`,
    input: {
      ...{ signer, seed, data, documents: order.documents },
      ...{ program: loadPageProgram(), receipts: announcingReceipts(workspace) },
    },
    ...(order.signal && { signal: order.signal }),
  });
  return result;
}
