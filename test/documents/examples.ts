import { sha256 } from '../../src-core/ledger/digests';
import type { DocumentInput, ProofDeck } from '../../src-shared/documents';

/** Document data for tests and for looking at pages: figures add up, names are long where length is what is tried. */

const encoder = new TextEncoder();

export const logo = encoder.encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 24"><path fill="#1c1b1a" d="M0 2h20v20H0z"/><path fill="#fff" d="m4 12 3-3 3 3 6-6 2 2-8 8z"/><path fill="#1c1b1a" d="M30 6h3l6 8V6h3v13h-3l-6-8v8h-3zM48 6h10v3h-7v2h6v3h-6v2h7v3H48zM62 6h10v3h-3v10h-4V9h-3z"/></svg>',
);

export const fingerprintHex = sha256('the root key of the example workspace');

export const base = {
  format: 1 as const,
  locale: 'en-GB' as const,
  paper: 'a4' as const,
  disclosure: 'nda' as const,
  created: '2026-11-12T09:30:00Z',
  dated: '2026-11-12',
  version: 3,
  company: {
    name: 'Northwind',
    lines: ['Hafenstraße 12', '20457 Hamburg, Germany', 'HRB 123456, VAT DE123456789'],
    email: 'quotes@northwind.example',
    phone: '+49 40 555 0100',
    website: 'northwind.example',
  },
  brand: {
    accent: '#1f4fd8',
    logo: { name: 'logo.svg', sha256: sha256(logo) },
    footer: 'Northwind GmbH · Hafenstraße 12 · 20457 Hamburg · HRB 123456 · VAT DE123456789',
  },
  customer: { name: 'Halden Energy', lines: ['Storgata 40', '1776 Halden, Norway'] },
  preparedBy: {
    name: 'Ines Okafor',
    title: 'Account executive',
    email: 'ines@northwind.example',
    phone: '+49 40 555 0112',
  },
  workspace: { name: 'Northwind', fingerprint: fingerprintHex },
  assurance: 'device' as const,
  approved: true,
};

export const cents = (amount: number): string => (amount / 100).toFixed(2);

