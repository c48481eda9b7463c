import type { DeskClient } from '../../src-shared/contract';
import { type Stage, stages } from '../../src-shared/deals';

const places = ['Nord', 'Alster', 'Kanal', 'Granit', 'Linden', 'Orion', 'Helix', 'Quarz', 'Birken', 'Falken'];
const trades = [
  'Analytics',
  'Logistics',
  'Bank',
  'Energy',
  'Insurance',
  'Retail',
  'Foods',
  'Motors',
  'Health',
  'Media',
];
const works = ['latency pilot', 'platform renewal', 'search rollout', 'batch migration', 'inference capacity'];
const currencies = ['EUR', 'EUR', 'EUR', 'USD', 'CHF', 'JPY'];
/** More deals are early than late, as in a real pipeline. */
const spread: Stage[] = [...stages, 'qualification', 'discovery', 'qualification', 'discovery', 'proof', 'lost'];

const ROWS_PER_IMPORT = 2000;

/** The day `days` after 2026-01-01. */
const day = (days: number): string => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);

/**
 * Fills a workspace with `count` deals of a third as many accounts through the command path, some 2,000 rows an import. The same
 * count gives the same deals.
 */
export async function seedDeals(client: DeskClient, count: number): Promise<void> {
  const accountCount = Math.max(1, Math.ceil(count / 3));
  const ids = new Map<string, string>();
  for (let start = 0; start < count; start += ROWS_PER_IMPORT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_IMPORT, count - start) }, (_, index) => start + index);
    const fresh = new Map<string, string>();
    const deals = rows.map((index) => {
      const at = (index * 7919) % accountCount;
      const key = String(at);
      if (!ids.has(key)) fresh.set(key, `${places[at % 10]} ${trades[Math.floor(at / 10) % 10]} ${at}`);
      const known = ids.get(key);
      return {
        act: 'create' as const,
        account: known ? { id: known } : { key },
        title: `${places[(index * 3) % 10]} ${works[index % works.length]} ${index}`,
        stage: spread[(index * 31) % spread.length]!,
        value: { minor: 500_000 + ((index * 104_729) % 20_000_000), currency: currencies[index % currencies.length]! },
        expectedClose: day((index * 37) % 540),
        source: index % 2 === 0 ? 'Referral' : 'Trade fair',
        nextStep: index % 3 === 0 ? 'Agree on the workloads' : '',
        lostReason: 'No decision',
      };
    });
    const accounts = [...fresh].map(([key, name]) => ({ key, name, industry: trades[Number(key) % 10]! }));
    await client.deals.importRows({ input: { source: { name: `seed-${start}.csv` }, accounts, deals } });
    const byName = new Map([...fresh].map(([key, name]) => [name, key]));
    for (let offset = 0; fresh.size > 0; offset += 1000) {
      const page = await client.deals.accounts({ limit: 1000, offset });
      for (const { id, name } of page.rows) {
        const key = byName.get(name);
        if (key !== undefined) ids.set(key, id);
      }
      if (page.rows.length < 1000) break;
    }
  }
}
