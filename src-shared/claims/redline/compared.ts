import type { Citation } from '../citation';
import type { ClaimText } from '../claim-text';
import type { FrozenElement, FrozenHead } from '../review-schema';
import type { ComparedRow } from './rows';

/** What of a chart's head is compared between versions. */
export type ComparedHead = Pick<
  FrozenHead,
  'title' | 'summary' | 'disclosure' | 'expiresOn' | 'subject' | 'set' | 'claim'
>;

const statuses = { met: 'met', 'not-met': 'not met', 'not-shown': 'not shown', disputed: 'disputed' } as const;
const disclosures = { public: 'public', nda: 'under NDA', internal: 'internal' } as const;

/** A chart as rows: first the chart itself, then an element each. */
export function comparedChart(head: ComparedHead, elements: readonly FrozenElement[]): ComparedRow[] {
  const { set, claim, subject } = head;
  return [
    {
      key: 'chart',
      label: 'Chart',
      fields: [
        { field: 'title', label: 'Title', text: head.title },
        { field: 'summary', label: 'Summary', text: head.summary },
        { field: 'claims', label: 'Claims', text: `${set.number}, version ${set.version}, claim ${claim.number}` },
        { field: 'subject', label: 'Subject', text: subject.name },
        { field: 'disclosure', label: 'Disclosure', text: disclosures[head.disclosure] },
        { field: 'expiresOn', label: 'Holds until', text: head.expiresOn ?? '' },
      ],
    },
    ...elements.map(({ element, label, limitation, mapping, status, evidence }) => ({
      key: element,
      label,
      fields: [
        { field: 'limitation', label: 'Limitation', text: limitation },
        { field: 'mapping', label: 'Mapping', text: mapping },
        { field: 'status', label: 'Status', text: statuses[status] },
        {
          field: 'evidence',
          label: 'Evidence',
          text: evidence.map(({ citation, note }) => [citedIn(citation), note].filter(Boolean).join(': ')).join('\n'),
        },
      ],
    })),
  ];
}

/** What a citation points at in a line, with enough of each digest that another file reads otherwise. */
function citedIn(citation: Citation): string {
  const pinned = (sha256: string) => `sha256 ${sha256.slice(0, 16)}`;
  switch (citation.kind) {
    case 'metric':
      return [
        `${citation.bakeoffNumber}, ${citation.name}, ${citation.label}`,
        citation.value === null ? '' : ` = ${citation.value} ${citation.unit}`.trimEnd(),
        citation.outcome === null ? '' : ` (${citation.outcome})`,
        citation.receipt === null ? '' : `, receipt ${citation.receipt.slice(0, 16)}`,
        ...citation.files.map(({ sha256 }) => `, ${pinned(sha256)}`),
      ].join('');
    case 'log':
      return `${citation.file.name}, lines ${citation.fromLine} to ${citation.toLine}, ${pinned(citation.file.sha256)}`;
    case 'configuration':
      return `${citation.file.name}, ${citation.key} = ${citation.value}, ${pinned(citation.file.sha256)}`;
    case 'screenshot': {
      const { x, y, width, height } = citation.region;
      return `${citation.file.name}, ${width} × ${height} at ${x}, ${y}, ${pinned(citation.file.sha256)}`;
    }
    case 'document':
      return `${citation.title}, page ${citation.page}: “${citation.quote}”, ${pinned(citation.file.sha256)}`;
    case 'web':
      return `${citation.url}, captured ${citation.capturedOn}: “${citation.quote}”, ${pinned(citation.file.sha256)}`;
  }
}

/** The claims of a set as rows. */
export function comparedClaims(claims: readonly ClaimText[]): ComparedRow[] {
  return claims.map((claim) => ({
    key: String(claim.number),
    label: `Claim ${claim.number}`,
    fields: [
      { field: 'text', label: 'Text', text: claim.text },
      { field: 'preamble', label: 'Preamble', text: claim.preamble ?? '' },
      { field: 'transition', label: 'Transition', text: claim.transition ?? '' },
      { field: 'limitations', label: 'Limitations', text: claim.limitations.join('\n') },
    ],
  }));
}
