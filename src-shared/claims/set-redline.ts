import type { ClaimText } from './claim-text';
import { isChanged, redlineText } from './redline';
import type { Redline } from './views';

/** What changed between two versions of a set of claims, claim by claim. */
export function redlineClaims(
  from: { version: number; claims: readonly ClaimText[] },
  to: { version: number; claims: readonly ClaimText[] },
): Redline {
  const numbers = [...new Set([...from.claims, ...to.claims].map(({ number }) => number))].sort((a, b) => a - b);
  const rows = numbers.map((number): Redline['rows'][number] => {
    const before = from.claims.find((claim) => claim.number === number);
    const after = to.claims.find((claim) => claim.number === number);
    const fields = parts.map(({ field, label, value }) => ({
      field,
      label,
      runs: redlineText(before ? value(before) : '', after ? value(after) : ''),
    }));
    const change = !before
      ? 'added'
      : !after
        ? 'removed'
        : fields.some(({ runs }) => isChanged(runs))
          ? 'changed'
          : 'same';
    return { key: String(number), label: `Claim ${number}`, change, fields };
  });
  return { from: from.version, to: to.version, rows };
}

const parts: readonly { field: string; label: string; value: (claim: ClaimText) => string }[] = [
  { field: 'preamble', label: 'Preamble', value: ({ preamble }) => preamble ?? '' },
  { field: 'transition', label: 'Transition', value: ({ transition }) => transition ?? '' },
  { field: 'limitations', label: 'Limitations', value: ({ limitations }) => limitations.join(';\n') },
  { field: 'dependsOn', label: 'Refers to', value: ({ dependsOn }) => dependsOn.join(', ') },
];
