import type { ReceiptFile } from '../../src-core/ledger/exchange';
import { keyReceipts } from '../../src-core/ledger/trust';
import { chainSigner } from '../../src-core/workspace/signer';
import type { Workspace } from '../../src-core/workspace/workspace';
import { type DocumentKind, type DocumentOrder, recordDocument } from '../../src-shared/documents';
import { resourcesFolder } from '../installation';
import { keyFingerprint, rootKey } from '../receipts';
import type { Session } from '../session';
import { personName } from '../workspace';
import { type BuiltMaterial, documentBuilder } from './builders';
import { type BuildInput, buildDocumentJob } from './job';
import { loadDocumentResources } from './resources';
import type { SignerRecord } from './statement';
import { builtFromOf } from './studio/built-from';

/** How a document's making is seen and stopped. */
export interface BuildOptions {
  signal?: AbortSignal | undefined;
  /** Not shown in the list of jobs: it is part of another. */
  quiet?: boolean;
}

/**
 * Makes a document in a worker: the domain gives the content, the page is set and signed, the file is kept, and its making is a
 * receipt. Nothing is left when any step fails or is cancelled. Returns the id of the document's record.
 */
export async function buildDocument(
  session: Session,
  order: DocumentOrder,
  options: BuildOptions = {},
): Promise<string> {
  const material = await documentBuilder(order.kind)(session, order);
  const { topic, paper } = order;
  const askedFor = { ...(topic && { topic }), ...(paper && { paper }) };
  const builtFrom = material.about.builtFrom ?? builtFromOf(session, order, material.about);
  return buildMaterial(
    session,
    order.kind,
    { ...material, about: { ...material.about, askedFor, builtFrom } },
    options,
  );
}

/** Makes a document of material that is put together already. */
export async function buildMaterial(
  session: Session,
  kind: DocumentKind,
  material: BuiltMaterial,
  { signal, quiet }: BuildOptions = {},
): Promise<string> {
  const { desk } = session;
  const workspace = desk.workspace();
  const person = desk.actor(session);
  const { seed, ...signer } = signerOf(workspace, person);
  const receipts = announcingReceipts(workspace);
  const input: BuildInput = {
    resources: resourcesFolder(),
    signer,
    seed,
    ...('document' in material
      ? { document: { ...material.document, receipts } }
      : 'binder' in material
        ? { binder: { ...material.binder, receipts } }
        : { bundle: { ...material.bundle, receipts } }),
  };
  const job = desk.jobs.start(buildDocumentJob, {
    title: material.about.title,
    input,
    ...(signal && { signal }),
    ...(quiet && { quiet }),
    commit: ({ name, bytes, mediaType }) => {
      const { readers, fileName = name, made, ...about } = material.about;
      const { digest, size } = workspace.blobs.put(bytes, { mediaType, name: fileName });
      const held =
        readers?.group === 'cost'
          ? { insideFile: digest }
          : readers?.group === 'claims'
            ? { claimsFile: digest }
            : readers?.group === 'personal'
              ? { personalFile: digest, contact: readers.contact }
              : { file: digest };
      const { result } = desk.run<{ id: string }>(session, recordDocument, {
        input: { ...about, ...held, kind, name: fileName, size },
      });
      made?.();
      return result!.id;
    },
  });
  return job.result;
}

/** The person's signer as documents name it, with the secret bytes beside. */
export function signerOf(workspace: Workspace, person: string): SignerRecord & { seed: Uint8Array } {
  const { chain, publicKey, seed, number, hash } = chainSigner(workspace, person);
  return {
    person: personName(workspace, person) ?? 'Erased person',
    workspace: workspace.id,
    fingerprint: keyFingerprint(rootKey(workspace) ?? '').hex,
    chain,
    number,
    hash,
    publicKey,
    assurance: 'device',
    sample: loadDocumentResources(resourcesFolder()).sampleKeys.has(publicKey),
    seed,
  };
}

/** The receipts that announced keys, shared parts only: nothing personal leaves the house with a document. */
export function announcingReceipts(workspace: Workspace): ReceiptFile {
  return {
    format: 'proofdesk-receipts',
    version: 1,
    workspace: workspace.id,
    receipts: [...keyReceipts(workspace.journal)].map(({ receipt }) =>
      workspace.journal.signed(receipt, (part) => part === 'shared'),
    ),
  };
}
