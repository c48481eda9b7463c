import { defineJob } from '../../src-core/jobs';
import { signingKey } from '../../src-core/ledger/keys';
import type { BinderRequest } from './binder/compile-binder';
import type { BundleRequest } from './bundle';
import type { DocumentRequest } from './compile';
import type { SignerRecord } from './statement';
import type { FileToVerify, VerifyReport } from './verify';

export interface BuildInput {
  resources: string;
  signer: SignerRecord;
  /** The signer's 32 secret bytes; they go from one thread of this process to another and nowhere else. */
  seed: Uint8Array;
  document?: DocumentRequest;
  bundle?: BundleRequest;
  binder?: BinderRequest;
}

export interface BuiltFile {
  name: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** Sets and signs a document, or packs an evidence bundle. */
export const buildDocumentJob = defineJob<BuildInput, BuiltFile>({
  kind: 'document.build',
  async run({ resources, signer, seed, document, bundle, binder }, work) {
    const { loadDocumentResources } = await import('./resources');
    const key = signingKey(seed);
    const signing = { ...signer, sign: (bytes: Uint8Array) => Buffer.from(key.sign(bytes), 'base64url') };
    if (bundle) {
      work.progress(0.2, 'Packing the evidence');
      const { buildBundle } = await import('./bundle');
      const built = buildBundle(bundle, signing);
      return { name: built.fileName, bytes: built.zip, mediaType: 'application/zip' };
    }
    if (binder) {
      const { compileBinder } = await import('./binder/compile-binder');
      const built = await compileBinder(binder, loadDocumentResources(resources), signing, (share, message) => {
        work.check();
        work.progress(share, message);
      });
      return { name: built.fileName, bytes: built.pdf, mediaType: 'application/pdf' };
    }
    work.progress(0.2, 'Setting the pages');
    const { compileDocument } = await import('./compile');
    const built = await compileDocument(document!, loadDocumentResources(resources), signing);
    return { name: built.fileName, bytes: built.pdf, mediaType: 'application/pdf' };
  },
});

/** Checks documents and bundles from their files alone. */
export const verifyDocumentsJob = defineJob<
  { resources: string; files: FileToVerify[]; trust?: string[] },
  VerifyReport
>({
  kind: 'document.verify',
  async run({ resources, files, trust }, work) {
    const [{ loadDocumentResources }, { verifyFiles }] = await Promise.all([import('./resources'), import('./verify')]);
    return verifyFiles(files, loadDocumentResources(resources), { ...(trust ? { trust } : {}), signal: work.signal });
  },
});
