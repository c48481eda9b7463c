import { defineJob } from '../../../src-core/jobs';
import type { ReceiptFile } from '../../../src-core/ledger/exchange';
import { signingKey } from '../../../src-core/ledger/keys';
import type { PageData } from '../../../src-shared/documents';
import type { SignerRecord } from '../statement';
import type { PageProgram } from './page-program';

export interface PageInput {
  signer: SignerRecord;
  /** The signer's 32 secret bytes; they go from one thread of this process to another and nowhere else. */
  seed: Uint8Array;
  data: Omit<PageData, 'pictures' | 'picturesLeftOut'>;
  documents: { title: string; name: string; bytes: Uint8Array }[];
  program: PageProgram;
  receipts: ReceiptFile;
}

/** Makes an interactive page: takes the charts out of the documents, and signs what the page shows. */
export const buildPageJob = defineJob<PageInput, Uint8Array>({
  kind: 'document.page',
  async run({ signer, seed, data, documents, program, receipts }, work) {
    work.progress(0.1, 'Taking over the charts');
    const [{ picturesOf }, { compilePage }] = await Promise.all([import('./page-pictures'), import('./compile-page')]);
    const { pictures, leftOut } = await picturesOf(documents, data.roi !== null);
    work.check();
    work.progress(0.8, 'Signing the page');
    const key = signingKey(seed);
    const signing = { ...signer, sign: (bytes: Uint8Array) => Buffer.from(key.sign(bytes), 'base64url') };
    return Buffer.from(
      compilePage({ data: { ...data, pictures, picturesLeftOut: leftOut }, program, receipts }, signing),
    );
  },
});
