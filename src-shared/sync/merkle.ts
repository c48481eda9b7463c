/**
 * Merkle trees as RFC 6962 (section 2.1) hashes them: leaves are led by a zero byte, nodes by a one byte, and a tree of n leaves is split at the
 * largest power of two smaller than n. SHA-256 is given from outside, because this folder has no machine of its own.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const LEAF = 0x00;
const NODE = 0x01;

function joined(lead: number, ...pieces: Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + pieces.reduce((sum, { length }) => sum + length, 0));
  bytes[0] = lead;
  let offset = 1;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}

/** Hash of a leaf. */
export const leafHash = (leaf: Uint8Array, sha256: Sha256): Uint8Array => sha256(joined(LEAF, leaf));

const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array => sha256(joined(NODE, left, right));

/** The largest power of two that is smaller than `size` (2 or more). */
function split(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** Root over leaves in their order; of none it is the hash of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leaves.length === 0) return sha256(new Uint8Array());
  return rootOf(
    leaves.map((leaf) => leafHash(leaf, sha256)),
    sha256,
  );
}

/** Level by level: neighbours pair up and an odd last one rises, which is the same tree as RFC 6962's recursive one. */
function rootOf(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const right = level[index + 1];
      above.push(right ? nodeHash(level[index]!, right, sha256) : level[index]!);
    }
    level = above;
  }
  return level[0]!;
}

/** The same root over leaves that come one by one; it keeps a hash for each level only. */
export class GrowingTree {
  readonly #sha256: Sha256;
  /** Whole trees of ever smaller sizes, powers of two, that stand side by side. */
  readonly #peaks: { size: number; hash: Uint8Array }[] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Puts a leaf behind those that came before. */
  add(leaf: Uint8Array): void {
    let peak = { size: 1, hash: leafHash(leaf, this.#sha256) };
    for (let left = this.#peaks.at(-1); left?.size === peak.size; left = this.#peaks.at(-1)) {
      peak = { size: peak.size * 2, hash: nodeHash(left.hash, peak.hash, this.#sha256) };
      this.#peaks.pop();
    }
    this.#peaks.push(peak);
  }

  /** The root over all that came; more may come after. */
  root(): Uint8Array {
    if (this.#peaks.length === 0) return this.#sha256(new Uint8Array());
    return this.#peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right, this.#sha256));
  }
}

/** Sibling hashes from the leaf at `index` (from 0) up to the root (RFC 6962, PATH). Throws a RangeError outside the tree. */
export function merklePath(leaves: readonly Uint8Array[], index: number, sha256: Sha256): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError('The leaf is outside the tree.');
  const walk = (hashes: readonly Uint8Array[], at: number): Uint8Array[] => {
    if (hashes.length === 1) return [];
    const half = split(hashes.length);
    return at < half
      ? [...walk(hashes.slice(0, half), at), rootOf(hashes.slice(half), sha256)]
      : [...walk(hashes.slice(half), at - half), rootOf(hashes.slice(0, half), sha256)];
  };
  return walk(
    leaves.map((leaf) => leafHash(leaf, sha256)),
    index,
  );
}

/** The root that a leaf and its path lead to (RFC 9162, 2.1.3.2), or null where path, index and size do not fit one another. */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  sha256: Sha256,
): Uint8Array | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return null;
  let node = index;
  let last = size - 1;
  let hash = leafHash(leaf, sha256);
  for (const sibling of path) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash, sha256);
      // A node without a right neighbour rises until it has a left one.
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}

/** What the server signs about one day of a workspace. */
export const dayRootText = (workspace: string, day: string, size: number, root: string): string =>
  `proofdesk day\n${workspace}\n${day}\n${size}\n${root}\n`;
