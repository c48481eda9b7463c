import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sha256 } from '../../src-core/ledger/digests';
import type { BundleContent } from '../../src-main/documents/bundle';
import type { EvidenceFile } from '../../src-main/documents/inputs';
import { computeVerdicts, customerPricingInput, exactText, pointer, pricingFigures } from '../../src-shared/documents';
import { priceQuote } from '../../src-shared/pricing';
import { line, model, quote, sku } from '../fixtures/pricing/models';
import { deckExample, quoteExample } from './examples';

/** Documents whose every computed figure is traced to its computation, and to raw logs of real runs. */

/** A quote of three lines priced by the product's own rules; the model's cost must not reach the document. */
export function tracedQuote() {
  const priceList = model(
    [
      sku('BASE', { rate: { kind: 'per-unit', unitPrice: '4000' }, cost: { fixed: '777.77', perUnit: '0' } }),
      sku('SEAT', { rate: { kind: 'per-unit', unitPrice: '45' } }),
      sku('OTHER-SECRET', { rate: { kind: 'per-unit', unitPrice: '1' } }),
    ],
    { marginFloors: { default: 6_000, families: [] } },
  );
  const request = quote(
    [
      line('BASE', '1', { discountBasisPoints: 800, insideNote: 'inside-note-marker' }),
      line('SEAT', '60', { discountBasisPoints: 1200 }),
    ],
    { orderDiscountBasisPoints: 300 },
  );
  const figures = pricingFigures(priceQuote(priceList, request));
  return quoteExample(2, {
    title: 'Halden Energy, 36 months',
    groups: [
      {
        title: 'Platform',
        lines: request.lines.map(({ id, quantity }) => ({
          id,
          name: `Product ${id}`,
          quantity,
          unit: 'seat / mo',
          list: id === 'BASE' ? '4000' : '45',
          discountPercent: id === 'BASE' ? '8' : '12',
          amount: figures.lines[id]!.amount,
        })),
      },
    ],
    totals: [
      { key: 'subtotal', amount: figures.totals.amount },
      { key: 'order-discount', amount: figures.totals.orderDiscount },
      { key: 'total', amount: figures.totals.net, emphasis: true },
    ],
    recomputations: [
      {
        kind: 'pricing',
        input: JSON.parse(JSON.stringify(customerPricingInput(priceList, request))),
        figures: [
          ...request.lines.map(({ id }, at) => ({
            name: pointer('lines', id, 'amount'),
            at: pointer('groups', 0, 'lines', at, 'amount'),
          })),
          { name: '/totals/amount', at: '/totals/0/amount' },
          { name: '/totals/orderDiscount', at: '/totals/1/amount' },
          { name: '/totals/net', at: '/totals/2/amount' },
        ],
      },
    ],
  });
}

const fixture = (name: string): EvidenceFile => ({
  name,
  bytes: readFileSync(resolve('test/fixtures/harness/hyperfine', name)),
});

/** Two real hyperfine logs, one a contender; each of their measurements is a run. */
export const rawLogs = (): EvidenceFile[] => [fixture('a.json'), fixture('b.json')];

const times = (file: EvidenceFile): number[] =>
  (JSON.parse(Buffer.from(file.bytes).toString('utf8')) as { results: [{ times: number[] }] }).results[0].times;

const runFigures = (file: EvidenceFile, key: string, at: (index: number) => string) => ({
  kind: 'run',
  version: 'hyperfine-json',
  input: { figures: [{ name: 'values', key, metric: 'wall_time', statistic: { kind: 'samples' } }] },
  evidence: [file.name],
  figures: times(file).map((_, index) => ({ name: pointer('values', index), at: at(index) })),
});

