import { strToU8, type Zippable, zipSync } from 'fflate';
import { z } from 'zod';
import { sha256 } from '../../src-core/ledger/digests';
import type { ReceiptFile } from '../../src-core/ledger/exchange';
import { instantSchema, recomputationSchema } from '../../src-shared/documents';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { RECEIPTS_FILE } from './compile';
import { sealStatement } from './envelope';
import { checkEvidenceName, type EvidenceFile } from './inputs';
import { bundleStatement, type Signer, signerRecord, software } from './statement';

export const MANIFEST_FILE = 'manifest.dsse.json';
export const CONTENT_FILE = 'content.json';
/** Folder of the raw logs inside a bundle. */
export const RAW_FOLDER = 'raw/';

/** What a bundle says of its raw files: metadata of the runs, figures read from them, and the analysis of these. */
export const bundleContentSchema = z.object({
  format: z.literal(1),
  /** The bakeoff's number. */
  number: z.string().min(1).max(200),
  title: z.string().max(400),
  created: instantSchema,
  /** What was recorded of each run. */
  metadata: z.json(),
  /** Run-level figures, each with the file it was read from. */
  figures: z.json(),
  /** The verdict table, with the seed and the version of the rules. */
  analysis: z.json(),
  /** How each figure is computed again; pointers lead into this content. */
  recomputations: z.array(recomputationSchema).max(5_000),
});

export type BundleContent = z.infer<typeof bundleContentSchema>;

export interface BundleRequest {
  content: BundleContent;
  /** Raw files as they were imported; recomputations name them as they are named here. */
  raw: readonly EvidenceFile[];
  receipts: ReceiptFile;
}

export interface BuiltBundle {
  fileName: string;
  zip: Uint8Array;
  sha256: string;
}

/** The one time that every entry carries, the earliest a zip archive can say; in local parts, since that is how it is written. */
const EPOCH = new Date(1980, 0, 1);

/**
 * Builds an evidence bundle: raw files, what was read from them and made of it, and a manifest (in-toto in a DSSE envelope) over the
 * digests of all. It can be checked without any database. Same request and signer, same bytes.
 */
export function buildBundle(request: BundleRequest, signer: Signer): BuiltBundle {
  const content = parseContent(request.content);
  const fileName = `${content.number.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}-evidence.zip`;
  const files = new Map<string, Uint8Array>();
  for (const file of request.raw) {
    checkEvidenceName(file.name);
    if (files.has(RAW_FOLDER + file.name)) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `Two raw files are named ${file.name}.`,
        where: { file: file.name },
      });
    }
    files.set(RAW_FOLDER + file.name, file.bytes);
  }
  const canonical = canonicalText(content);
  const { metadata, figures, analysis } = JSON.parse(canonical) as BundleContent;
  const parts: Record<string, unknown> = { metadata, figures, analysis };
  // The parts stand as files of their own as well, so that a reader without Proofdesk finds them; `content.json` is what is checked.
  for (const [name, part] of Object.entries(parts))
    files.set(`${name}.json`, strToU8(`${JSON.stringify(part, null, 2)}\n`));
  files.set(CONTENT_FILE, strToU8(canonical));
  files.set(RECEIPTS_FILE, strToU8(canonicalText(request.receipts)));
  files.set('README.txt', strToU8(readme(content, fileName)));
  const listed = [...files]
    .map(([name, bytes]) => ({ name, sha256: sha256(bytes) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const statement = bundleStatement(listed, {
    number: content.number,
    title: content.title,
    created: content.created,
    software,
    signer: signerRecord(signer),
  });
  files.set(MANIFEST_FILE, strToU8(sealStatement(statement, signer)));
  const zippable: Zippable = {};
  for (const name of [...files.keys()].sort())
    zippable[name] = [files.get(name)!, { mtime: EPOCH, level: 6, os: 3, attrs: 0o644 << 16 }];
  const zip = zipSync(zippable);
  return { fileName, zip, sha256: sha256(zip) };
}

function parseContent(value: unknown): BundleContent {
  const result = bundleContentSchema.safeParse(value);
  if (result.success) return result.data;
  const field = result.error.issues[0]?.path.join('.') ?? '';
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The bundle’s content does not fit: ${field}.`,
    where: { field },
  });
}

function readme(content: BundleContent, fileName: string): string {
  return [
    `Evidence bundle ${content.number}: ${content.title}`,
    '',
    'raw/            the files that the harnesses wrote, unchanged',
    'metadata.json   what was recorded of each run',
    'figures.json    the run-level figures read from the raw files',
    'analysis.json   the verdicts, with the version of the rules',
    'content.json    the same three in one canonical file, with how each figure is computed',
    'receipts.json   the receipts that announced the key of the signer',
    'manifest.dsse.json   a signed in-toto statement over the SHA-256 of every file here',
    '',
    'This command computes every figure again from the raw files; it needs no network and no licence:',
    '',
    `  proofdesk verify ${fileName}`,
    '',
    'The signature shows who vouches for these files and that nothing in them changed, not that the runs were fair.',
    '',
  ].join('\n');
}
