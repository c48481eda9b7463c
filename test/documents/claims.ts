import { sha256 } from '../../src-core/ledger/digests';
import type { DocumentInput } from '../../src-shared/documents';
import { base } from './examples';

/** Claim charts, briefs and sales cards for tests and for looking at pages. */

type ClaimChart = Extract<DocumentInput, { kind: 'claim-chart' }>;
type Brief = Extract<DocumentInput, { kind: 'defensibility-brief' }>;
type Card = Extract<DocumentInput, { kind: 'sales-card' }>;

/** 8 × 4 pixels, a light and a dark half. */
export const pixels =
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAECAIAAAA8r+mnAAAAFUlEQVR42mN49uQeHNnYuMERA/UkAFdpNmHRAlRdAAAAAElFTkSuQmCC';

const limitations = [
  'receiving, by a server, a write that names a key and a value, and appending the write to a log that the server keeps in memory and on disk',
  'answering the write once the log has been forced to disk together with other writes that arrived within a window of time',
  'lengthening the window while the number of writes that wait is above a threshold, and shortening it while the number is below',
];

const mappings = [
  'The ingest node appends each write to wal.log before it is applied. The line with the sequence number stands in the log ahead of the line that applies it.',
  'Group commit is on by default. Answers carry the number of writes that were forced to disk with them.',
  'The window follows the queue: 2 ms at rest, 12 ms at 4,000 waiting writes. It falls back within a second.\n\nThe figures are those of run 3; the two other runs show the same within 4 %.',
];

const file = (name: string) => ({ name, sha256: sha256(name) });

type Evidence = ClaimChart['elements'][number]['evidence'][number];

const evidence = (at: number): Evidence[] =>
  [
    [
      {
        kind: 'log' as const,
        title: 'ingest-run-3.log, lines 1,204 to 1,209',
        quote: '10:12:04.118 append seq=88213 bytes=412\n10:12:04.119 apply  seq=88213 key=meter/7741',
        note: 'The append stands before the apply for each of the 88,213 writes.',
        pins: [file('ingest-run-3.log')],
      },
      {
        kind: 'document' as const,
        title: 'Operator’s manual, edition 7, page 41',
        quote: 'Every write is appended to the write-ahead log before it becomes visible.',
        pins: [file('operators-manual-7.pdf')],
      },
    ],
    [
      {
        kind: 'configuration' as const,
        title: 'store.yaml, line 18',
        quote: 'commit.group.enabled = true',
        pins: [file('store.yaml')],
      },
      {
        kind: 'screenshot' as const,
        title: 'commit-panel.png, region 640 × 320 at 120, 80',
        note: 'Writes forced to disk together, at 200 users.',
        thumbnail: { png: pixels, width: 8, height: 4 },
        pins: [file('commit-panel.png')],
      },
    ],
    [
      {
        kind: 'metric' as const,
        title: ['B-A7-0017/2, commit window at 4,000 writes: ', { number: '11.84', unit: 'ms', significant: 3 }],
        pins: [file('run-3.jsonl'), { name: 'Receipt of B-A7-0017/2', sha256: sha256('verdict') }],
      },
      {
        kind: 'web' as const,
        title: 'https://docs.northwind.example/store/4.1/commit-window, captured 2026-11-03',
        quote: 'The commit window adapts to the queue.',
        pins: [file('commit-window.html')],
      },
    ],
  ][at % 3]!;

const charted = {
  set: {
    number: 'P-A7-0002',
    title: 'Adaptive group commit',
    kind: 'own-patent' as const,
    reference: 'US 11,000,000 B2',
    version: 2,
  },
  claim: { number: 1, independent: true },
  subject: { kind: 'own' as const, name: 'Northwind Store 4.1', description: '' },
  expiresOn: '2027-06-30',
};

const receipt = sha256('the receipt that froze it');

/** A chart of so many elements; each third has a picture. */
export function chartExample(count = 3, changes: Partial<ClaimChart> = {}): ClaimChart {
  return {
    ...base,
    kind: 'claim-chart',
    number: 'C-A7-0004',
    title: 'Adaptive group commit in Northwind Store 4.1',
    customer: { name: 'Northwind', lines: [] },
    ...charted,
    standing: 'approved',
    preamble: 'A method of storing values of keys, carried out by a server',
    summary:
      'Each element of claim 1 corresponds to a behaviour that the store’s own logs and configuration show, in version 4.1 as shipped.',
    elements: Array.from({ length: count }, (_, at) => ({
      label: `1[${String.fromCharCode(97 + (at % 26))}]`,
      limitation: limitations[at % 3]!,
      mapping: mappings[at % 3]!,
      status: 'met' as const,
      evidence: evidence(at),
    })),
    decisions: [
      { person: 'Marta Lind', decision: 'approve', at: '2026-11-11T14:02:00Z', reason: 'Every element is shown.' },
      {
        person: 'Jon Aasen',
        decision: 'approve',
        at: '2026-11-12T08:10:00Z',
        reason: 'Read against the file history.',
      },
    ],
    receipt,
    ...changes,
  };
}

export function cardExample(count = 3, changes: Partial<Card> = {}): Card {
  const { summary, elements } = chartExample(count);
  return {
    ...base,
    kind: 'sales-card',
    number: 'C-A7-0004',
    title: 'Adaptive group commit in Northwind Store 4.1',
    customer: { name: 'Northwind', lines: [] },
    ...charted,
    summary,
    elements: elements.map(({ label, limitation, mapping, status }) => ({ label, limitation, mapping, status })),
    receipt,
    ...changes,
  };
}

export function briefExample(charts = 1, count = 3, changes: Partial<Brief> = {}): Brief {
  return {
    ...base,
    kind: 'defensibility-brief',
    number: 'D-A7-0001',
    title: 'What protects the commit path',
    disclosure: 'internal',
    customer: { name: 'Northwind', lines: [] },
    protects:
      'The way in which the store waits for other writes before it forces its log to disk, and how long it waits.\n\nThe claims reach the server’s behaviour and not its storage format.',
    licensing: 'Licensed with the product to whoever runs it. Not licensed separately; inquiries go to legal.',
    charts: Array.from({ length: charts }, (_, at) => ({
      number: `C-A7-${String(4 + at).padStart(4, '0')}`,
      title: `Adaptive group commit, claim ${at + 1}`,
      version: 2,
      receipt,
      ...charted,
      claim: { number: at + 1, independent: at === 0 },
      elements: Array.from({ length: count }, (_, row) => ({
        label: `${at + 1}[${String.fromCharCode(97 + (row % 26))}]`,
        limitation: limitations[row % 3]!,
        mapping: mappings[row % 3]!,
        status: 'met' as const,
        alternatives:
          row % 3 === 2
            ? [
                {
                  text: 'A fixed window of 2 ms.',
                  cost: '',
                  measured: {
                    verdict: 'B-A7-0017/2',
                    row: 'commit latency p99 at 4,000 writes',
                    sentence: [
                      'Median ',
                      { number: '41.2', unit: 'ms', significant: 3 },
                      ' against ',
                      { number: '12.6', unit: 'ms', significant: 3 },
                      '; told apart.',
                    ],
                    stale: false,
                  },
                },
                { text: 'A window set by the operator.', cost: 'Needs retuning with each change of load.' },
              ]
            : [],
      })),
    })),
    ...changes,
  };
}
