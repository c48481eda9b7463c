import { sha256 } from '../../../src-core/ledger/digests';
import type { ReceiptFile } from '../../../src-core/ledger/exchange';
import { type PageData, pageFile } from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { sealStatement } from '../envelope';
import { pageStatement, type Signer, signerRecord, software } from '../statement';
import type { PageProgram } from './page-program';

/** What an interactive page is made from. Plain data: it can be sent to a worker thread as it is. */
export interface PageRequest {
  data: PageData;
  program: PageProgram;
  receipts: ReceiptFile;
}

const base64Digest = (text: string): string => Buffer.from(sha256(text), 'hex').toString('base64');

/**
 * Makes the one file of an interactive page: data, program, style, and a signed statement about all of them. Same request and signer, same
 * bytes.
 */
export function compilePage({ data, program: { program, style }, receipts }: PageRequest, signer: Signer): string {
  const text = canonicalText(data);
  const statement = pageStatement(
    [
      { name: 'data.json', sha256: sha256(text) },
      { name: 'page.js', sha256: sha256(program) },
      { name: 'page.css', sha256: sha256(style) },
    ],
    {
      ...{ number: data.number, title: data.title, created: data.created },
      files: data.files.map((file) => ({ name: file.name, sha256: file.sha256 })),
      ...{ software, signer: signerRecord(signer) },
    },
  );
  return pageText(text, { program, style }, sealStatement(statement, signer), canonicalText(receipts), data.title);
}

/** The page's text from its parts; taking a page apart and putting it together again gives the same bytes. */
export function pageText(
  data: string,
  { program, style }: PageProgram,
  statement: string,
  receipts: string,
  title: string,
): string {
  return pageFile({
    // The page's own words are English; figures follow the locale.
    language: 'en',
    ...{ title, data, statement, receipts, program, style },
    programDigest: base64Digest(program),
    styleDigest: base64Digest(style),
  });
}
