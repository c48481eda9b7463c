import type { Citation } from '../../claims';

/** A file or address as elements of some chart cite it, with one digest. */
export interface EvidenceCopy {
  /** When it was cited last. */
  at: number;
  sha256: string;
  /** Values of the keys that are cited of a configuration. */
  settings: Map<string, string>;
}

type FileCitation = Exclude<Citation, { kind: 'metric' }>;

/** Copies with the same key are copies of the same thing: an address, or a file by its name. */
export const copyKey = (citation: FileCitation): string =>
  citation.kind === 'web' ? `web ${citation.url}` : `${citation.kind} ${citation.file.name}`;

/** Every copy that is cited, the one that was cited last at the end, by what it is a copy of. */
export type EvidenceCopies = ReadonlyMap<string, readonly EvidenceCopy[]>;