/** A deck made from the two logs: run figures, verdict, sentence and headline are all traced. */
export function tracedDeck() {
  const [ours, theirs] = rawLogs() as [EvidenceFile, EvidenceFile];
  const input = {
    band: 0.05,
    rows: [
      {
        key: 'wall',
        label: 'Wall time',
        unit: 's',
        better: 'lower' as const,
        ours: times(ours),
        theirs: times(theirs),
      },
    ],
  };
  const { headline, rest, rows } = computeVerdicts(input);
  const row = rows['wall']!;
  const at = (name: string) => ({ name: `/rows/wall/${name}`, at: `/rows/0/${name}` });
  return deckExample({
    headline,
    lead: rest || undefined,
    facts: [{ value: { number: exactText(row.oursMedian ?? 0), unit: 's', significant: 3 }, text: 'median' }],
    rows: [
      {
        key: 'wall',
        metric: 'Wall time',
        unit: 's',
        better: 'lower',
        scale: row.scale,
        verdict: row.verdict,
        sentence: row.sentence,
        estimate: row.estimate,
        low: row.lower,
        high: row.upper,
        band: row.band,
        pAdjusted: row.pHolm,
        runs: { ours: row.ours.length, theirs: row.theirs.length },
        medians: { ours: row.oursMedian, theirs: row.theirsMedian },
      },
    ],
    runs: [ours, theirs].map((file, index) => ({
      side: index === 0 ? ('ours' as const) : ('theirs' as const),
      name: file.name,
      files: [{ name: file.name, sha256: sha256(file.bytes) }],
    })),
    bundle: 'b-a7-0017-evidence.zip',
    recomputations: [
      {
        kind: 'verdicts',
        input,
        figures: [
          { name: '/headline', at: '/headline' },
          at('verdict'),
          at('sentence'),
          at('estimate'),
          { name: '/rows/wall/lower', at: '/rows/0/low' },
          { name: '/rows/wall/upper', at: '/rows/0/high' },
          { name: '/rows/wall/pHolm', at: '/rows/0/pAdjusted' },
          { name: '/rows/wall/oursMedian', at: '/rows/0/medians/ours' },
          { name: '/rows/wall/oursMedian', at: '/facts/0/value' },
          { name: '/rows/wall/theirsMedian', at: '/rows/0/medians/theirs' },
        ],
      },
      runFigures(ours, 'engine-a', (index) => `/recomputations/0/input/rows/0/ours/${index}`),
      runFigures(theirs, 'engine-b', (index) => `/recomputations/0/input/rows/0/theirs/${index}`),
    ],
  });
}

/** The bundle of the same two logs. */
export function tracedBundle(): { content: BundleContent; raw: EvidenceFile[] } {
  const raw = rawLogs();
  const [ours, theirs] = raw as [EvidenceFile, EvidenceFile];
  const input = {
    band: 0.05,
    rows: [
      {
        key: 'wall',
        label: 'Wall time',
        unit: 's',
        better: 'lower' as const,
        ours: times(ours),
        theirs: times(theirs),
      },
    ],
  };
  const verdicts = computeVerdicts(input);
  return {
    raw,
    content: {
      format: 1,
      number: 'B-A7-0017',
      title: 'Wall time of two engines',
      created: '2026-11-12T09:30:00Z',
      metadata: { runs: raw.map(({ name }) => ({ name, machine: 'unknown' })) },
      figures: { ours: times(ours), theirs: times(theirs) },
      analysis: JSON.parse(JSON.stringify({ rules: 'bakeoffs/1', headline: verdicts.headline, rows: verdicts.rows })),
      recomputations: [
        runFigures(ours, 'engine-a', (index) => `/figures/ours/${index}`),
        runFigures(theirs, 'engine-b', (index) => `/figures/theirs/${index}`),
        {
          kind: 'verdicts',
          input,
          figures: [
            { name: '/headline', at: '/analysis/headline' },
            { name: '/rows/wall/verdict', at: '/analysis/rows/wall/verdict' },
            { name: '/rows/wall/estimate', at: '/analysis/rows/wall/estimate' },
          ],
        },
      ],
    },
  };
}
