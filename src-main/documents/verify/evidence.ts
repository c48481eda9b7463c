import { gunzipSync } from 'node:zlib';
import { sha256 } from '../../../src-core/ledger/digests';

/** Longest raw file that is expanded for checking. */
const LARGEST_EVIDENCE = 1024 ** 3;

/** Raw files at hand, by digest: those inside the document and those of bundles given with it. */
export class EvidenceStore {
  private readonly byDigest = new Map<string, Uint8Array>();

  add(bytes: Uint8Array): string {
    const digest = sha256(bytes);
    this.byDigest.set(digest, bytes);
    return digest;
  }

  get(digest: string): Uint8Array | undefined {
    return this.byDigest.get(digest);
  }
}

/** Expands embedded evidence, no further than the length that the list of inputs names; null for what is damaged or longer. */
export function expandEvidence(packed: Uint8Array, length: number): Uint8Array | null {
  if (length > LARGEST_EVIDENCE) return null;
  try {
    return gunzipSync(packed, { maxOutputLength: Math.max(1, length) });
  } catch {
    // What it is instead does not matter: it is not the file that the list names, and the check of the inputs says so.
    return null;
  }
}