/** A quote of `count` lines in groups of ten, each of a price that is told from its place. */
export function quoteExample(
  count = 6,
  changes: Partial<Extract<DocumentInput, { kind: 'quote' }>> = {},
): Extract<DocumentInput, { kind: 'quote' }> {
  const own = [
    {
      name: 'Platform base, production',
      text: 'licensed, 36 months prepaid yearly',
      quantity: '1',
      unit: 'tenant',
      list: '48000.00',
      discountPercent: '8',
      minor: 13248000,
    },
    {
      name: 'Analyst seats',
      text: 'ramp 40 to 60 to 80',
      quantity: '180',
      unit: 'seat-year',
      list: '540.00',
      discountPercent: '12',
      minor: 8553600,
    },
    {
      name: 'Inference tokens',
      text: 'forecast from bakeoff B-A7-0017',
      quantity: '4200',
      unit: 'M tokens / mo',
      listNote: 'graduated',
      minor: 5779440,
    },
    { name: 'Storage, hot', quantity: '18000', unit: 'GB / mo', list: '0.0230', discountPercent: '5', minor: 1415880 },
    { name: 'Connector compute', quantity: '1100', unit: 'hours / mo', list: '0.4100', minor: 1623600 },
  ];
  const lines = Array.from({ length: count }, (_, index) => {
    const known = index < own.length ? own[index]! : null;
    const minor = known?.minor ?? 100000 + ((index * 7919) % 90000);
    return {
      id: `line-${index + 1}`,
      name:
        known?.name ??
        `Service ${index + 1}: managed connector for operational data, region ${['north', 'south', 'east', 'west'][index % 4]}`,
      text: known?.text,
      quantity: known?.quantity ?? String((index % 12) + 1),
      unit: known?.unit ?? 'month',
      list: known ? known.list : cents(Math.round(minor / ((index % 12) + 1))),
      listNote: known?.listNote,
      discountPercent: known?.discountPercent,
      amount: cents(minor),
      steps:
        known?.name === 'Inference tokens'
          ? [
              { text: ['First ', { number: '1000' }, ' M at ', { number: '0.60' }], amount: '600.00' },
              { text: ['Next ', { number: '2000' }, ' M at ', { number: '0.35' }], amount: '700.00' },
              { text: ['Next ', { number: '1200' }, ' M at ', { number: '0.2545' }], amount: '305.40' },
            ]
          : [],
      minor,
    };
  });
  const titles = ['Platform', 'Metered', 'Services', 'Support'];
  const sizes = count <= own.length + 3 ? [2, 3, count] : Array.from({ length: Math.ceil(count / 10) }, () => 10);
  const groups: { title: string; lines: Omit<(typeof lines)[number], 'minor'>[] }[] = [];
  let from = 0;
  for (const [index, size] of sizes.entries()) {
    const part = lines.slice(from, from + size).map(({ minor: _, ...line }) => line);
    from += size;
    if (part.length > 0) groups.push({ title: titles[index] ?? `Group ${index + 1}`, lines: part });
  }
  groups.push({
    title: 'Options',
    lines: [
      {
        id: 'option-1',
        name: 'Guided onboarding',
        text: undefined,
        quantity: '1',
        unit: 'package',
        list: '12500.00',
        listNote: undefined,
        discountPercent: undefined,
        amount: '12500.00',
        steps: [],
        ...{ optional: true },
      },
    ],
  });
  const subtotal = lines.reduce((sum, line) => sum + line.minor, 0);
  const discount = Math.round(subtotal * 0.03);
  return {
    ...base,
    kind: 'quote',
    number: 'Q-A7-0142',
    title: 'Halden Energy, 36 months',
    contact: { name: 'Marit Solberg', title: 'Head of data platform', email: 'marit.solberg@halden.example' },
    validUntil: '2026-12-31',
    currency: 'USD',
    term: { start: '2027-01-01', months: 36 },
    billing: 'Yearly in advance, net 30 days',
    priceList: 'Platform 2026.2',
    groups,
    totals: [
      { key: 'subtotal', amount: cents(subtotal) },
      { key: 'order-discount', label: ['Multi-year discount, ', { number: '3', unit: '%' }], amount: cents(-discount) },
      {
        key: 'total',
        amount: cents(subtotal - discount),
        emphasis: true,
        definition: 'Every bill of the 36 months, without tax and without options.',
      },
      { key: 'optional', amount: '12500.00' },
    ],
    terms: [
      {
        title: 'Payment',
        text: 'Invoices are due 30 days after they are issued. Late payment bears interest at the statutory rate.',
      },
      {
        title: 'Usage',
        text: 'Metered items are billed monthly after use at the rates above.\n\nUnused quantities do not carry over from one month to the next.',
      },
    ],
    approvals: [
      { role: 'finance', person: 'Mara Osei', state: 'approved', at: '2026-11-12T08:12:00Z' },
      { role: 'delivery', person: 'Tomas Lind', state: 'approved', at: '2026-11-12T09:05:00Z' },
    ],
    ...changes,
  };
}

