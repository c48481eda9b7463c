import { gzipSync } from 'fflate';
import { z } from 'zod';
import { sha256 } from '../../src-core/ledger/digests';
import { digestSchema } from '../../src-shared/documents';
import { canonicalText } from '../../src-shared/kernel/canonical';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Raw evidence is embedded up to this many compressed bytes in all; beyond it a document carries only its digests. */
export const EVIDENCE_LIMIT_BYTES = 20 * 1024 * 1024;

/** A raw file that figures of the document come from. */
export interface EvidenceFile {
  /** Relative path with `/`, as the document's data name it: `runs/ours-1.jtl`. */
  name: string;
  bytes: Uint8Array;
}

const roles = ['data', 'template', 'brand', 'chart', 'evidence', 'document', 'attachment'] as const;

/** The list of inputs that is embedded as `inputs.json`; its digest is printed at the foot of each page. */
export const inputListSchema = z.object({
  format: z.literal(1),
  inputs: z.array(
    z.object({
      name: z.string(),
      role: z.enum(roles),
      /** Of the file itself, before compression. */
      sha256: digestSchema,
      bytes: z.int().nonnegative(),
      /** Name among the embedded files; null where only the digest is carried. */
      embedded: z.string().nullable(),
      encoding: z.enum(['plain', 'gzip']),
    }),
  ),
});

export type InputList = z.infer<typeof inputListSchema>;
type Input = InputList['inputs'][number];

/** A file inside the PDF. */
export interface Attachment {
  name: string;
  bytes: Uint8Array;
  mediaType: string;
  /** How the file relates to the page (ISO 32000-2, AFRelationship). */
  relationship: 'data' | 'source' | 'supplement';
  description: string;
}

const mediaTypes: Record<string, string> = {
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  ttf: 'font/ttf',
  otf: 'font/otf',
  typ: 'text/plain',
  gz: 'application/gzip',
  pdf: 'application/pdf',
  zip: 'application/zip',
};

const describe: Record<(typeof roles)[number], (name: string) => string> = {
  data: () => 'The data that the page prints',
  template: (name) => `Template file ${name}`,
  brand: (name) => `Brand file ${name}`,
  chart: (name) => `Picture ${name}, drawn from the data`,
  evidence: (name) => `Raw evidence ${name}`,
  document: (name) => `Document ${name}, bound in`,
  attachment: (name) => `Attachment ${name}`,
};

/** The media type of a file by its name's ending. */
export const mediaTypeOf = (name: string): string =>
  mediaTypes[name.split('.').at(-1)!.toLowerCase()] ?? 'application/octet-stream';

/** Collects what goes into a document: a list with digests, and the files to embed. */
export class Inputs {
  private readonly entries: Input[] = [];
  private readonly files = new Map<string, Attachment>();

  add(role: (typeof roles)[number], name: string, bytes: Uint8Array): void {
    this.entries.push({ name, role, sha256: sha256(bytes), bytes: bytes.length, embedded: name, encoding: 'plain' });
    this.files.set(name, attachment(role, name, bytes, name));
  }

  /** Adds raw evidence: all of it compressed, or, where that is too much, its digests alone. */
  addEvidence(files: readonly EvidenceFile[]): void {
    const packed: { file: EvidenceFile; compressed: Uint8Array }[] = [];
    let size = 0;
    for (const file of files) {
      checkEvidenceName(file.name);
      if (size > EVIDENCE_LIMIT_BYTES) break;
      // No time stamp and a fixed level: the same file gives the same bytes on every machine, which the system's zlib does not promise.
      const compressed = gzipSync(file.bytes, { level: 6, mtime: 0 });
      size += compressed.length;
      packed.push({ file, compressed });
    }
    this.addPacked(
      files.map((file) => ({ name: file.name, sha256: sha256(file.bytes), bytes: file.bytes.length })),
      size > EVIDENCE_LIMIT_BYTES ? null : new Map(packed.map(({ file, compressed }) => [file.name, compressed])),
    );
  }

  /** Adds evidence as it lay in a document: compressed bytes are kept as they were. */
  addPacked(
    files: readonly { name: string; sha256: string; bytes: number }[],
    compressed: ReadonlyMap<string, Uint8Array> | null,
  ): void {
    for (const { name, sha256: digest, bytes } of files) {
      const packed = compressed?.get(name);
      const embedded = packed ? `evidence/${name}.gz` : null;
      this.entries.push({
        name,
        role: 'evidence',
        sha256: digest,
        bytes,
        embedded,
        encoding: packed ? 'gzip' : 'plain',
      });
      if (packed && embedded) this.files.set(embedded, attachment('evidence', embedded, packed, name));
    }
  }

  /** The files to embed, by role and name. */
  get attachments(): Attachment[] {
    return this.sorted().flatMap(({ embedded }) => (embedded ? [this.files.get(embedded)!] : []));
  }

  /** The list as canonical text, by role and name. */
  list(): string {
    const inputs = this.sorted();
    if (new Set(inputs.map(key)).size !== inputs.length) {
      throw new ProofdeskError({ code: 'bad-input', message: 'Two inputs of the document have the same name.' });
    }
    return canonicalText({ format: 1, inputs } satisfies InputList);
  }

  private sorted(): Input[] {
    return [...this.entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }
}

const key = (input: Input): string => `${roles.indexOf(input.role)} ${input.name}`;

/** The entry `inputs.json` itself. */
export function inputListAttachment(list: string): Attachment {
  return {
    name: 'inputs.json',
    bytes: Buffer.from(list),
    mediaType: 'application/json',
    relationship: 'supplement',
    description: 'Every input of this document with its SHA-256',
  };
}

function attachment(role: (typeof roles)[number], path: string, bytes: Uint8Array, name: string): Attachment {
  return {
    name: path,
    bytes,
    mediaType: mediaTypeOf(path),
    relationship: role === 'template' ? 'source' : role === 'brand' ? 'supplement' : 'data',
    description: describe[role](name),
  };
}

/** Evidence names become paths: relative, with `/`, and without steps upwards. */
export function checkEvidenceName(name: string): void {
  const parts = name.split('/');
  if (
    name === '' ||
    name.includes('\\') ||
    name.startsWith('/') ||
    parts.some((part) => part === '' || part === '.' || part === '..')
  ) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `“${name}” cannot be the name of an evidence file.`,
      where: { file: name },
    });
  }
}
