import type { ClaimText } from '../../src-shared/claims';

/** `1[a]` for the first limitation of claim 1, `1[z]`, `1[aa]` … */
export function elementLabel(claim: number, index: number): string {
  let letters = '';
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(97 + (rest % 26)) + letters;
  return `${claim}[${letters}]`;
}

/** The elements that a claim has by itself: one for each limitation. */
export const elementsOfClaim = ({ number, limitations }: ClaimText): { label: string; limitation: string }[] =>
  limitations.map((limitation, index) => ({ label: elementLabel(number, index), limitation }));
