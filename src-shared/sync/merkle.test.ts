import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GrowingTree, leafHash, merklePath, merkleRoot, rootFromPath } from './merkle';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** The eight leaves and roots that Certificate Transparency implementations share as test vectors. */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  bytes,
);
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('Merkle trees', () => {
  it('give the known roots of RFC 6962 trees', () => {
    expect(hex(merkleRoot([], sha256))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (let size = 1; size <= leaves.length; size += 1) {
      expect(hex(merkleRoot(leaves.slice(0, size), sha256))).toBe(roots[size - 1]);
    }
  });

  it('have the same root when their leaves come one by one', () => {
    const tree = new GrowingTree(sha256);
    for (let size = 0; size <= 70; size += 1) {
      const all = Array.from({ length: size }, (_, index) => new Uint8Array([index]));
      expect(hex(tree.root())).toBe(hex(merkleRoot(all, sha256)));
      tree.add(new Uint8Array([size]));
    }
  });

  it('lead from every leaf to the root, and from no other leaf, place or size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, at, other) => {
        const all = Array.from({ length: size }, (_, index) => new Uint8Array([index, size]));
        const index = at % size;
        const root = hex(merkleRoot(all, sha256));
        const path = merklePath(all, index, sha256);
        expect(hex(rootFromPath(all[index]!, index, size, path, sha256))).toBe(root);
        expect(hex(rootFromPath(new Uint8Array([99]), index, size, path, sha256))).not.toBe(root);
        const elsewhere = other % size;
        if (elsewhere !== index) {
          expect(hex(rootFromPath(all[index]!, elsewhere, size, path, sha256))).not.toBe(root);
        }
        expect(rootFromPath(all[index]!, index, size, [...path, leafHash(all[0]!, sha256)], sha256)).toBeNull();
        if (path.length > 0) expect(rootFromPath(all[index]!, index, size, path.slice(1), sha256)).toBeNull();
      }),
      { numRuns: 150 },
    );
  });

  it('have no path for what is outside', () => {
    expect(() => merklePath(leaves, 8, sha256)).toThrow(RangeError);
    expect(rootFromPath(leaves[0]!, 3, 3, [], sha256)).toBeNull();
  });
});