/** A proof deck with five rows whose verdicts are all different. */
export function deckExample(
  changes: Partial<Extract<DocumentInput, { kind: 'proof-deck' }>> = {},
): Extract<DocumentInput, { kind: 'proof-deck' }> {
  const row = (
    key: string,
    metric: string,
    unit: string,
    verdict: ProofDeck['rows'][number]['verdict'],
    sentence: string,
    [estimate, low, high]: [number, number, number],
    medians: [number, number],
    pAdjusted: number | null,
    extra: { better?: 'lower' | 'higher'; runs?: number } = {},
  ) => ({
    key,
    metric,
    unit,
    better: extra.better ?? ('lower' as const),
    scale: 'ratio' as const,
    verdict,
    sentence,
    estimate,
    low,
    high,
    band: 0.07,
    pAdjusted,
    runs: { ours: extra.runs ?? 9, theirs: extra.runs ?? 9 },
    medians: { ours: medians[0], theirs: medians[1] },
  });
  return {
    ...base,
    kind: 'proof-deck',
    topic: 'speed',
    number: 'B-A7-0017',
    version: 1,
    bakeoff: 'B-A7-0017',
    title: 'Proof of speed for Halden Energy',
    contenders: {
      ours: { name: 'Northwind Graph', version: '4.2' },
      theirs: { name: 'the hosted graph store', version: '2026.1' },
    },
    headline: [
      'Graph queries are answered ',
      { number: '30', unit: '%' },
      ' sooner, and the slowest ',
      { number: '1', unit: '%' },
      ' about ',
      { number: '38', unit: '%' },
      ' sooner.',
    ],
    lead: 'Both systems ran the same 412 MB of Halden’s own data, on equal machines, in alternating order, at 200 users. Errors varied too much from run to run to be told apart.',
    facts: [
      { value: { number: '41.2', unit: 'ms' }, text: ['median, against ', { number: '58.7', unit: 'ms' }] },
      { value: { number: '188', unit: 'ms' }, text: ['99th percentile, against ', { number: '301', unit: 'ms' }] },
      { value: '9 + 9 runs', text: [{ number: '16600000' }, ' requests in all'] },
    ],
    rows: [
      row('p50', 'Latency p50', 'ms', 'better', 'Lower by 26 to 33 %.', [0.702, 0.669, 0.738], [41.2, 58.7], 0.0008),
      row('p99', 'Latency p99', 'ms', 'better', 'Lower by 22 to 49 %.', [0.625, 0.51, 0.781], [188, 301], 0.0024),
      row(
        'throughput',
        'Throughput',
        'requests/s',
        'equivalent',
        'Equal within 7 %.',
        [1.02, 0.984, 1.054],
        [1921, 1884],
        0.21,
        { better: 'higher' },
      ),
      row(
        'errors',
        'Errors',
        '%',
        'no clear difference',
        'Not told apart: from 60 % fewer to 18 % more.',
        [0.67, 0.4, 1.18],
        [0.02, 0.03],
        0.4,
      ),
      row(
        'cold',
        'Cold start',
        's',
        'not enough runs',
        'Three runs a side cannot tell.',
        [1.05, 0.8, 1.38],
        [2.1, 2.0],
        null,
        { runs: 3 },
      ),
    ],
    method: [
      'A run is the unit: each point is the median of nine runs, each run eight minutes after two of warm-up. Hodges–Lehmann ratio, exact Mann–Whitney test, corrected over the five metrics measured. Load was open, so waiting counts.',
    ],
    environment: [
      { name: 'Machine', ours: '8 cores, 32 GB' },
      { name: 'Operating system', ours: 'Debian 12.7' },
      { name: 'Harness', ours: 'k6 1.3.0, commit 9c1f2aa' },
      { name: 'Data set', ours: 'sha256 51be…07c3' },
      {
        name: 'Region',
        ours: 'eu-west-1',
        theirs: 'eu-central-1',
        note: 'Differs. Accepted because the network floor was measured at 0.4 ms and 0.5 ms.',
      },
    ],
    waivers: [
      {
        check: 'Other region',
        reason: 'The network floor was measured at 0.4 ms and 0.5 ms and is small against every latency shown.',
        person: 'Tomas Lind',
      },
    ],
    reproduce: {
      commands:
        'k6 run halden.js   # constant arrival rate, 8 min\n# ours, theirs, theirs, ours … nine times each\nproofdesk bakeoff record --plan plan.json',
    },
    runs: Array.from({ length: 18 }, (_, index) => {
      const side = [0, 3].includes(index % 4) ? ('ours' as const) : ('theirs' as const);
      const name = `${side}-${Math.floor(index / 2) + 1}.ndjson`;
      return {
        side,
        name: `run ${Math.floor(index / 2) + 1}`,
        order: index + 1,
        started: `2026-11-10T${String(8 + Math.floor(index / 4)).padStart(2, '0')}:${String((index % 4) * 15).padStart(2, '0')}:00Z`,
        files: [{ name: `runs/${name}`, sha256: sha256(name) }],
      };
    }),
    bundle: 'b-a7-0017.zip',
    ...changes,
  };
}

export { roiExample } from './roi-example';
