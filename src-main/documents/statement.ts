import { z } from 'zod';
import packageJson from '../../package.json';
import { cldrVersion, digestSchema, instantSchema, printedKinds } from '../../src-shared/documents';

/** What signed: one person's chain on one device, as it stood at that moment. */
export interface Signer {
  /** Name of the person. */
  person: string;
  /** Id of the workspace. */
  workspace: string;
  /** SHA-256 of the workspace's root public key. */
  fingerprint: string;
  chain: string;
  /** Number and hash of the chain's last receipt when the document was signed. */
  number: number;
  hash: string;
  /** Raw Ed25519 key, base64url. */
  publicKey: string;
  /** How the person was known. */
  assurance: 'device' | 'account';
  /** Whether the key is one of the sample's, which anybody has. */
  sample: boolean;
  /** Ed25519 over the bytes, 64 raw bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

export const signerSchema = z.object({
  person: z.string(),
  workspace: z.string(),
  fingerprint: digestSchema,
  chain: z.string(),
  number: z.int().nonnegative(),
  hash: digestSchema,
  publicKey: z.string(),
  assurance: z.enum(['device', 'account']),
  sample: z.boolean(),
});

/** A signer as its statement names it. */
export type SignerRecord = z.infer<typeof signerSchema>;

/** The signer without its key's use. */
export const signerRecord = ({ sign: _, ...record }: Signer): SignerRecord => record;

/** Versions that decide how a page comes out. Equal versions and fonts give equal bytes. */
export const softwareSchema = z.object({
  proofdesk: z.string(),
  typesetter: z.string(),
  cldr: z.string(),
  charts: z.string(),
});

export type Software = z.infer<typeof softwareSchema>;

/** The versions of this Proofdesk. */
export const software: Software = {
  proofdesk: packageJson.version,
  typesetter: `typst-ts-node-compiler ${packageJson.dependencies['@myriaddreamin/typst-ts-node-compiler']}`,
  cldr: cldrVersion,
  charts: `react-dom ${packageJson.dependencies['react-dom']}`,
};

const fileDigestSchema = z.object({ name: z.string(), sha256: digestSchema });

const subjectSchema = z.object({ name: z.string(), digest: z.object({ sha256: digestSchema }) });

const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const DOCUMENT_PREDICATE = 'urn:proofdesk:document:1';
export const BUNDLE_PREDICATE = 'urn:proofdesk:evidence-bundle:1';
export const PAGE_PREDICATE = 'urn:proofdesk:page:1';

/** The statement inside a document: about the document's bytes without the statement, and all that went into them. */
export const documentStatementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).length(1),
  predicateType: z.literal(DOCUMENT_PREDICATE),
  predicate: z.object({
    kind: z.enum(printedKinds),
    number: z.string(),
    version: z.int(),
    created: instantSchema,
    /** Digest of `inputs.json`, which lists every input with its own. */
    inputs: z.object({ sha256: digestSchema }),
    /** Every embedded file but this statement. */
    attachments: z.array(fileDigestSchema),
    template: z.object({ entry: z.string(), sha256: digestSchema }),
    fonts: z.array(fileDigestSchema),
    software: softwareSchema,
    signer: signerSchema,
  }),
});

export type DocumentStatement = z.infer<typeof documentStatementSchema>;

/** The manifest of an evidence bundle: its subjects are its files. */
export const bundleStatementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).min(1),
  predicateType: z.literal(BUNDLE_PREDICATE),
  predicate: z.object({
    number: z.string(),
    title: z.string(),
    created: instantSchema,
    software: softwareSchema,
    signer: signerSchema,
  }),
});

export type BundleStatement = z.infer<typeof bundleStatementSchema>;

/** The statement inside an interactive page: its subjects are the data that it shows and the program and style that show them. */
export const pageStatementSchema = z.object({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subjectSchema).length(3),
  predicateType: z.literal(PAGE_PREDICATE),
  predicate: z.object({
    number: z.string(),
    title: z.string(),
    created: instantSchema,
    /** Files that were given with the page. */
    files: z.array(fileDigestSchema),
    software: softwareSchema,
    signer: signerSchema,
  }),
});

export type PageStatement = z.infer<typeof pageStatementSchema>;

/** A statement about one document. */
export function documentStatement(
  subject: { name: string; sha256: string },
  predicate: DocumentStatement['predicate'],
): DocumentStatement {
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: subject.name, digest: { sha256: subject.sha256 } }],
    predicateType: DOCUMENT_PREDICATE,
    predicate,
  };
}

/** A manifest over a bundle's files. */
export function bundleStatement(
  files: readonly { name: string; sha256: string }[],
  predicate: BundleStatement['predicate'],
): BundleStatement {
  return {
    _type: STATEMENT_TYPE,
    subject: files.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: BUNDLE_PREDICATE,
    predicate,
  };
}

/** A statement about an interactive page. */
export function pageStatement(
  parts: readonly { name: string; sha256: string }[],
  predicate: PageStatement['predicate'],
): PageStatement {
  return {
    _type: STATEMENT_TYPE,
    subject: parts.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: PAGE_PREDICATE,
    predicate,
  };
}
