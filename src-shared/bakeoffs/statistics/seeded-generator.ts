/**
 * Uniform random numbers from a seed, the same on every machine, so that a bootstrap interval can be computed again to the last
 * digit. Source: the generator sfc32 of PractRand (Doty-Humphrey), 128 bits of state, public domain.
 */
export function seededGenerator(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const word = (): number => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  };
  // The first outputs still show the seed's bits.
  for (let round = 0; round < 20; round += 1) word();
  return () => word() / 4294967296;
}
